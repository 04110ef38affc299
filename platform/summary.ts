import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What one synthesized stack holds, counted from its JSON. */
interface StackSummary {
  readonly stack: string;
  readonly resources: number;
  readonly outputs: number;
  /** Stacks whose state it reads. */
  readonly reads: string;
}

/** A table of every stack: name, resources, outputs, and whose outputs it reads. */
export function summarize(outdir: string, stackIds: readonly string[]): string {
  const rows = stackIds.map((id) => summaryOf(outdir, id));
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

function summaryOf(outdir: string, stack: string): StackSummary {
  const json = JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")) as {
    resource?: Record<string, object>;
    output?: object;
    data?: { terraform_remote_state?: object };
  };
  return {
    stack,
    resources: Object.values(json.resource ?? {}).reduce((sum, byName) => sum + Object.keys(byName).length, 0),
    outputs: Object.keys(json.output ?? {}).length,
    reads: Object.keys(json.data?.terraform_remote_state ?? {})
      .sort()
      .join(", "),
  };
}
