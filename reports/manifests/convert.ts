import { entryOf, isGroup, type Json, type Values } from "../synthesized";
import { FOR_TERRAFORM, NUMBERS, type ObjectKind, OWN_KEYS, PLURALS, SINGLE } from "./names";

/** The object of Kubernetes that a resource of Terraform's provider becomes; its values hold no references any more. */
export const objectOf = ({ apiVersion, kind, renamed = {} }: ObjectKind, values: Values): Values => ({
  apiVersion,
  kind,
  ...convertGroup(
    Object.fromEntries(
      Object.entries(values)
        .filter(([key]) => !FOR_TERRAFORM.has(key))
        .map(([key, value]) => [String(entryOf(renamed, key) ?? key), value]),
    ),
  ),
});

const convertGroup = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, Json][] =>
      isNothing(value) ? [] : [convertEntry(key, value)],
    ),
  );

/** Terraform knows no difference between an empty list and none, and sends none. */
const isNothing = (value: Json): boolean => value === null || (Array.isArray(value) && value.length === 0);

function convertEntry(key: string, value: Json): [string, Json] {
  if (isGroup(value) && hasOwnKeys(key, value)) return [inCamelCase(key), withTexts(value)];
  if (Array.isArray(value)) {
    if (SINGLE.has(key)) return [inCamelCase(key), convert(key, value[0] ?? {})];
    const name = value.every(isGroup) ? entryOf(PLURALS, key) : undefined;
    return [String(name ?? inCamelCase(key)), value.map((item) => convert(key, item))];
  }
  return [inCamelCase(key), convert(key, value)];
}

function convert(key: string, value: Json): Json {
  if (isGroup(value)) return convertGroup(value);
  return typeof value === "string" && NUMBERS.has(key) && /^\d+$/.test(value) ? Number(value) : value;
}

/** A service selects by labels at once, a deployment by `match_labels` and `match_expressions`. */
const hasOwnKeys = (key: string, value: Values): boolean =>
  OWN_KEYS.has(key) || (key === "selector" && Object.values(value).every((label) => typeof label === "string"));

/** Values of such maps are texts in Kubernetes, whatever Terraform was given. */
const withTexts = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));

const inCamelCase = (key: string): string => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
