import type { Body } from "./bodies";
import type { Json, Values } from "./types";
import { blockIn, toGroup, toList } from "./values";

interface Found extends Body {
  readonly file: string;
}

/** One block as it was found in a file. */
export interface WrittenBlock {
  readonly kind: string;
  readonly isOverride: boolean;
  readonly block: Found;
}

/** An override of something that is not there, which Terraform refuses. */
export interface OverrideProblem {
  readonly file: string;
  readonly pointer: string;
  readonly why: string;
}

/** Kinds whose entries are overridden one by one. */
const MERGED: readonly string[] = ["locals", "terraform"];

/**
 * The blocks of a root module by kind, those of override files merged in as Terraform does: an argument or a kind of
 * nested block replaces all of its name. Source: Terraform's documentation, "Override Files".
 */
export function withOverrides(all: readonly WrittenBlock[]): {
  found: Map<string, Found[]>;
  problems: OverrideProblem[];
} {
  const found = new Map<string, Found[]>();
  const problems: OverrideProblem[] = [];
  for (const { kind, block } of all.filter(({ isOverride }) => !isOverride)) {
    const others = found.get(kind);
    if (others) others.push(block);
    else found.set(kind, [block]);
  }
  for (const { kind, block } of all.filter(({ isOverride }) => isOverride)) {
    const same = (found.get(kind) ?? []).filter(
      ({ labels, values }) => labels.join(".") === block.labels.join(".") && values.alias === block.values.alias,
    );
    const [original = undefined] = same;
    if (original && kind === "terraform") found.set(kind, settingsWith(found.get(kind) ?? [], block));
    else if (original)
      found.set(
        kind,
        (found.get(kind) ?? []).map((one) => (one === original ? merged(one, block) : one)),
      );
    else if (MERGED.includes(kind)) found.set(kind, [...(found.get(kind) ?? []), block]);
    else
      problems.push({
        file: block.file,
        pointer: block.pointer,
        why: `It overrides ${[kind, ...block.labels].join(" ")}, which no other file declares.`,
      });
  }
  return { found, problems };
}

const merged = (original: Found, over: Found): Found => ({
  ...original,
  file: over.file,
  pointer: over.pointer,
  values: mergedValues(original.values, over.values),
});

/** A dynamic block is of the kind that it makes; of `lifecycle` each argument is overridden alone. */
function mergedValues({ dynamic: before, ...base }: Values, { dynamic: after, ...over }: Values): Values {
  const [kept, added] = [dynamicIn(before), dynamicIn(after)];
  const made = new Set(added.map(([kind]) => kind));
  const left = Object.fromEntries(Object.entries(base).filter(([key]) => !made.has(key)));
  const dynamic = [...kept.filter(([kind]) => !made.has(kind) && !Object.hasOwn(over, kind)), ...added];
  const lifecycle = { ...blockIn(base, "lifecycle"), ...blockIn(over, "lifecycle") };
  return {
    ...left,
    ...over,
    ...(Object.keys(lifecycle).length > 0 && { lifecycle }),
    ...(dynamic.length > 0 && { dynamic: dynamic.map(([kind, body]) => ({ [kind]: body })) }),
  };
}

const dynamicIn = (found: Json | undefined): [string, Json][] =>
  toList(found).flatMap((one) => Object.entries(toGroup(one)));

/** A backend replaces whichever there is; required providers are replaced one by one. */
function settingsWith(settings: readonly Found[], over: Found): Found[] {
  const { required_providers, ...others } = over.values;
  const replacesBackend = "backend" in others || "cloud" in others;
  const kept = settings.map((one) => {
    const { backend, cloud, ...rest } = one.values;
    return replacesBackend ? { ...one, values: rest } : one;
  });
  const [first, ...rest] = kept;
  if (!first) return [over];
  const providers = { ...toGroup(first.values.required_providers), ...toGroup(required_providers) };
  return [
    { ...first, file: over.file, values: { ...first.values, ...others, required_providers: providers } },
    ...rest,
  ];
}
