import { inOrder, partsOf } from "../stack-ids";

/** The stacks of one synthesis, by id, as Terraform will read them. */
export interface Synthesis {
  readonly stacks: ReadonlyMap<string, Stack>;
}

export interface Stack {
  /** What decides what the stack does, in one text: two that are equal plan the same. */
  readonly content: string;
  /** Ids of the stacks whose outputs it reads. */
  readonly reads: readonly string[];
}

/** A stack that a change reaches, and how. */
export interface Affected {
  readonly environment: string;
  /** Its name within the environment, like `network`. */
  readonly stack: string;
  /** `reads`: it is as it was, and reads a stack that is planned too. */
  readonly why: "new" | "changed" | "reads";
  /** Names of the affected stacks that it reads; they are deployed before it. */
  readonly after: readonly string[];
}

export interface Change {
  /** Each after those it reads; the environments by name. */
  readonly affected: readonly Affected[];
  /** Ids of the stacks that are there no longer. Nothing destroys them by itself. */
  readonly gone: readonly string[];
}

/** Stacks that a change from one synthesis to another reaches: those that differ, and all that read them, near or far. */
export function affectedBy(before: Synthesis, after: Synthesis): Change {
  const why = new Map<string, Affected["why"]>();
  const order = inOrder(new Map([...after.stacks].map(([id, { reads }]) => [id, reads])));
  for (const id of order) {
    const [old, now] = [before.stacks.get(id), after.stacks.get(id)];
    if (old === undefined) why.set(id, "new");
    else if (old.content !== now?.content) why.set(id, "changed");
    else if (now.reads.some((read) => why.has(read))) why.set(id, "reads");
  }
  return {
    affected: order
      .filter((id) => why.has(id))
      .map((id) => ({
        ...partsOf(id),
        why: why.get(id) as Affected["why"],
        after: (after.stacks.get(id)?.reads ?? []).filter((read) => why.has(read)).map((read) => partsOf(read).stack),
      })),
    gone: [...before.stacks.keys()].filter((id) => !after.stacks.has(id)).sort(),
  };
}

/** The affected stacks of each environment that has any. */
export function byEnvironment({ affected }: Change): ReadonlyMap<string, readonly Affected[]> {
  const found = new Map<string, Affected[]>();
  for (const one of affected) found.set(one.environment, [...(found.get(one.environment) ?? []), one]);
  return found;
}
