import type { StackJson } from "./stack-json";

/** What one synthesized stack holds, counted from its JSON. */
interface StackSummary {
  readonly stack: string;
  readonly resources: number;
  readonly outputs: number;
  /** Stacks whose state it reads. */
  readonly reads: string;
}

/** A table of every stack: name, resources, outputs, and whose outputs it reads. */
export function summarize(stacks: Readonly<Record<string, StackJson>>): string {
  const rows = Object.entries(stacks).map(([id, json]) => summaryOf(id, json));
  const cells = [
    ["stack", "resources", "outputs", "reads"],
    ...rows.map(({ stack, resources, outputs, reads }) => [stack, String(resources), String(outputs), reads || "–"]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const isNumber = (column: number) => column === 1 || column === 2;
  return cells
    .map((row) =>
      row
        .map((cell, i) => (isNumber(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function summaryOf(stack: string, json: StackJson): StackSummary {
  return {
    stack,
    resources: Object.values(json.resource ?? {}).reduce((sum, byName) => sum + Object.keys(byName).length, 0),
    outputs: Object.keys(json.output ?? {}).length,
    reads: Object.keys(json.data?.terraform_remote_state ?? {})
      .sort()
      .join(", "),
  };
}
