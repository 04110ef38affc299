import { stringify } from "yaml";
import type { AssessedFinding } from "./evidence";

/**
 * The waived findings of one environment as a Checkov baseline (`checkov --baseline`, scanned at the output folder).
 * Checkov compares address and check, not the file, so each environment needs its own baseline and its own scan.
 * Source of the format: checkov/common/output/baseline.py.
 */
export function checkovBaseline(findings: readonly AssessedFinding[]): string {
  const waived = waivedIn(findings).filter(({ checkov }) => checkov.length > 0);
  const failed_checks = distinct(waived.map(({ file }) => file)).map((file) => {
    const inFile = waived.filter((finding) => finding.file === file);
    return {
      file: `/${file}`,
      findings: distinct(inFile.map(({ address }) => address)).map((resource) => ({
        resource,
        check_ids: distinct(inFile.filter(({ address }) => address === resource).flatMap(({ checkov }) => checkov)),
      })),
    };
  });
  return `${JSON.stringify({ failed_checks }, undefined, 2)}\n`;
}

/**
 * The waived findings as `.trivyignore.yaml` (`trivy config --ignorefile`, scanned at the output folder). Trivy ignores by
 * check and file, not by address, and lets the entry expire by itself.
 * Source of the format: Trivy's guide, "Filtering", `.trivyignore.yaml`.
 */
export function trivyIgnore(findings: readonly AssessedFinding[]): string {
  const misconfigurations = waivedIn(findings)
    .flatMap(({ trivy, file, until, reason }) =>
      trivy.map((id) => ({ id, paths: [file], expired_at: until, statement: reason })),
    )
    .sort((a, b) => (`${a.id} ${a.paths}` < `${b.id} ${b.paths}` ? -1 : 1));
  return stringify({ misconfigurations }, { lineWidth: 0 });
}

const waivedIn = (findings: readonly AssessedFinding[]) =>
  findings.flatMap(({ waiver, file, address, rule }) =>
    waiver
      ? [
          {
            file,
            address,
            until: waiver.expires,
            reason: waiver.reason,
            checkov: rule.scanners?.checkov ?? [],
            trivy: rule.scanners?.trivy ?? [],
          },
        ]
      : [],
  );

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
