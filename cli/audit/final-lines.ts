import { join } from "node:path";
import type { AssessedFinding } from "../../reports/audit/evidence";
import type { Audited } from "../../reports/audit/report";
import { waiverEntry } from "../../reports/audit/waiver-entry";
import { inWords } from "../../reports/cost";
import { SEVERITIES } from "../../reports/rules/rule";

/** More entries than this hide what must be mended: the page has one for each finding. */
const MOST_ENTRIES = 3;

/**
 * The last lines of an audit: what must be mended, the worst first, how it is waived, then verdict, counts, price and place
 * of the report of every environment.
 * @param paint how a verdict is coloured. @default not at all
 * @param warnings what does not fail yet
 */
export function finalLines(
  audits: readonly Audited[],
  folder: string,
  paint: (verdict: string) => string = (verdict) => verdict,
  warnings: readonly string[] = [],
): string {
  const width = Math.max(...audits.map(({ environment }) => environment.name.length));
  const verdicts = audits.map((audited) => {
    const { environment, verdict, rules, counts, cost } = audited;
    const found = `${rules} rules: ${counts.pass} checks passed, ${counts.waived} waived, ${counts.fail} failed${severitiesOf(audited)}`;
    const words = inWords(cost.monthly);
    const price = cost.monthly.usd === null ? `a month ${words}` : `${words} a month`;
    return `${environment.name.padEnd(width)}  ${paint(verdict)}  ${found}  ${price}  ${join(folder, environment.name, "index.html")}`;
  });
  const sentences = [...new Set(audits.flatMap(({ failures, problems }) => [...failures, ...problems]))];
  const blocks = [
    sentences.map((sentence) => `  ${sentence}`).join("\n"),
    warnings.map((warning) => `  warning: ${warning}`).join("\n"),
    entriesFor(audits.flatMap(({ findings }) => findings)),
    coverageOf(audits[0]),
    verdicts.join("\n"),
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** ` (1 critical, 3 high)` */
function severitiesOf({ findings }: Audited): string {
  const failed = findings.filter(({ verdict }) => verdict === "fail");
  const counts = SEVERITIES.map((severity) => [
    failed.filter(({ rule }) => rule.severity === severity).length,
    severity,
  ]);
  const text = counts.filter(([count]) => count !== 0).map(([count, severity]) => `${count} ${severity}`);
  return text.length > 0 ? ` (${text.join(", ")})` : "";
}

/** What to write into waivers.yaml for the first findings that may be waived. */
function entriesFor(findings: readonly AssessedFinding[]): string {
  const waivable = findings.filter(({ verdict, rule }) => verdict === "fail" && rule.waivable !== false);
  if (waivable.length === 0) return "";
  const more = waivable.length - MOST_ENTRIES;
  return [
    "  What cannot be mended yet is waived in waivers.yaml, with a reason and an owner:",
    ...waivable.slice(0, MOST_ENTRIES).map((finding) => waiverEntry(finding).replace(/^(?=.)/gm, "  ")),
    ...(more > 0 ? [`  and ${more} more; the report has the entry of each`] : []),
  ].join("\n");
}

/** `cis-aws 14 of 62 controls, …` */
const coverageOf = (audited: Audited | undefined): string =>
  audited === undefined
    ? ""
    : `  Controls that rules answer: ${audited.evidence.coverage
        .map(({ name, answered, of }) => `${answered}${of === undefined ? "" : ` of ${of}`} of ${name}`)
        .join("; ")}`;
