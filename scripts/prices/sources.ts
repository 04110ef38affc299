/** Where the figures of a source folder are from, as its files say it. */
export interface RawSource {
  readonly repository?: string;
  readonly path?: string;
  readonly commit?: string;
  readonly data?: string;
  readonly rule?: string;
  readonly confidence: string;
}

/** A source as the price book names it. */
export interface Source {
  /** Where it can be looked up, or the rule a price is reckoned by. */
  readonly what: string;
  /** Month of the data, `<year>-<month>`; of a range the oldest. */
  readonly date: string;
  readonly confidence: "high" | "medium" | "low";
}

/**
 * A source in the book's words.
 * @param date month to take where the source names none, because it is a rule over other prices
 * @throws Error when neither says a month
 */
export function sourceOf(id: string, raw: RawSource, date?: string): Source {
  const found = monthIn(raw.data) ?? monthIn(raw.commit) ?? date;
  if (found === undefined) throw new Error(`${id} names no date; write when its data was read`);
  return { what: whereIs(raw), date: found, confidence: confidenceOf(raw.confidence) };
}

function whereIs({ repository = "", path, commit, data, rule }: RawSource): string {
  if (rule !== undefined) return `by rule: ${rule}`;
  const isNamed = /^[\w.-]+\/[\w.-]+/.test(repository);
  const place = isNamed ? [repository, path, /^[0-9a-f]{7,}/.exec(commit ?? "")?.[0]].filter(Boolean).join(" ") : "";
  return [place, data].filter(Boolean).join("; ");
}

/** The first month of a text; of a year without months its first, because the data can be that old. */
function monthIn(text = ""): string | undefined {
  const month = /\b20\d\d-(0[1-9]|1[0-2])/.exec(text)?.[0];
  const year = /\b20\d\d\b/.exec(text)?.[0];
  return month ?? (year && `${year}-01`);
}

/** A single letter is another source of the same file; outside of it that has its name. */
export function withNames(source: RawSource, letters: Readonly<Record<string, RawSource>>): RawSource {
  const named = (text: string) => text.replaceAll(/\b[A-Z]\b/g, (letter) => nameOf(letters[letter]) ?? letter);
  const { data, rule } = source;
  return { ...source, ...(data && { data: named(data) }), ...(rule && { rule: named(rule) }) };
}

const nameOf = (source: RawSource | undefined): string | undefined =>
  /^[\w.-]+\/[\w.-]+/.exec(source?.repository ?? "")?.[0] ?? source?.data;

/** The worst that is said: `high where seen, low elsewhere` is low. */
const confidenceOf = (text: string): Source["confidence"] =>
  /\blow\b/.test(text) ? "low" : /\bmedium\b|\bold\b/.test(text) ? "medium" : "high";
