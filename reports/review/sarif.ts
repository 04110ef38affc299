import { MEANINGS } from "./groups";
import type { CardEntry, ReviewView } from "./view";

/** The review as SARIF 2.1.0, for code scanning: where the code is known results have a line, else the address. */
export function toSarif(view: ReviewView): string {
  const approved = new Set(
    view.verdict.gated
      .filter(({ approval }) => approval)
      .map(({ stack, address, action }) => `${stack} ${address} ${action}`),
  );
  const results = [
    ...view.entries
      .filter(({ group, what }) => group !== "cost" && what.length > 0)
      .map((entry) => result(entry, levelOf(entry, approved))),
    ...view.failures.map(({ rule, stack, address, requirement, isRefused }) => ({
      ruleId: rule,
      level: isRefused ? "error" : "warning",
      message: { text: requirement },
      locations: [{ logicalLocations: [{ fullyQualifiedName: `${stack} ${address}`, kind: "resource" }] }],
    })),
  ];
  const groups = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  const rules = groups.map((id) => ({
    id,
    shortDescription: { text: (MEANINGS as Readonly<Record<string, string>>)[id] ?? id },
  }));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "aws-platform review", rules } }, results }],
  };
  return `${JSON.stringify(log, undefined, 1)}\n`;
}

const levelOf = ({ isGated, stack, address, action }: CardEntry, approved: ReadonlySet<string>): string =>
  isGated ? (approved.has(`${stack} ${address} ${action}`) ? "warning" : "error") : "note";

function result({ group, stack, address, action, what, source }: CardEntry, level: string) {
  const [, file, line] = /^(.+):(\d+)$/.exec(source ?? "") ?? [];
  const logical = { fullyQualifiedName: `${stack} ${address}`, kind: "resource" };
  const physical = file
    ? { physicalLocation: { artifactLocation: { uri: file }, region: { startLine: Number(line) } } }
    : {};
  const text = what.map((one) => `${one.what}${one.detail ? ` (${one.detail})` : ""}`).join("; ");
  return {
    ruleId: group as string,
    level,
    message: { text: `${address} (${action}): ${text}` },
    locations: [{ ...physical, logicalLocations: [logical] }],
  };
}
