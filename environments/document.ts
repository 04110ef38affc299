import { readFileSync, statSync } from "node:fs";
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { KeyPath, Problem } from "./problem";

/** Largest environment file in bytes. A real one has a few kilobytes; more is the wrong file. */
const MAX_BYTES = 256 * 1024;

/** A YAML file that can say on which line each key is. */
export interface SourceDocument {
  readonly value: unknown;
  /** Line of the key at `path`, or of its nearest parent that exists. */
  readonly lineOf: (path: KeyPath) => number;
  /** The scalar at `path` as it is written, for example `1.30`, which YAML reads as the number 1.3. */
  readonly textAt: (path: KeyPath) => string | undefined;
}

/** Why a file could not be read at all. */
export interface Unreadable {
  readonly problems: readonly (Problem & { readonly line: number })[];
}

/** Reads an environment file; when it is not usable as YAML, says where and why. */
export function readDocument(file: string): SourceDocument | Unreadable {
  const text = readText(file);
  if (typeof text !== "string") return unreadable(1, text.message);
  const source = parseSource(text);
  if ("problems" in source) return source;
  if (source.value === null || source.value === undefined)
    return unreadable(1, "the file is empty; copy one of environments/ and change it");
  if (typeof source.value !== "object" || Array.isArray(source.value))
    return unreadable(1, "the file is not a list of keys; write `name: …` and so on, one key a line");
  return source;
}

function readText(file: string): string | { message: string } {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) {
      return { message: `the file has ${size} bytes; an environment file has at most ${MAX_BYTES}` };
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    return { message: `the file cannot be read (${(error as NodeJS.ErrnoException).code}); check its name and rights` };
  }
}

/** Parses YAML; when it is not usable, says where and why. */
export function parseSource(text: string): SourceDocument | Unreadable {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line); // 0 in an empty file
  const problems = [
    ...document.errors.map(({ code, message, pos: [start] }) => ({
      path: [],
      line: lineAt(start),
      message: explainYaml(code, message, text.slice(start)),
    })),
    ...aliasesOfThemselves(document).map(({ name, position }) => ({
      path: [],
      line: lineAt(position),
      message: `*${name} stands for what it is a part of; write the values out`,
    })),
  ];
  return problems.length > 0 ? { problems } : toSource(document, lineAt);
}

/** Aliases inside of what they stand for: as data that would have no end. */
function aliasesOfThemselves(document: Document): { readonly name: string; readonly position: number }[] {
  const found: { name: string; position: number }[] = [];
  visit(document, {
    Alias(_, { source, range }, ancestors) {
      if (ancestors.some((node) => isNode(node) && "anchor" in node && node.anchor === source))
        found.push({ name: source, position: range?.[0] ?? 0 });
    },
  });
  return found;
}

function toSource(document: Document, lineAt: (offset: number) => number): SourceDocument | Unreadable {
  try {
    return {
      value: document.toJS() as unknown,
      lineOf: (path) => lineAt(offsetOf(document.contents, path) ?? 0),
      textAt: (path) => {
        const node = document.getIn(path, true);
        return isScalar(node) ? node.source : undefined;
      },
    };
  } catch (error) {
    return unreadable(1, `${(error as Error).message}; write the values out instead of using YAML aliases`);
  }
}

/** Position of the deepest key of `path` that exists. */
function offsetOf(contents: unknown, path: KeyPath): number | undefined {
  let node = contents;
  let offset: number | undefined;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!pair) break;
      offset = (pair.key as { range?: [number, number, number] | null }).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

const unreadable = (line: number, message: string): Unreadable => ({ problems: [{ path: [], line, message }] });

/** The parser's message as advice. */
function explainYaml(code: string, message: string, at: string): string {
  const detail = message.replace(/\s+at line \d+, column \d+:?[\s\S]*$/, "").replace(/\s+/g, " ");
  if (code === "DUPLICATE_KEY") return `${at.split(":")[0]} is here twice; remove one of the two`;
  if (code === "MULTIPLE_DOCS") return "the file holds several documents; keep one and remove the --- lines";
  if (code === "TAB_AS_INDENT") return "a tab is used for indentation; write spaces";
  return `not readable as YAML: ${detail}; check indentation, colons and quotes on this line`;
}
