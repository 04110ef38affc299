import { readFileSync } from "node:fs";
import { parseScannerDifferences, type ScannerDifference } from "../../reports/audit/scanner-differences";
import { coversPattern } from "../../reports/built/patterns";
import { CHECKOV } from "./checkov";
import { auditedLast, examples, type Found, type Place } from "./place";
import { isThere, type Scanner } from "./scanner";
import { TRIVY } from "./trivy";

/**
 * Runs the scanners that auditors use, as JSON and as HCL, on what was synthesized and audited last and on an example of
 * what else this platform makes. What they find and what is answered for must be the same: something new fails, and so does
 * an entry of the register that nothing needs. A scanner that is not there is named. Returns the exit code: 1 when
 * something differs.
 */
export function runScanners(): 0 | 1 {
  const scanners = [CHECKOV, TRIVY].filter((scanner) => {
    if (!isThere(scanner)) console.log(`${scanner.name} is not there, so nothing was scanned; ${scanner.howToGetIt}`);
    return isThere(scanner);
  });
  if (scanners.length === 0) return 0;
  const places = [...auditedLast(), ...examples()];
  const problems = scanners.flatMap((scanner) => differ(scanner, places));
  for (const problem of new Set(problems)) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

function differ(scanner: Scanner, places: readonly Place[]): string[] {
  const found = places.map((place) => scanner.scan(place));
  const names = places.map(({ environment }) => environment).join(", ");
  console.log(`${scanner.name}: ${found.flat().length} findings in ${names}`);
  return [...places.flatMap((place, i) => scanner.left(place, found[i] ?? [])), ...unneeded(scanner, found.flat())];
}

/** Entries of the register that match nothing. */
const unneeded = ({ name }: Scanner, found: readonly Found[]): string[] =>
  parseScannerDifferences(readFileSync("scanner-differences.yaml", "utf8"))
    .differences.filter(({ scanner }) => scanner === name)
    .flatMap((entry) =>
      entry.forms
        .filter((form) => !found.some((one) => one.form === form && one.stack === entry.stack && matches(entry, one)))
        .map(
          (form) =>
            `${entry.place}  ${name} does not find ${entry.check} at ${entry.address} in the ${form}; remove it`,
        ),
    );

const matches = (entry: ScannerDifference, { check, address }: Found): boolean =>
  entry.check.replace(/^AVD-/, "") === check &&
  (coversPattern(entry.address, address) || coversPattern(entry.address.replace(/^[^.]+/, "resource"), address));
