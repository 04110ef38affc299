import type { Json, SynthesizedEnvironment } from "../synthesized";

/** What an environment calls itself, which differs from every other one's without meaning anything. */
export interface OwnNames {
  /** Without the names of the environment itself. */
  readonly neutral: (value: Json) => Json;
  /** With them again. */
  readonly named: (value: Json) => Json;
}

/** The names of an environment: its own, its account's and its region's, as the providers say them. */
export function ownNames({ name, stacks }: SynthesizedEnvironment): OwnNames {
  const [{ region, allowed_account_ids } = {}] = stacks
    .flatMap(({ providers }) => providers)
    .filter(({ type }) => type === "aws")
    .map(({ values }) => values);
  const [account] = [allowed_account_ids ?? []].flat();
  const names = Object.entries({ environment: name, account, region }).flatMap(([key, text]): [string, string][] =>
    typeof text === "string" && text !== "" ? [[text, `\uE000${key}\uE001`]] : [],
  );
  const replace = (pairs: readonly (readonly [string, string])[]) => (value: Json) =>
    texts(value, (text) => pairs.reduce((result, [from, to]) => result.replaceAll(from, to), text));
  return { neutral: replace(names), named: replace(names.map(([text, sign]) => [sign, text] as const)) };
}

/** A value with every text changed, keys of objects too. */
const texts = (value: Json, change: (text: string) => string): Json => {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((entry) => texts(entry, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [change(key), texts(inner, change)]));
};
