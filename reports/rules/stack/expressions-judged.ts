import { isGroup, type Json, pointerTo } from "../../synthesized";
import { when } from "../checks";
import { judged, type Rule } from "../rule";

export const expressionsJudged: Rule = {
  id: "expressions-judged",
  requirement: "What an argument says follows from the files, or from a resource that it names.",
  why: "A value that only the deployer's machine works out is one that nobody has judged.",
  controls: { "nist-800-53-r5": ["CM-6"] },
  fix: "Write the value, give the variable a default, or refer to the attribute of a resource.",
  severity: "medium",
  check: when(
    ({ kind }) => ["resource", "data", "provider", "backend"].includes(kind),
    ({ values, pointer }) => {
      const open = firstOpen(values, "");
      return judged(!open, pointer + (open?.pointer ?? ""), open?.value ?? null);
    },
  ),
};

interface Open {
  readonly pointer: string;
  readonly value: Json;
}

/** The first expression that neither is worked out nor leads to a resource. */
function firstOpen(value: Json, pointer: string): Open | undefined {
  if (typeof value === "string") return isOpen(value) ? { pointer, value } : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (isGroup(value) && isGroup(value.dynamic) === false && Array.isArray(value.dynamic))
    return { pointer: `${pointer}/dynamic`, value: "a dynamic block whose number is not known" };
  for (const [key, inner] of Object.entries(value)) {
    const found = NAMES.has(key) ? undefined : firstOpen(inner, pointer + pointerTo(key));
    if (found) return found;
  }
  return undefined;
}

/** Arguments whose texts name blocks. */
const NAMES: ReadonlySet<string> = new Set(["depends_on", "ignore_changes", "provider", "replace_triggered_by"]);

const EXPRESSION = /(?<!\$)\$\{((?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*)\}?/g;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/** Names that stand for something outside of the files, or for one of several objects. */
const OUTSIDE = /(?<![\w.])(var|local|each|count|module|path|self|terraform|ephemeral|for)\b/;

/** Functions that only change the form of what a resource says. */
const FORMS: ReadonlySet<string> = new Set(
  "abspath base64decode base64encode chomp cidrhost cidrsubnet compact concat distinct element flatten format formatlist join jsondecode jsonencode keys length lower merge regex replace slice sort split substr title tolist tomap toset tostring trim trimprefix trimspace trimsuffix upper urlencode values".split(
    " ",
  ),
);

const isOpen = (text: string): boolean =>
  text.includes("${") &&
  [...text.matchAll(EXPRESSION)].some(([, inner = ""]) => {
    const bare = inner.replaceAll(QUOTED, '""');
    const called = [...bare.matchAll(/(?<![\w.])([a-z]\w*)\s*\(/g)].map(([, name = ""]) => name);
    return (
      OUTSIDE.test(bare) || /[?]/.test(bare) || called.some((name) => !FORMS.has(name)) || !/[a-z]\w*\./.test(bare)
    );
  });
