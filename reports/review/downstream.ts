import { show } from "../built/differences";
import { hideSecrets } from "../built/secrets";
import { isSame } from "../built/values";
import { type OutputChange, SENSITIVE, UNKNOWN } from "../plan";
import type { SynthesizedEnvironment } from "../synthesized";
import type { Reviewed } from "./reviewed";

/** An output that changes or goes, and who reads it. */
export interface OutputRead {
  readonly stack: string;
  readonly output: string;
  readonly action: "changes" | "disappears" | "is missing";
  readonly before: string;
  readonly after: string;
  /** Ids of the stacks that read it; undefined: the environment is not known here. */
  readonly readers?: readonly string[];
  /** Output that appears with the same value. */
  readonly renamedTo?: string;
  /** Another stack would fail without it. */
  readonly isRefused: boolean;
}

/**
 * Outputs that change or disappear, with the stacks that read them: from the remote state that the synthesized stacks read.
 * A stack that is destroyed in the same review reads nothing any more. A change that nobody reads is left out.
 */
export function downstreamOf(reviewed: Reviewed, all: readonly Reviewed[]): OutputRead[] {
  const { plan, identity, environment } = reviewed;
  const gone = all.filter(isDestroyed).map((other) => other.identity.id);
  const readersOf = (output: string) => readers(environment, identity.name, output).filter((id) => !gone.includes(id));
  const changed = plan.outputs.flatMap((output): OutputRead[] => {
    const isGone = output.action === "delete";
    const own = environment ? { readers: readersOf(output.name) } : {};
    if (!isGone && (output.action !== "update" || own.readers?.length === 0)) return [];
    const renamedTo = isGone ? renamed(output, plan.outputs) : undefined;
    return [
      {
        stack: identity.id,
        output: output.name,
        action: isGone ? "disappears" : "changes",
        before: text(output.name, output.before),
        after: isGone ? "(none)" : text(output.name, output.after),
        ...own,
        ...(renamedTo ? { renamedTo } : {}),
        isRefused: isGone && (own.readers ?? []).length > 0,
      },
    ];
  });
  return [...changed, ...missing(reviewed, readersOf)];
}

/** Outputs that others read and that this plan would not leave behind, although it never took them away either. */
function missing({ plan, identity, environment }: Reviewed, readersOf: (output: string) => string[]): OutputRead[] {
  const named = new Set(plan.outputs.map(({ name }) => name));
  const wanted = (environment?.stacks ?? []).flatMap(({ reads }) =>
    reads.filter(({ stack }) => stack === identity.name).flatMap(({ outputs }) => outputs),
  );
  return [...new Set(wanted)]
    .filter((output) => !named.has(output) && readersOf(output).length > 0)
    .map((output) => {
      const nothing = { before: "(none)", after: "(none)" };
      return {
        stack: identity.id,
        output,
        action: "is missing",
        ...nothing,
        readers: readersOf(output),
        isRefused: true,
      };
    });
}

const readers = (environment: SynthesizedEnvironment | undefined, name: string | undefined, output: string): string[] =>
  (environment?.stacks ?? [])
    .filter(({ reads }) => reads.some(({ stack, outputs }) => stack === name && outputs.includes(output)))
    .map(({ id }) => id);

const renamed = ({ before }: OutputChange, outputs: readonly OutputChange[]): string | undefined =>
  before === SENSITIVE
    ? undefined
    : outputs.find(({ action, after }) => action === "create" && after !== UNKNOWN && isSame(after, before))?.name;

/** Whether a plan leaves nothing of its stack. */
const isDestroyed = ({ plan }: Reviewed): boolean =>
  plan.changes.length > 0 && plan.changes.every(({ action }) => action === "delete" || action === "forget");

const text = (name: string, value: OutputChange["before"]): string =>
  value === null ? "(none)" : show(name, hideSecrets(value, name), { most: 160 });
