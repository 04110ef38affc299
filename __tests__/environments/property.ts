import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { writeOutput } from "../../platform/output";
import { synthesize } from "../../stacks/synthesize";
import { SHOP } from "./fixture";

/** What is found again in what was synthesized, and must be text there. */
const MARKER = "marker7f3a";

const FILE = `${SHOP}      command: [sh, -c, run]
      env: { GREETING: hello }
      writablePaths: [/tmp, /var/cache]
      volumes: {}
    worker:
      image: registry.example.com/shop/worker:2
      replicas: 1
      resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 512Mi } }
  monitoring: { emails: [ops@example.com], monthlyBudgetUsd: 100 }
tags: { Team: web }
`;

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(
    `\${upper("${MARKER}")}`,
    `%{if true}${MARKER}%{endif}`,
    `$\${${MARKER}}`,
    `a$$\${${MARKER}}`,
    "${TfToken[TOKEN.1]}",
    "-1.8881545897087827e+289",
    "__proto__",
    "constructor",
    "shared",
    "jenkins",
    "team.a",
    "team-a",
    "0.0.0.0/1",
    "203.0.113.0/24",
    "eu-west-1a",
    "arn:aws:iam::111122223333:role/a.b",
    "cron(0 5 * * ? *)",
    "{{ .Values }}",
    "a\u2028b",
    "x".repeat(300),
  ),
);
const value = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: fc.integer({ min: -2, max: 70000 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, [], {}, 0.5, Number.POSITIVE_INFINITY) },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(text, text, { maxKeys: 2 }) },
);

/** Changes to the file: at a place of the document, or to its text. */
const change = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), at: fc.nat(), value }),
  fc.record({ kind: fc.constant("remove" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("rename" as const), at: fc.nat(), key: text }),
  fc.record({ kind: fc.constant("twice" as const), at: fc.nat() }),
);
const document = fc.record({
  changes: fc.array(change, { maxLength: 3 }),
  edit: fc.option(fc.record({ at: fc.nat(), remove: fc.nat({ max: 5 }), insert: text }), { freq: 6 }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
type Node = Record<string | number, unknown>;

/** Every place of a document: the group or list, and the key in it. */
const placesIn = (node: unknown): [Node, string | number][] =>
  typeof node === "object" && node !== null
    ? Object.keys(node).flatMap((key) => [
        [node as Node, Array.isArray(node) ? Number(key) : key] as [Node, string | number],
        ...placesIn((node as Node)[key]),
      ])
    : [];

function apply(root: unknown, one: Change): void {
  const places = placesIn(root);
  const [node, key] = places[one.at % places.length] ?? [];
  if (node === undefined || key === undefined) return;
  if (one.kind === "set") node[key] = one.value;
  else if (one.kind === "remove") Array.isArray(node) ? node.splice(Number(key), 1) : delete node[key];
  else if (one.kind === "twice") {
    if (Array.isArray(node)) node.push(node[Number(key)]);
    else node[`${key}-2`] = node[key];
  } else if (!Array.isArray(node)) {
    const moved = node[key];
    delete node[key];
    node[one.key] = moved;
  }
}

/** The text of the file with all changes. */
function written({
  changes,
  edit,
}: {
  changes: Change[];
  edit: { at: number; remove: number; insert: string } | null;
}): string {
  const root = parse(FILE);
  for (const one of changes) apply(root, one);
  const yaml = stringify(root);
  if (!edit) return yaml;
  const at = edit.at % yaml.length;
  return yaml.slice(0, at) + edit.insert + yaml.slice(at + edit.remove);
}

/**
 * Makes documents and has each synthesized: either all of it is written and every planted text is literal, or a sentence
 * with file and line says what is wrong and nothing is written. Throws with the smallest document that does neither.
 */
export function checkDocuments(numRuns: number, seed?: number): void {
  const folder = mkdtempSync(join(process.env.REAL_OUTPUT ?? tmpdir(), "property-"));
  const [file, outdir] = [join(folder, "shop.yaml"), join(folder, "out")];
  const property = fc.property(document, (made) => {
    writeFileSync(file, written(made));
    try {
      const stacks = writeOutput(outdir, (own) => synthesize(loadEnvironments({ folder }), own));
      expectLiteral(JSON.stringify(stacks));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expectLines(error.message, file);
      if (existsSync(outdir)) throw new Error("something was written");
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  });
  try {
    fc.assert(property, { numRuns, ...(seed !== undefined && { seed }) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function expectLiteral(json: string): void {
  const evaluated = json.match(new RegExp(`(?<![$%])[$%]\\{[^{}]{0,40}${MARKER}`));
  if (evaluated) throw new Error(`Terraform would evaluate ${evaluated[0]}`);
}

function expectLines(message: string, file: string): void {
  const lines = message.split("\n").filter((line) => line.startsWith("  "));
  const wrong = lines.find((line) => !new RegExp(`^  ${file.replaceAll(/[.]/g, "\\.")}:\\d+  \\S`).test(line));
  if (lines.length === 0 || wrong !== undefined) throw new Error(`no file and line: ${wrong ?? message}`);
}
