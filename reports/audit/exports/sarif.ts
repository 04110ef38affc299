import { controlsOf } from "../../rules/controls";
import { RULES } from "../../rules/judge";
import { adviceOf, type Severity } from "../../rules/rule";
import type { AssessedFinding } from "../evidence";

const LEVELS: Readonly<Record<Severity, string>> = { critical: "error", high: "error", medium: "warning", low: "note" };
/** What code scanning sorts by (GitHub, "SARIF support for code scanning", `security-severity`). */
const SCORES: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.0", low: "2.0" };

/**
 * What fails or is waived as SARIF 2.1.0, for code scanning; a waived finding is suppressed. Code scanning takes one analysis of a
 * category from a run, so that each environment is one of its own.
 */
export function sarif(findings: readonly AssessedFinding[], version: string, environment: string): string {
  const shown = findings.filter(({ verdict }) => verdict === "fail" || verdict === "waived");
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        automationDetails: { id: `audit/${environment}/` },
        tool: {
          driver: {
            name: "aws-platform audit",
            version,
            rules: RULES.map(({ id, requirement, why, severity, controls, ...rule }) => ({
              id,
              shortDescription: { text: requirement },
              fullDescription: { text: why },
              help: { text: adviceOf(rule) },
              defaultConfiguration: { level: LEVELS[severity] },
              properties: {
                "security-severity": SCORES[severity],
                tags: controlsOf(controls).map((control) => `${control.framework}/${control.id}`),
              },
            })),
          },
        },
        results: shown.map(resultOf),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 1)}\n`;
}

const resultOf = ({ rule, stack, address, file, pointer, value, waiver }: AssessedFinding) => ({
  ruleId: rule.id,
  level: LEVELS[rule.severity],
  message: { text: `${address}: ${rule.requirement} ${pointer} is ${JSON.stringify(value)}.` },
  locations: [
    {
      physicalLocation: { artifactLocation: { uri: file } },
      logicalLocations: [{ fullyQualifiedName: `${stack}/${address}`, kind: "resource" }],
    },
  ],
  partialFingerprints: { "ruleAndAddress/v1": `${rule.id}:${stack}/${address}` },
  ...(waiver && {
    suppressions: [{ kind: "external", status: "accepted", justification: `${waiver.reason} (${waiver.owner})` }],
  }),
});
