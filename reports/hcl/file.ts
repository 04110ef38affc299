import { type Json, toGroup, toList, type Values } from "../synthesized";

import { block } from "./body";

/** What the audit knows about one block, for the comment above it. */
export interface BlockNotes {
  /** Controls that the block satisfies, for example `CIS EKS 5.3.1`. */
  readonly controls: readonly string[];
  /** Waivers that it needs: rule, reason, expiry. */
  readonly waivers: readonly string[];
}

const LONGEST_LINE = 120;

/** Parts of the JSON that are written as HCL: all that this project makes. */
const WRITTEN: ReadonlySet<string> = new Set([
  "//",
  "data",
  "import",
  "locals",
  "module",
  "moved",
  "output",
  "provider",
  "removed",
  "resource",
  "terraform",
  "variable",
]);

/** Kinds of blocks that say what becomes of addresses; they stand beside the rest. */
const MOVES: readonly string[] = ["moved", "removed", "import"];

/** What Terraform is needed, and what became of addresses: the `versions.tf` beside `main.tf`. */
export function toVersions(json: Values): string {
  const { required_version } = toGroup(json.terraform);
  const blocks = [
    ...(required_version === undefined ? [] : [block("terraform", { required_version }, "terraform")]),
    ...MOVES.flatMap((kind) => toList(json[kind]).map((one) => block(kind, toGroup(one), kind))),
  ];
  return blocks.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

/**
 * A stack's `cdk.tf.json` as HCL, for people who read Terraform and no TypeScript. It means the same; only cdktf's
 * metadata became comments. Pure and sorted: terraform, locals, providers, data sources, resources, outputs.
 * @param notes By the address that the rules of the audit use: `aws_vpc.vpc_main`, `data.aws_lb.public`, `provider.aws`,
 *   `backend.s3`, `output.vpc_id`.
 */
export function toHcl(json: Values, notes: (address: string) => BlockNotes): string {
  const write = (head: string, found: Json, path: string, address: string): string => {
    const { "//": metadata, ...values } = toGroup(found);
    return [...comment(metadata, notes(address)), ...block(head, values, path)].join("\n");
  };
  const named = (kind: "data" | "resource", prefix: string) =>
    entries(json[kind]).flatMap(([type, byName]) =>
      entries(byName).map(([name, found]) =>
        write(`${kind} "${type}" "${name}"`, found, type, `${prefix}${type}.${name}`),
      ),
    );
  const labelled = (kind: string, prefix: string) =>
    entries(json[kind]).map(([name, found]) => write(`${kind} "${name}"`, found, kind, `${prefix}.${name}`));
  const terraform = toGroup(json.terraform);
  const { backend, required_version: _, ...settings } = terraform;
  const [[kept, values] = ["", {}]] = entries(backend);
  const blocks = [
    ...(json.terraform === undefined
      ? []
      : [
          write(
            "terraform",
            kept ? { ...settings, [`backend "${kept}"`]: values } : settings,
            "terraform",
            `backend.${kept}`,
          ),
        ]),
    ...labelled("variable", "var"),
    ...(json.locals === undefined ? [] : [write("locals", json.locals, "locals", "locals")]),
    ...entries(json.provider).flatMap(([name, found]) =>
      (Array.isArray(found) ? found : [found]).map((one) => write(`provider "${name}"`, one, name, `provider.${name}`)),
    ),
    ...labelled("module", "module"),
    ...named("data", "data."),
    ...named("resource", ""),
    ...entries(json.output).map(([name, found]) => write(`output "${name}"`, found, "output", `output.${name}`)),
  ];
  const left = Object.keys(json).filter((key) => !WRITTEN.has(key));
  if (left.length > 0)
    blocks.push(commentLines(`Not written here, see the JSON: ${left.sort().join(", ")}`).join("\n"));
  return `${blocks.join("\n\n")}\n`;
}

/** Where the block comes from and what it is good for. */
function comment(metadata: Json | undefined, { controls, waivers }: BlockNotes): string[] {
  const { path } = toGroup(toGroup(metadata).metadata);
  return [
    ...(typeof path === "string" ? [`Construct: ${path}`] : []),
    ...(controls.length > 0 ? [`Satisfies: ${controls.join(", ")}`] : []),
    ...waivers.map((waiver) => `Waived: ${waiver}`),
  ].flatMap(commentLines);
}

/** Breaks between words; nothing in a text can end the comment. */
function commentLines(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < LONGEST_LINE) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(line === undefined ? `# ${word}` : `#   ${word}`);
  }
  return lines;
}

const entries = (value: Json | undefined): [string, Json][] =>
  Object.entries(toGroup(value))
    .filter(([key]) => key !== "//")
    .sort(([a], [b]) => (a < b ? -1 : 1));
