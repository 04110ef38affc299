import { type ResourceChange, SENSITIVE, SENSITIVE_CHANGED, UNKNOWN } from "../plan";
import { entryOf, isGroup, type Json, readYaml, type Values } from "../synthesized";
import { pairEntries } from "./list-pairs";
import { findSecret, hideSecrets, isSecretData, labelOf } from "./secrets";
import { plain } from "./text";
import { isEmpty, isSame, jsonIn } from "./values";

/** One attribute before and after, as texts that may be shown. */
export interface Difference {
  /** Like `scaling_config.0.min_size`; inside of a JSON text its keys follow: `policy.Statement.0.Action`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** AWS decides the new value. */
  readonly isUnknown: boolean;
  /** This attribute cannot change in place, so the resource is replaced. */
  readonly forcesReplacement: boolean;
}

/** What differs between the two sides of a change, attribute by attribute, in the order of their names. */
export function differencesOf({ type, before, after, replacePaths }: ResourceChange): Difference[] {
  const forcing = replacePaths.map((path) => path.join("."));
  const isForcing = (path: string) => forcing.some((one) => path === one || path.startsWith(`${one}.`));
  const yaml = YAML_IN[type];
  const read = (values: Values | null) => ({ ...withYaml(values ?? {}, yaml), ...(SECRETS.test(type) ? SECRET : {}) });
  return leavesBetween(read(before), read(after)).map(([path, old, now, label]) => ({
    path: plain(path, 160),
    before: show(path, old, { label }),
    after: show(path, now, { label, most: MOST_AFTER }),
    isUnknown: now === UNKNOWN,
    forcesReplacement: isForcing(path),
  }));
}

/** What will be is shown whole, as far as people can read it. */
const MOST_AFTER = 4000;

/** Resources that are a Secret of Kubernetes. */
const SECRETS = /^kubernetes_secret(_v1)?(_data)?$/;
const SECRET = { kind: "Secret" } as const;

/** Arguments whose texts are YAML: what differs in them is shown key by key. */
const YAML_IN: Readonly<Record<string, string>> = { helm_release: "values", kubectl_manifest: "yaml_body" };

function withYaml(values: Values, argument: string | undefined): Values {
  const written = argument === undefined ? undefined : values[argument];
  if (argument === undefined || written === undefined) return values;
  const read = (text: Json): Json => {
    const found = text === UNKNOWN ? undefined : readYaml(text);
    return isGroup(found) ? found : text;
  };
  return { ...values, [argument]: Array.isArray(written) ? written.map(read) : read(written) };
}

/**
 * Attributes that differ between two values, with both sides; of lists of texts what the other has not, of other lists the
 * entries that are not in both. `label` is the name beside a value, as in `{ name: "DB_PASS", value: "…" }`.
 */
export const leavesBetween = (before: Values, after: Values): Leaf[] => leaves(before, after, "");

/** Positions in lists by their number. */
const byNumber = new Intl.Collator("en", { numeric: true });

export type Leaf = readonly [path: string, before: Json | undefined, after: Json | undefined, label?: string];

/** Tags that the provider adds up from `tags` and its own: the same change twice. */
const REPEATS = new Set(["tags_all"]);

function leaves(before: Json | undefined, after: Json | undefined, path: string, label?: string): Leaf[] {
  if (isSame(before, after)) return [];
  const [old, now] = [jsonIn(before) ?? before, jsonIn(after) ?? after];
  if (Array.isArray(old) && Array.isArray(now)) return inLists(old, now, path, label);
  if (!isGroup(old) || !isGroup(now))
    return [label === undefined ? [path, before, after] : [path, before, after, label]];
  const name = labelOf(now) ?? labelOf(old);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((key) => !(path === "" && REPEATS.has(key)) && !isSame(entryOf(old, key), entryOf(now, key)))
    .sort(byNumber.compare)
    .flatMap((key) => {
      const [at, was, is] = [path === "" ? key : `${path}.${key}`, entryOf(old, key), entryOf(now, key)];
      if (isSecretData(old, key) || isSecretData(now, key)) return hiddenLeaves(was, is, at);
      return leaves(was, is, at, /^value$/i.test(key) ? name : undefined);
    });
}

/** What a Secret of Kubernetes keeps: that it changes may be told. */
const hiddenLeaves = (before: Json | undefined, after: Json | undefined, path: string): Leaf[] =>
  leaves(before, after, path).map(([at, old, now]) => [
    at,
    isEmpty(old) ? old : SENSITIVE,
    isEmpty(now) || now === UNKNOWN ? now : SENSITIVE_CHANGED,
  ]);

function inLists(old: readonly Json[], now: readonly Json[], path: string, label?: string): Leaf[] {
  const isOfTexts = ![...old, ...now].some((entry) => isBranch(jsonIn(entry) ?? entry));
  if (isOfTexts) {
    const [was, is] = [old, now].map((list) => hideSecrets(list, label ?? nameIn(path)) as readonly Json[]);
    const leaf = [path, without(was ?? [], is ?? []), without(is ?? [], was ?? [])] as const;
    return [label === undefined ? leaf : [...leaf, label]];
  }
  return pairEntries(old, now).flatMap(([before, after, position]) => leaves(before, after, `${path}.${position}`));
}

const isBranch = (value: Json | undefined): value is Values | readonly Json[] => isGroup(value) || Array.isArray(value);

/** Of a list of texts or numbers only what the other has not; the whole list when just the order differs. */
function without(list: readonly Json[], other: readonly Json[]): Json {
  const others = new Set(other);
  const own = list.filter((entry) => !others.has(entry));
  return own.length === 0 && list.length === other.length ? list : own;
}

/** The last name of a path. */
const nameIn = (path: string): string => path.split(".").findLast((key) => !/^\d+$/.test(key)) ?? "";

/** How a value is shown. */
export interface Showing {
  /** Characters of it. @default 240 */
  readonly most?: number | undefined;
  /** Name that stands beside it and may give it away. @default the end of its path */
  readonly label?: string | undefined;
}

/** A value as it may be shown: secrets hidden, on one line, cut where it gets long. */
export function show(path: string, value: Json | undefined, { most = 240, label }: Showing = {}): string {
  if (isEmpty(value)) return "(none)";
  const name = label ?? nameIn(path);
  if (value !== UNKNOWN && findSecret(value as Json, "", name)) return SENSITIVE;
  return plain(typeof value === "string" ? value : JSON.stringify(value), most);
}
