import { isGroup, type Json, pointerTo } from "../../synthesized";
import { judged, NOT_APPLICABLE, type Rule } from "../rule";

export const machineNotRead: Rule = {
  id: "machine-not-read",
  requirement: "Nothing in a stack reads the machine that plans it.",
  why: "The files and variables of that machine hold the keys of the account, and a plan would carry them to whoever reads it.",
  controls: { "nist-800-53-r5": ["CM-7", "SC-28"] },
  waivable: false,
  fix: "Write the text itself, or keep it in Secrets Manager and name its ARN.",
  severity: "critical",
  check: ({ kind, type, values, pointer }) => {
    if (kind === "data" && READERS.has(type)) return judged(false, pointer, type);
    if (expressionsIn(JSON.stringify(values)).length === 0) return NOT_APPLICABLE;
    const found = firstCall(values, "");
    return judged(!found, pointer + (found?.pointer ?? ""), found?.value ?? null);
  },
};

/** Data sources that run a program or read a file. */
const READERS: ReadonlySet<string> = new Set(["external", "local_file", "local_sensitive_file"]);

/** Functions that read files. Source: Terraform language, Filesystem Functions. */
const READING =
  /(?<![\w.])(file|filebase64|filebase64sha256|filebase64sha512|fileexists|filemd5|fileset|filesha1|filesha256|filesha512|templatefile)\s*\(/;

interface Call {
  readonly pointer: string;
  readonly value: Json;
}

/** The first expression that calls one of them. */
function firstCall(value: Json, pointer: string): Call | undefined {
  if (typeof value === "string") return reads(value) ? { pointer, value } : undefined;
  if (Array.isArray(value))
    return firstOf(
      value.map((inner, i) => [String(i), inner] as const),
      pointer,
    );
  return isGroup(value) ? firstOf(Object.entries(value), pointer) : undefined;
}

function firstOf(entries: readonly (readonly [string, Json])[], pointer: string): Call | undefined {
  for (const [key, inner] of entries) {
    if (reads(key)) return { pointer: pointer + pointerTo(key), value: key };
    const found = firstCall(inner, pointer + pointerTo(key));
    if (found) return found;
  }
  return undefined;
}

/** What is escaped (`$${…}`) is text and calls nothing. */
const reads = (text: string): boolean => READING.test(text) && expressionsIn(text).some((one) => READING.test(one));

/** What stands in `${…}` or `%{…}` up to the end of the text: braces nest, and what follows an expression is judged with it. */
const expressionsIn = (text: string): string[] => text.split(/(?<![$%])[$%]\{/).slice(1);
