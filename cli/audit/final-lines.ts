import { join } from "node:path";
import type { Audited } from "../../reports/audit/report";
import { inWords } from "../../reports/cost";

/**
 * The last lines of an audit: what must be mended, then verdict, counts, price and place of the report of every environment.
 * @param paint how a verdict is coloured. @default not at all
 */
export function finalLines(
  audits: readonly Audited[],
  folder: string,
  paint: (verdict: string) => string = (verdict) => verdict,
): string {
  const width = Math.max(...audits.map(({ environment }) => environment.name.length));
  const verdicts = audits.map(({ environment: { name }, verdict, rules, counts, cost }) => {
    const found = `${rules} rules: ${counts.pass} checks passed, ${counts.waived} waived, ${counts.fail} failed`;
    const words = inWords(cost.monthly);
    const price = cost.monthly.usd === null ? `a month ${words}` : `${words} a month`;
    return `${name.padEnd(width)}  ${paint(verdict)}  ${found}  ${price}  ${join(folder, name, "index.html")}`;
  });
  const sentences = [...new Set(audits.flatMap(({ failures, problems }) => [...failures, ...problems]))];
  return [...sentences.map((sentence) => `  ${sentence}`), ...(sentences.length > 0 ? [""] : []), ...verdicts].join(
    "\n",
  );
}
