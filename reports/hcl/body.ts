import { isGroup, type Json, soleExpression, type Values } from "../synthesized";
import { isBlock, isReference } from "./arguments";
import { quoted } from "./template";

const INDENT = "  ";
/** Longer lists get a line per entry. */
const LONGEST_LIST = 90;
const NAME = /^(?!(?:for|if|true|false|null|in)$)[A-Za-z_][\w-]*$/;
const REFERENCE = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[(?:\d+|\*|"[\w./:-]+")\])*$/;

/**
 * A block with everything in it, as lines.
 * @param path From the type on, for example `aws_eks_cluster.vpc_config`: decides what is a block and what is a map.
 */
export function block(head: string, values: Values, path: string): string[] {
  const inner = body(values, path);
  return inner.length === 0 ? [`${head} {}`] : [`${head} {`, ...indented(inner), "}"];
}

/** Arguments sorted by name: first those that fit a line, then longer ones, then nested blocks. */
function body(values: Values, path: string): string[] {
  const all = sorted(values);
  const nested = all.filter(([name, value]) => isBlock(`${path}.${name}`, value));
  const plain = all.filter((entry) => !nested.includes(entry));
  const written = plain.map(([name, value]): [string, string[]] => [
    name,
    isReference(`${path}.${name}`) ? references(value) : expression(value),
  ]);
  const blocks = nested.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => block(name, one, `${path}.${name}`)),
  );
  const groups = [aligned(written), ...longer(written), ...blocks].filter((lines) => lines.length > 0);
  return groups.flatMap((lines, i) => (i === 0 ? lines : ["", ...lines]));
}

/** Those of one line, their equals signs below each other. */
function aligned(written: readonly [string, string[]][]): string[] {
  const short = written.filter(([, lines]) => lines.length === 1);
  const width = Math.max(0, ...short.map(([name]) => name.length));
  return short.map(([name, [line]]) => `${name.padEnd(width)} = ${line}`);
}

const longer = (written: readonly [string, string[]][]): string[][] =>
  written.filter(([, lines]) => lines.length > 1).map(([name, [first, ...rest]]) => [`${name} = ${first}`, ...rest]);

/** A value, as lines. */
function expression(value: Json): string[] {
  if (typeof value === "string") return [text(value)];
  if (Array.isArray(value)) return list(value.map(expression));
  if (!isGroup(value)) return [String(value)];
  const written = sorted(value).map(([key, inner]): [string, string[]] => [
    NAME.test(key) ? key : quoted(key),
    expression(inner),
  ]);
  return written.length === 0 ? ["{}"] : ["{", ...indented([...aligned(written), ...longer(written).flat()]), "}"];
}

/** A text that is nothing but one expression needs no quotes: `aws_vpc.vpc_main.id`, `element(var.list, 0)`. */
function text(value: string): string {
  const expression = soleExpression(value);
  return expression !== undefined && !/[\r\n#]|\/[/*]/.test(expression) ? expression : quoted(value);
}

/** What is named is no text in HCL: `[aws_vpc.vpc_main]`, `all`. */
function references(value: Json): string[] {
  if (Array.isArray(value)) return list(value.map(references));
  return typeof value === "string" && REFERENCE.test(value) ? [value] : expression(value);
}

function list(entries: readonly string[][]): string[] {
  const inLine = `[${entries.flat().join(", ")}]`;
  if (entries.every(({ length }) => length === 1) && inLine.length <= LONGEST_LIST) return [inLine];
  return ["[", ...indented(entries.flatMap((lines) => [...lines.slice(0, -1), `${lines.at(-1)},`])), "]"];
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => (line ? `${INDENT}${line}` : line));

const sorted = (values: Values): [string, Json][] => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
