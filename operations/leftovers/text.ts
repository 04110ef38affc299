import type { Leftover, Leftovers } from "./find";

/** A block for each thing that is left: what, why, price, command; then what is in use, what was not looked at, and the sum. */
export function renderText(found: Leftovers): string {
  const { environment, left, inUse, unchecked } = found;
  const parts = [
    ...left.map(renderThing),
    ...(inUse.length > 0 ? [`in no state, and used by a stack that is deployed: ${summary(inUse)}`] : []),
    ...unchecked.map(({ what, why }) => `not looked at: ${what} (${why})`),
    `${environment}: ${verdict(found)}`,
  ];
  return `${parts.join("\n")}\n`;
}

const renderThing = ({ what, id, why, remove, caution, monthlyUsd }: Leftover): string =>
  [
    `${what} ${id}: ${why}; ${price(monthlyUsd)}`,
    `  ${remove ?? "no command is known: remove it in the console"}`,
    ...(caution ? [`  careful: ${caution}`] : []),
  ].join("\n");

const price = (usd: number | undefined): string => {
  if (usd === undefined) return "what it costs is not known";
  if (usd === 0) return "costs nothing";
  return usd < 0.01 ? "less than $0.01 a month" : `$${usd.toFixed(2)} a month`;
};

/** `2 EBS volumes, 1 load balancer` */
function summary(things: Leftovers["inUse"]): string {
  const counts = new Map<string, number>();
  for (const { what } of things) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts].map(([what, count]) => `${count} × ${what}`).join(", ");
}

function verdict({ left, unchecked, monthlyUsd, withoutPrice }: Leftovers): string {
  const rest = unchecked.length > 0 ? `; ${unchecked.length} could not be looked at` : "";
  if (left.length === 0) return unchecked.length > 0 ? `nothing was found${rest}` : "nothing is left";
  const atLeast = withoutPrice > 0 ? "at least " : "";
  const more = withoutPrice > 0 ? ` and ${withoutPrice} without a price` : "";
  return `${left.length} left over, ${atLeast}$${monthlyUsd.toFixed(2)} a month${more}${rest}; nothing was changed`;
}
