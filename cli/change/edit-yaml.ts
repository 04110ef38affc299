import { isMap, isNode, isScalar, isSeq, type Pair, parseDocument, stringify } from "yaml";

/** Keys from the top of a file. */
type Path = readonly string[];

/** A text without some lines; what is left stays as it is, to the byte. */
const without = (text: string, [from, to]: readonly [number, number]): string => text.slice(0, from) + text.slice(to);

const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

/** Where the lines about something begin: those of the comment right above it, too. */
function beginningOf(text: string, offset: number): number {
  let start = lineStart(text, offset);
  while (
    start > 0 &&
    text
      .slice(lineStart(text, start - 1), start)
      .trimStart()
      .startsWith("#")
  )
    start = lineStart(text, start - 1);
  return start;
}

const nextLine = (text: string, offset: number): number => {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end + 1;
};

/** Where the lines below a key end: comments that are indented further than it are still its own. */
function endOfLines(text: string, offset: number, column: number): number {
  const end = nextLine(text, offset);
  const own = new RegExp(`^(?:[ \\t]*\\r?\\n)*[ \\t]{${column + 1},}#`).exec(text.slice(end));
  return own ? endOfLines(text, end + own[0].length, column) : end;
}

/** The pair at a path, and those beside it. */
function pairAt(text: string, path: Path): { pair: Pair; items: readonly Pair[]; isFlow: boolean } | undefined {
  const parent = parseDocument(text).getIn(path.slice(0, -1), true) ?? parseDocument(text).contents;
  const map = path.length === 1 ? parseDocument(text).contents : parent;
  if (!isMap(map)) return undefined;
  const items = map.items as Pair[];
  const pair = items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1));
  return pair && { pair, items, isFlow: map.flow === true };
}

const startOf = ({ key }: Pair): number => (isNode(key) ? (key.range?.[0] ?? 0) : 0);

/** Where a value ends, before what follows it. */
const endOfNode = (text: string, node: unknown, start: number): number =>
  text.slice(0, isNode(node) ? (node.range?.[1] ?? start) : start).trimEnd().length;

/** Takes a key and what is below it out of an environment file. The last of its group leaves an empty group. */
export function removeKey(text: string, path: Path): string {
  const found = pairAt(text, path);
  if (!found) return text;
  const { pair, items, isFlow } = found;
  const key = startOf(pair);
  const last = endOfNode(text, pair.value, key);
  const end = isFlow ? nextLine(text, last) : endOfLines(text, last, key - lineStart(text, key));
  if (items.length === 1 && path.length > 1)
    return setValue(without(text, [nextLine(text, last), end]), path.slice(0, -1), "{}");
  if (!isFlow) return without(text, [beginningOf(text, key), end]);
  const document = parseDocument(text);
  document.deleteIn(path);
  return document.toString({ lineWidth: 0 });
}

/** Calls a key otherwise; its value and its comments stay. */
export function renameKey(text: string, path: Path, name: string): string {
  const found = pairAt(text, path);
  const range = isNode(found?.pair.key) ? found.pair.key.range : undefined;
  return range ? text.slice(0, range[0]) + written(name) + text.slice(range[1]) : text;
}

/** Writes another text as a value. */
export function setText(text: string, path: Path, value: string): string {
  return setValue(text, path, written(value));
}

function setValue(text: string, path: Path, value: string): string {
  const found = pairAt(text, path);
  const node = found?.pair.value;
  if (!found || !isNode(node) || !node.range) return text;
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
  const key = found.pair.key;
  const from = isBlock && isNode(key) ? (key.range?.[1] ?? 0) + 1 : node.range[0];
  return `${text.slice(0, from)}${isBlock ? " " : ""}${value}${text.slice(endOfNode(text, node, node.range[0]))}`;
}

const written = (value: string): string => stringify(value, { lineWidth: 0 }).trimEnd();

/** Takes entries out of a list of a register: those that a caller means. The last one leaves an empty list. */
export function removeEntries(text: string, key: string, isMeant: (entry: Record<string, unknown>) => boolean): string {
  const list = parseDocument(text).get(key, true);
  if (!isSeq(list)) return text;
  const meant = list.items.map((item) => isNode(item) && isMeant(item.toJSON() as Record<string, unknown>));
  if (!meant.includes(true)) return text;
  if (meant.every(Boolean)) return setValue(text, [key], "[]");
  const starts = list.items.map((item) => beginningOf(text, (isNode(item) && item.range?.[0]) || 0));
  const last = list.items.length - 1;
  return list.items.reduceRight<string>((rest, item, i) => {
    if (!meant[i]) return rest;
    const start = starts[i] as number;
    if (i < last) return without(rest, [start, starts[i + 1] as number]);
    const end = nextLine(text, endOfNode(text, item, start));
    return without(rest, [text.slice(0, start).trimEnd().length + 1, end]);
  }, text);
}

/** Gives entries of a list of a register other texts: what a caller says of each, by key. */
export function changeEntries(
  text: string,
  key: string,
  change: (entry: Record<string, unknown>) => Readonly<Record<string, string>> | undefined,
): string {
  const list = parseDocument(text).get(key, true);
  if (!isSeq(list)) return text;
  const edits = list.items.flatMap((item) =>
    isMap(item)
      ? Object.entries(change(item.toJSON() as Record<string, unknown>) ?? {}).flatMap(([name, value]) => {
          const range = (item.get(name, true) as { range?: readonly [number, number, number] } | undefined)?.range;
          return range ? [{ from: range[0], to: range[1], value: written(value) }] : [];
        })
      : [],
  );
  return edits
    .sort((a, b) => b.from - a.from)
    .reduce((rest, { from, to, value }) => rest.slice(0, from) + value + rest.slice(to), text);
}
