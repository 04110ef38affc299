import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { z } from "zod";

/** A text of some length: an excuse of one word convinces nobody. */
const sentence = (what: string) =>
  z.string().refine((text) => text.trim().length >= 20, {
    error: ({ input }) => `"${input}" says too little; write ${what}, in a sentence`,
  });

const matching = (pattern: RegExp, wrong: string, write: string) =>
  z.string().refine((text) => pattern.test(text), {
    error: ({ input }) => `"${input}" is not ${wrong}; write it like ${write}`,
  });

const waiver = z.strictObject({
  rule: z.string().describe("the id of a rule of reports/audit/rules"),
  environment: z.string().describe("the name of an environment"),
  stack: z.string().describe("the name of the stack within it, like data"),
  address: matching(/^[\w-]+\.[\w-]+$/, "a Terraform address", "aws_db_instance.data_database_main").describe(
    "the Terraform address the rule fails at",
  ),
  reason: sentence("why the rule is not followed").describe("why the rule is not followed"),
  owner: matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address", "platform@example.com").describe(
    "the e-mail address of the team that answers for it",
  ),
  expires: z
    .string()
    .refine(isDay, { error: ({ input }) => `"${input}" is not a day; write it like 2027-05-31` })
    .describe("the last day it counts, like 2027-05-31"),
  compensatingControl: sentence("what limits the damage meanwhile").describe("what limits the damage meanwhile"),
});

const register = z.strictObject({ waivers: z.array(waiver).describe("a list of waivers, or []") });

/** One rule that one resource may break until a day. */
export interface Waiver extends z.infer<typeof waiver> {
  /** Where it is written: `waivers.yaml:7`. */
  readonly place: string;
}

/** The waivers of a register, and what is wrong with it: one sentence each, with file and line. */
export interface WaiverRegister {
  readonly waivers: readonly Waiver[];
  readonly problems: readonly string[];
}

/** Reads the register. With problems there are no waivers: half a register would let findings through or fail others. */
export function parseWaivers(text: string, file = "waivers.yaml"): WaiverRegister {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) return refused([`${file}:${lines.linePos(error.pos[0]).line}  not readable as YAML: ${error.message}`]);
  const placeOf = (path: readonly PropertyKey[]) => `${file}:${lines.linePos(offsetOf(document, path)).line}`;
  const result = register.safeParse(document.toJS(), { reportInput: true });
  if (!result.success)
    return refused(
      result.error.issues.flatMap((issue) =>
        explain(issue).map(
          ({ path, message }) =>
            `${placeOf(path)}  ${[path.map(String).join(".")].filter(Boolean).concat(message).join(": ")}`,
        ),
      ),
    );
  const waivers = result.data.waivers.map((found, i) => ({ ...found, place: placeOf(["waivers", i]) }));
  return { waivers, problems: [] };
}

const refused = (problems: readonly string[]): WaiverRegister => ({ waivers: [], problems });

/** Whether a text is a day of the calendar, `yyyy-mm-dd`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

interface Explained {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function explain(issue: z.core.$ZodIssue): Explained[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(path.length === 0 ? register.shape : waiver.shape).join(", ");
    return issue.keys.map((key) => ({ path: [...path, key], message: `is not a key here; write one of ${known}` }));
  }
  if (path.length === 0) return [{ path, message: "the file holds no list; write waivers: [], or waivers below it" }];
  if (issue.code !== "invalid_type") return [{ path, message: issue.message }];
  const field = path.length === 3 ? waiver.shape[path[2] as keyof typeof waiver.shape] : register.shape.waivers;
  const wrong = issue.input === undefined || issue.input === null ? "is missing" : "is not readable";
  return [{ path, message: `${wrong}; write ${field?.description}` }];
}

/** Position of the deepest part of a path that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    const next = isSeq(node) ? node.items[Number(key)] : pair?.value;
    const at = isSeq(node) ? next : pair?.key;
    const range = (at as { range?: readonly number[] | null } | undefined)?.range;
    if (!range) break;
    offset = range[0] ?? offset;
    node = next;
  }
  return offset;
}
