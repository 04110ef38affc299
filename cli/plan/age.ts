/** Older plans are not applied: what they were made of is no longer what is there. */
const MOST_HOURS = 24;

/**
 * Why a plan is too old to be applied; undefined when it is not.
 * @param timestamp When it was planned, as the plan itself says. Terraform before 1.5 does not say.
 */
export function ageProblem(timestamp: string | undefined, now: Date): string | undefined {
  const planned = Date.parse(timestamp ?? "");
  if (Number.isNaN(planned)) return "it does not say when it was planned";
  const hours = (now.getTime() - planned) / 3_600_000;
  if (hours > MOST_HOURS) return `it was planned at ${timestamp}, more than ${MOST_HOURS} hours ago`;
  return hours < -1 ? `it was planned at ${timestamp}, which is not yet` : undefined;
}
