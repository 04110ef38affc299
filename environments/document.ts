import { isUtf8 } from "node:buffer";
import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, sep } from "node:path";
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
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
  if (typeof text !== "string") return unreadable(text.line ?? 1, text.message);
  const source = parseSource(text);
  if ("problems" in source) return source;
  if (source.value === null || source.value === undefined)
    return unreadable(1, "the file is empty; copy one of environments/ and change it");
  if (typeof source.value !== "object" || Array.isArray(source.value))
    return unreadable(1, "the file is not a list of keys; write `name: …` and so on, one key a line");
  return source;
}

function readText(file: string): string | { message: string; line?: number } {
  try {
    if (lstatSync(file).isSymbolicLink() && !`${realpathSync(file)}`.startsWith(realpathSync(dirname(file)) + sep))
      return { message: "the file is a link to one outside its folder; put a copy here" };
    const stats = statSync(file);
    if (!stats.isFile()) return { message: "this is no file but a folder, a pipe or a device; write a file" };
    if (stats.size > MAX_BYTES)
      return { message: `the file has ${stats.size} bytes; an environment file has at most ${MAX_BYTES}` };
    return decode(readFileSync(file));
  } catch (error) {
    return { message: `the file cannot be read (${(error as NodeJS.ErrnoException).code}); check its name and rights` };
  }
}

/** The text of a file in UTF-8; else the first line that is none. */
function decode(bytes: Buffer): string | { message: string; line: number } {
  if (isUtf8(bytes)) return bytes.toString("utf8").replace(/^\uFEFF/, "");
  const lines = bytes.toString("latin1").split("\n");
  const line = lines.findIndex((one) => !isUtf8(Buffer.from(one, "latin1"))) + 1;
  return { line, message: "this line is not in UTF-8; save the file in UTF-8" };
}

/** Parses YAML; when it is not usable, says where and why. */
export function parseSource(text: string): SourceDocument | Unreadable {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line); // 0 in an empty file
  const problems = [
    ...document.errors.map(({ code, message, pos: [start] }) => ({
      path: [],
      line: lineAt(start),
      message: explainYaml(code, message, text.slice(start)),
    })),
    ...notRead(document).map(({ position, message }) => ({ path: [], line: lineAt(position), message })),
  ];
  return problems.length > 0 ? { problems } : toSource(document, lineAt);
}

/** The only tag that says more than the value itself. */
const TEXT_TAG = "tag:yaml.org,2002:str";

/** What YAML allows and an environment file does not: tags, aliases inside of what they stand for, merges of no groups. */
function notRead(document: Document): { readonly position: number; readonly message: string }[] {
  const found: { position: number; message: string }[] = [];
  visit(document, {
    Alias(_, { source, range }, ancestors) {
      if (ancestors.some((node) => isNode(node) && "anchor" in node && node.anchor === source))
        found.push({
          position: range?.[0] ?? 0,
          message: `*${source} stands for what it is a part of; write the values out`,
        });
    },
    Pair(_, { key, value }) {
      if (isScalar(key) && key.value === "<<" && !mergeable(value, document))
        found.push({
          position: key.range?.[0] ?? 0,
          message: "<< takes in a group of keys, like <<: *name; write the keys out",
        });
    },
    Value(_, { tag, range }) {
      if (tag !== undefined && tag !== TEXT_TAG)
        found.push({
          position: range?.[0] ?? 0,
          message: `${tag.replace("tag:yaml.org,2002:", "!!")} is a tag, and nothing is made of tags here; write the value itself`,
        });
    },
  });
  return found;
}

/** Whether a value can be merged into a group of keys: a group, a name for one, or a list of those. */
function mergeable(value: unknown, document: Document): boolean {
  if (isSeq(value)) return value.items.every((item) => !isSeq(item) && mergeable(item, document));
  return isMap(isAlias(value) ? value.resolve(document) : value);
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
