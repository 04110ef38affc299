/** One thing that must be so: what it is, as it was written, as it was found. */
export interface Expectation {
  readonly what: string;
  readonly wanted: unknown;
  readonly found: unknown;
}

/** A sentence for each thing that is not as it must be. */
export const unmet = (expectations: readonly Expectation[]): string[] =>
  expectations.flatMap(({ what, wanted, found }) => {
    const [a, b] = [JSON.stringify(wanted), JSON.stringify(found)];
    return a === b ? [] : [`${what}: wanted ${a}, found ${b}`];
  });
