import {
  boolYaml11Tag,
  CORE_SCHEMA,
  constructFromEvents,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  intYaml11Tag,
  NOT_RESOLVED,
  parseEvents,
} from "js-yaml";
import { rememberedTexts } from "./remembered";
import type { Json } from "./types";
import { isGroup, toList } from "./values";

/** Go has YAML 1.1's `0777` and `1_000`, but not its `1:30` of base 60, and both ways to write octal numbers. */
const intTag = defineScalarTag<number>(intYaml11Tag.tagName, {
  ...intYaml11Tag,
  resolve: (text, isExplicit, tag) => {
    if (text.includes(":")) return NOT_RESOLVED;
    const found = intYaml11Tag.resolve(text, isExplicit, tag);
    return found === NOT_RESOLVED ? intCoreTag.resolve(text, isExplicit, tag) : found;
  },
});

/** What `sigs.k8s.io/yaml` reads, which Helm, kubectl and their Terraform providers use; cloud-init's reader differs in numbers alone. */
const schema = CORE_SCHEMA.withTags(boolYaml11Tag, intTag, floatCoreTag);

/**
 * What a text says to Helm, kubectl or cloud-init: `yes`, `on` and `y` are true to them, and `<<` merges. Nothing is null.
 * Undefined: no text, no YAML, several documents, a key twice, a tag that is not known, or aliases without an end.
 */
export const readYaml = (text: Json | undefined): Json | undefined =>
  typeof text === "string" ? readText(text) : undefined;

/** Prices, rules and differences ask for the same texts. */
const readText = rememberedTexts(read);

/** Texts that are JSON as well, as most here, are read many times faster as such. */
function read(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return fromYaml(text);
  try {
    return JSON.parse(text);
  } catch {
    return fromYaml(text);
  }
}

function fromYaml(text: string): Json | undefined {
  try {
    const [found = null, ...others] = constructFromEvents(parseEvents(text, {}), { source: text, schema }) as Json[];
    if (others.length > 0) return undefined;
    return /<<|\*/.test(text) ? merged(found, { left: text.length + MOST_ALIASED }) : found;
  } catch {
    return undefined;
  }
}

/** A text has fewer values than characters, but for what aliases repeat: more than this many are no honest file. */
const MOST_ALIASED = 100_000;

/**
 * A value whose `<<` are merged where they stand: over what is before them, under what is after, and the first of a list over the others.
 * @throws RangeError when more values are in it than may be, as in one that holds itself; TypeError when what is merged is no map
 */
function merged(value: Json, most: { left: number }): Json {
  most.left -= 1;
  if (most.left < 0) throw new RangeError("too many values");
  if (Array.isArray(value)) return value.map((one) => merged(one, most));
  if (!isGroup(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
    const own = merged(inner, most);
    if (key !== "<<") return [[key, own]];
    return toList(own).toReversed().flatMap(entriesOf);
  });
  return Object.fromEntries(entries);
}

function entriesOf(value: Json): [string, Json][] {
  if (!isGroup(value)) throw new TypeError("only maps are merged");
  return Object.entries(value);
}
