import { type Document, isNode, isScalar, isSeq, parseDocument, stringify } from "yaml";

/**
 * A register in YAML with more entries at the end of a list. What is there stays as it is, to the byte; what comes is in the
 * form that the repository's linter accepts, whatever its length.
 * @param gap whether an empty line is between entries. @default false
 */
export function appendEntries(text: string, key: string, entries: readonly object[], gap = false): string {
  if (entries.length === 0) return text;
  const document = parseDocument(text);
  const list = document.get(key, true);
  const between = gap ? "\n\n" : "\n";
  if (isSeq(list) && list.items.length > 0 && !list.flow) {
    const end = endOf(text, list);
    return `${text.slice(0, end)}${between}${written(entries, indentOf(text, list), between)}${text.slice(end)}`;
  }
  const block = `${key}:\n${written(entries, 2, between)}`;
  if (!document.has(key))
    return `${text === "" || text.endsWith("\n") ? text : `${text}\n`}${text.trim() === "" ? "" : "\n"}${block}\n`;
  const [from, to] = placeOf(document, key, text);
  const kept = isSeq(list) ? (list.toJSON() as object[]) : [];
  return `${text.slice(0, from)}${key}:\n${written([...kept, ...entries], 2, between)}${text.slice(to)}`;
}

const written = (entries: readonly object[], indent: number, between: string): string =>
  entries
    .map((entry) =>
      stringify([entry], { lineWidth: 0 })
        .trimEnd()
        .replaceAll(/^(?=.)/gm, " ".repeat(indent)),
    )
    .join(between);

/** Where the last entry of a list ends, before the line break and what follows. */
function endOf(text: string, list: { range?: [number, number, number] | null }): number {
  const end = list.range?.[1] ?? text.length;
  const lines = text.slice(0, end);
  return lines.trimEnd().length;
}

/** Columns before the dashes of a list. */
function indentOf(text: string, list: { range?: [number, number, number] | null }): number {
  const start = list.range?.[0] ?? 0;
  return start - (text.lastIndexOf("\n", start - 1) + 1);
}

/** Where a key and its value are. */
function placeOf(document: Document, key: string, text: string): [number, number] {
  const { contents } = document as unknown as { contents: { items: { key: unknown; value: unknown }[] } };
  const pair = contents.items.find((one) => isScalar(one.key) && one.key.value === key);
  const from = (isScalar(pair?.key) && pair.key.range?.[0]) || 0;
  const ends = isNode(pair?.value) ? pair.value.range?.[1] : undefined;
  return [from, text.slice(0, ends ?? from + key.length + 1).trimEnd().length];
}
