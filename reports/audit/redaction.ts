import { secretName } from "../built/secret-names";
import { HIDDEN, hasText, hideSecrets } from "../built/secrets";
import { blocksOf } from "../rules/judge";
import {
  type Block,
  entryOf,
  isGroup,
  type Json,
  type Stack,
  type SynthesizedEnvironment,
  type Values,
} from "../synthesized";

/**
 * Hides the secrets of an environment wherever they are: what is one by its name or shape at one place is hidden at every
 * other place as well, so that a password is not shown by the script that uses it.
 */
export interface Redaction {
  readonly environment: SynthesizedEnvironment;
  /** A value with every secret hidden. */
  readonly hide: (value: Json, name?: string) => Json;
  /** A value with the secrets hidden that were found in the environment, and nothing else. */
  readonly scrub: (value: Json) => Json;
}

/** Blocks that hold one value, which their own name is the name of. */
const SINGLE: ReadonlySet<string> = new Set(["output", "variable"]);

export function redact(environment: SynthesizedEnvironment): Redaction {
  const literals = new Set<string>();
  const seen = new Map<Block, Values>();
  for (const block of environment.stacks.flatMap(blocksOf)) {
    const hidden = withoutNamed(block);
    seen.set(block, hidden);
    collect(block.values, hidden, literals);
    if (block.kind === "variable" && block.values.sensitive === true) add(block.values.default ?? null, literals);
  }
  const scrub = (value: Json): Json => (literals.size === 0 ? value : scrubbed(value, [...literals]));
  const block = (one: Block): Block => {
    const values = scrub(seen.get(one) ?? one.values) as Values;
    const at = scrub({ name: one.name, address: one.address, pointer: one.pointer, path: one.constructPath }) as Values;
    if (values === one.values && at.address === one.address && at.path === one.constructPath) return one;
    const [name, address, pointer, constructPath] = [at.name, at.address, at.pointer, at.path].map(String);
    return { ...one, values, name, address, pointer, constructPath } as Block;
  };
  return {
    environment: { ...environment, stacks: environment.stacks.map((stack) => withBlocks(stack, block, scrub)) },
    hide: (value, name = "") => scrub(hideSecrets(hideExpressions(value, name), name)),
    scrub,
  };
}

/**
 * What is written under the name of a secret and works it out of texts, like `base64encode("…")`, hides it as well as the secret
 * does. A reference has no texts in it and stays.
 */
function hideExpressions(value: Json, name: string): Json {
  if (typeof value === "string") return secretName(name) !== undefined && hasText(value) ? HIDDEN : value;
  if (Array.isArray(value)) return value.map((inner) => hideExpressions(inner, name));
  if (!isGroup(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const hidden = hideExpressions(inner, key === "default" ? name : key);
      const isOfType = isGroup(hidden) && Object.hasOwn(SENSITIVE, key);
      return [key, isOfType ? mapped(hidden, (body) => withoutSensitive(body, key)) : hidden];
    }),
  );
}

/** Arguments of which every text is a secret, whatever it is called, by the type of the resource. */
const SENSITIVE: Readonly<Record<string, readonly string[]>> = {
  helm_release: ["set_sensitive"],
  kubernetes_secret: ["binary_data", "data"],
  kubernetes_secret_v1: ["binary_data", "data"],
  kubernetes_secret_v1_data: ["data"],
};

const mapped = (group: Values, change: (inner: Json) => Json): Values =>
  Object.fromEntries(Object.entries(group).map(([key, inner]) => [key, change(inner)]));

/** The body of a resource of this type, or a list of such, without what its sensitive arguments say. */
function withoutSensitive(body: Json, type: string): Json {
  const keys = entryOf(SENSITIVE, type);
  if (!keys) return body;
  if (Array.isArray(body)) return body.map((one) => withoutSensitive(one, type));
  return isGroup(body)
    ? Object.fromEntries(
        Object.entries(body).map(([key, inner]) => [key, keys.includes(key) ? withoutTexts(inner, key) : inner]),
      )
    : body;
}

/** Every text but names, and references, which have none in them. */
function withoutTexts(value: Json, key: string): Json {
  if (Array.isArray(value)) return value.map((inner) => withoutTexts(inner, key));
  if (isGroup(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        key === "set_sensitive" && /^(name|type)$/.test(name) ? inner : withoutTexts(inner, key),
      ]),
    );
  return typeof value !== "string" || /^(\$\{[^"}]*\})?$/.test(value) ? value : HIDDEN;
}

function withoutNamed(block: Block): Values {
  if (!SINGLE.has(block.kind))
    return hideSecrets(withoutSensitive(hideExpressions(block.values, ""), block.type)) as Values;
  const named = { ...(hideExpressions(block.values, block.name) as Values), name: block.name };
  const { name: _, ...values } = hideSecrets(named) as Values;
  return values;
}

const withBlocks = (stack: Stack, block: (one: Block) => Block, scrub: (value: Json) => Json): Stack => ({
  ...stack,
  resources: stack.resources.map(block),
  ...(stack.made && { made: stack.made.map(block) }),
  dataSources: stack.dataSources.map(block),
  providers: stack.providers.map(block),
  outputs: stack.outputs.map(block),
  declarations: stack.declarations.map(block),
  backend: stack.backend && block(stack.backend),
  locals: scrub(hideSecrets(stack.locals)) as Values,
});

/** The texts that were hidden: where the hidden value has nothing but the sign for it. */
function collect(value: Json, hidden: Json, into: Set<string>): void {
  if (hidden === HIDDEN) add(value, into);
  else if (Array.isArray(value) && Array.isArray(hidden))
    for (const [i, inner] of value.entries()) collect(inner, hidden[i] ?? null, into);
  else if (isGroup(value) && isGroup(hidden))
    for (const [key, inner] of Object.entries(value)) collect(inner, hidden[key] ?? null, into);
}

/** Shorter texts, and words of one kind of letter, are too likely to be something else elsewhere. */
const LEAST = 6;
const MOST = 200;

function add(value: Json, into: Set<string>): void {
  if (typeof value === "number") add(String(value), into);
  else if (typeof value === "string" && value.length >= LEAST && value.length <= MOST && /[^a-z]/.test(value))
    into.add(value);
}

function scrubbed(value: Json, literals: readonly string[]): Json {
  if (typeof value === "string") {
    const [found] = literals.filter((literal) => value.includes(literal));
    return found === undefined ? value : literals.reduce((text, literal) => text.replaceAll(literal, HIDDEN), value);
  }
  if (Array.isArray(value)) {
    const list = value.map((inner) => scrubbed(inner, literals));
    return list.some((inner, i) => inner !== value[i]) ? list : value;
  }
  if (!isGroup(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [
    String(scrubbed(key, literals)),
    scrubbed(inner, literals),
  ]);
  return entries.some(([key, inner]) => inner !== value[key]) ? Object.fromEntries(entries) : value;
}
