import { stringify } from "yaml";
import type { AssessedFinding } from "./evidence";
import type { DifferenceHere, Form, ScannerDifference } from "./scanner-differences";

/**
 * The waived findings of one environment as a Checkov baseline (`checkov --framework terraform_json --baseline`, scanned
 * at the output folder). Checkov compares the name of the resource and the check, not the file, so each environment needs
 * its own baseline and its own scan. A finding stands under both names that Checkov gives a resource.
 * Source of the format: checkov/common/output/baseline.py.
 */
export function checkovBaseline(
  findings: readonly AssessedFinding[],
  differences: readonly DifferenceHere[] = [],
): string {
  const waived = answered(findings, differences)
    .filter(({ checkov }) => checkov.length > 0)
    .flatMap((one) => filesOf(one).map((file) => ({ ...one, file })));
  const failed_checks = distinct(waived.map(({ file }) => file)).map((file) => {
    const inFile = waived.filter((finding) => finding.file === file);
    return {
      file: `/${file}`,
      findings: distinct(inFile.flatMap(({ address }) => checkovNames(address))).map((resource) => ({
        resource,
        check_ids: distinct(
          inFile.filter(({ address }) => checkovNames(address).includes(resource)).flatMap(({ checkov }) => checkov),
        ),
      })),
    };
  });
  return `${JSON.stringify({ failed_checks }, undefined, 2)}\n`;
}

/**
 * The checks of the baseline as a settings file of Checkov (`checkov --config-file`). It leaves out whole checks, wherever they
 * fail: for scanners in editors and hooks that take no baseline. A scan that is to prove something takes the baseline.
 * Source of the format: Checkov's documentation, "Using a configuration file".
 */
export const checkovSettings = (
  findings: readonly AssessedFinding[],
  differences: readonly DifferenceHere[] = [],
): string =>
  `# Leaves out whole checks; checkov.baseline leaves out the resources that are answered for, and no others.\n${stringify(
    {
      "skip-check": distinct(answered(findings, differences).flatMap(({ checkov }) => checkov)),
    },
  )}`;

/**
 * What Checkov calls a resource of Terraform JSON: its graph checks and its scans of HCL and plans use the address, its
 * Python checks `resource.<name>` without the type (checkov/terraform_json/runner.py, `run_block`).
 */
const checkovNames = (address: string): string[] => [address, address.replace(/^[^.]+/, "resource")];

/**
 * The waived findings as `.trivyignore.yaml` (`trivy config --ignorefile`). Trivy ignores by check and file, not by
 * address, and lets the entry expire by itself; ids with and without `AVD-` mean the same check.
 * Source of the format: Trivy's guide, "Filtering", `.trivyignore.yaml`; pkg/result/ignore.go.
 */
export function trivyIgnore(findings: readonly AssessedFinding[], differences: readonly DifferenceHere[] = []): string {
  const misconfigurations = answered(findings, differences)
    .flatMap((one) =>
      one.trivy.map((id) => ({
        id,
        paths: pathsOf(one),
        expired_at: dayAfter(one.until),
        statement: one.reason,
      })),
    )
    .sort((a, b) => (`${a.id} ${a.paths}` < `${b.id} ${b.paths}` ? -1 : 1));
  return stringify({ misconfigurations }, { lineWidth: 0 });
}

/**
 * Patterns that fit whether the output folder is scanned, its `stacks`, or the exported HCL. Checks of Kubernetes (`KSV`)
 * are about the templates of a chart.
 */
const pathsOf = (one: Answered): string[] =>
  filesOf(one).map((file) => {
    const from = file.replace(/^stacks\//, "");
    return `**/${one.chart === undefined ? from : `${from.replace(/[^/]+$/, one.chart)}/**`}`;
  });

/** A waiver counts on its last day; Trivy drops an entry at the first moment of the day that it names. */
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** One thing that a scanner finds and that is answered for. */
interface Answered {
  readonly file: string;
  readonly address: string;
  readonly until: string;
  readonly reason: string;
  readonly checkov: readonly string[];
  readonly trivy: readonly string[];
  readonly forms: readonly Form[];
  readonly stack: string;
  readonly chart?: string;
}

const answered = (findings: readonly AssessedFinding[], differences: readonly DifferenceHere[]): Answered[] => [
  ...findings.flatMap(({ waiver, file, stack, address, rule }) =>
    waiver
      ? [
          {
            file,
            stack,
            address,
            until: waiver.expires,
            reason: waiver.reason,
            checkov: rule.scanners?.checkov ?? [],
            trivy: rule.scanners?.trivy ?? [],
            forms: ["hcl", "json"] as const,
          },
        ]
      : [],
  ),
  ...differences.map(({ difference, chart, ...at }) => ({
    ...at,
    ...(difference.check.includes("KSV") && chart !== undefined && { chart }),
    ...saidBy(difference),
  })),
];

const saidBy = ({ scanner, check, expires, reason, forms, kind }: ScannerDifference) => ({
  until: expires,
  reason: `${kind}: ${reason}`,
  checkov: scanner === "checkov" ? [check] : [],
  trivy: scanner === "trivy" ? [check] : [],
  forms,
});

/** The files that hold a stack, in the forms that a scanner is given. */
const filesOf = ({ file, stack, forms }: Answered): string[] =>
  forms.map((form) => (form === "json" ? file : `${stack}/main.tf`));

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
