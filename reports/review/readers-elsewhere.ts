import type { OutputRead } from "./downstream";
import type { Entry } from "./entry";
import type { Reviewed } from "./reviewed";

/**
 * What goes although another stack reads it through an output: the reader still uses it when it is gone, so it needs an
 * approval. Readers change before what they read goes.
 */
export function withReaders(
  entries: readonly Entry[],
  { plan, identity }: Reviewed,
  outputs: readonly OutputRead[],
): Entry[] {
  const read = plan.outputs.flatMap(({ name, before, after }) => {
    const known = outputs.find(({ stack, output }) => stack === identity.id && output === name);
    return known?.readers && known.readers.length > 0
      ? [{ before: JSON.stringify(before), after: JSON.stringify(after), name, readers: known.readers }]
      : [];
  });
  if (read.length === 0) return [...entries];
  return entries.map((entry) => {
    const { change } = entry;
    const id = change.action === "delete" && "before" in change ? change.before?.id : undefined;
    const lost =
      typeof id === "string" && id.length > 4
        ? read.filter(({ before, after }) => before.includes(`"${id}"`) && !after.includes(`"${id}"`))
        : [];
    if (lost.length === 0 || entry.group === "routine") return entry;
    const readers = [...new Set(lost.flatMap((one) => one.readers))].join(", ");
    return {
      ...entry,
      isGated: true,
      what: [...entry.what, { what: "other stacks still read it", detail: `${lost[0]?.name}, read by ${readers}` }],
      advice: [...entry.advice, "Change the readers first, apply that, and only then remove it."],
    };
  });
}
