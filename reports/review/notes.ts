import { plain } from "../built/text";
import { code } from "../markdown/escape";
import { toGroup, toList } from "../synthesized";
import { destroysWhatIsDeclared } from "./destroying";
import type { Reviewed } from "./reviewed";
import { PREVIEW_GUARD } from "./stack";

/** What a reader should know that no change says; what is so of several plans is said once. */
export function notesOf(reviewed: readonly Reviewed[]): string[] {
  const idsByText = new Map<string, string[]>();
  for (const one of reviewed)
    for (const text of notesOn(one)) idsByText.set(text, [...(idsByText.get(text) ?? []), one.identity.id]);
  return [...idsByText].map(([text, ids]) => `${ids.join(", ")}: ${text}`);
}

function notesOn({ plan, identity, environment }: Reviewed): string[] {
  const { id } = identity;
  const touched = new Set(
    plan.changes.filter(({ action }) => action !== "no-op").map(({ configAddress }) => configAddress),
  );
  const stack = environment?.stacks.find((one) => one.id === id);
  const ownImages = (stack?.resources ?? []).filter(
    ({ address, values }) => touched.has(address) && toList(toGroup(values.lifecycle).ignore_changes).some(isImage),
  );
  return [
    ...(plan.changes.some(({ address }) => address === PREVIEW_GUARD)
      ? [`this is a preview. What other stacks and AWS would answer are samples; nothing of it can be applied.`]
      : []),
    ...(plan.isComplete
      ? []
      : [
          "this plan is a part of what the code asks for (-target, or what Terraform put off); apply it, then plan and review again.",
        ]),
    ...(destroysWhatIsDeclared(plan) ? ["it destroys what the code still declares: it was made with -destroy."] : []),
    ...(plan.unknownKeys.length > 0
      ? [
          `this review does not know ${plan.unknownKeys
            .slice(0, 10)
            .map((key) => code(plain(key, 80)))
            .join(", ")}; whatever that means is not in it.`,
        ]
      : []),
    ...plan.otherProviders
      .slice(0, 10)
      .map((name) => `${code(plain(name, 120))} is another provider than the one that these types are judged by.`),
    ...(plan.otherIdentities.length > 0
      ? [
          `${plan.otherIdentities
            .slice(0, 10)
            .map((address) => code(plain(address, 200)))
            .join(
              ", ",
            )}: changed in place, and known by another identity after that; make sure that it is the same object.`,
        ]
      : []),
    ...(environment
      ? []
      : ["no environment of this project synthesizes this, so readers, sources and lifecycles are not known here."]),
    ...ownImages.map(
      ({ address }) =>
        `a pipeline owns the image of ${address}. Terraform ignores which one runs, and this plan does not change it.`,
    ),
  ];
}

/** Terraform spells it `spec[0].template[0].spec[0].container[0].image`. */
const isImage = (path: unknown): boolean => /(^|\.)image$/.test(String(path));
