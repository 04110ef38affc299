import { join } from "node:path";
import { inWords } from "../cost";
import type { Audited } from "./report";

/** The last lines of an audit: verdict, counts, price and place of the report of every environment, then what must be mended. */
export function finalLines(audits: readonly Audited[], folder: string): string {
  const width = Math.max(...audits.map(({ environment }) => environment.name.length));
  const verdicts = audits.map(({ environment: { name }, verdict, rules, counts, cost }) => {
    const found = `${rules} rules: ${counts.pass} checks passed, ${counts.waived} waived, ${counts.fail} failed`;
    const price = `${inWords(cost.monthly)} a month`;
    return `${name.padEnd(width)}  ${verdict}  ${found}  ${price}  ${join(folder, name, "index.html")}`;
  });
  const sentences = [...new Set(audits.flatMap(({ failures, problems }) => [...failures, ...problems]))];
  return [...sentences.map((sentence) => `  ${sentence}`), ...(sentences.length > 0 ? [""] : []), ...verdicts].join(
    "\n",
  );
}
