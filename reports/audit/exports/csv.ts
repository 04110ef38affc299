import { blocksOf } from "../../rules/judge";
import type { SynthesizedEnvironment } from "../../synthesized";
import type { AssessedFinding } from "../evidence";

type Cell = string | number | undefined;

/** Every finding as a table for a spreadsheet (RFC 4180), one line each. */
export const findingsCsv = (findings: readonly AssessedFinding[]): string =>
  csv(
    [
      "environment",
      "stack",
      "address",
      "rule",
      "severity",
      "verdict",
      "requirement",
      "file",
      "pointer",
      "value",
      "waived until",
      "owner",
      "reason",
    ],
    findings.map(({ environment, stack, address, rule, verdict, file, pointer, value, waiver }) => [
      environment,
      stack,
      address,
      rule.id,
      rule.severity,
      verdict,
      rule.requirement,
      file,
      pointer,
      JSON.stringify(value),
      waiver?.expires,
      waiver?.owner,
      waiver?.reason,
    ]),
  );

/** Every resource, data source, provider and output as a table. */
export const resourcesCsv = ({ name, stacks }: SynthesizedEnvironment): string =>
  csv(
    ["environment", "stack", "kind", "type", "address", "construct", "file", "pointer"],
    stacks.flatMap((stack) =>
      blocksOf(stack).map(({ kind, type, address, constructPath, file, pointer }) => [
        name,
        stack.name,
        kind,
        type,
        address,
        constructPath,
        file ?? stack.file,
        pointer,
      ]),
    ),
  );

const csv = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, ...rows]
    .map((row) => row.map(toCell).join(","))
    .join("\r\n")
    .concat("\r\n");

/** A cell is quoted where it must be; what a spreadsheet would take for a formula gets an apostrophe. */
function toCell(value: Cell): string {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
