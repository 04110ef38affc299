import { RULES } from "../../rules/judge";
import { adviceOf } from "../../rules/rule";
import type { AssessedFinding } from "../evidence";

/** Every finding as a test of JUnit, one suite for each rule that concerns something; a waived one is skipped. */
export function junit(environment: string, findings: readonly AssessedFinding[]): string {
  const suites = RULES.flatMap(({ id }) => {
    const own = findings.filter(({ rule }) => rule.id === id);
    return own.length === 0 ? [] : [suite(id, own)];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xml(environment)}"${counts(findings)}>\n${suites.join("")}</testsuites>\n`;
}

const suite = (id: string, own: readonly AssessedFinding[]): string =>
  `  <testsuite name="${xml(id)}"${counts(own)}>\n${own.map(testOf).join("")}  </testsuite>\n`;

function counts(findings: readonly AssessedFinding[]): string {
  const of = (verdict: string) => findings.filter((finding) => finding.verdict === verdict).length;
  return ` tests="${findings.length}" failures="${of("fail")}" skipped="${of("waived")}"`;
}

function testOf({ rule, stack, address, pointer, value, verdict, waiver }: AssessedFinding): string {
  const open = `    <testcase classname="${xml(`${stack}.${rule.id}`)}" name="${xml(address)}"`;
  if (verdict === "fail")
    return `${open}>\n      <failure type="${rule.severity}" message="${xml(rule.requirement)}">${xml(`${pointer} is ${JSON.stringify(value)}; ${adviceOf(rule)}`)}</failure>\n    </testcase>\n`;
  if (waiver)
    return `${open}>\n      <skipped message="${xml(`waived until ${waiver.expires}: ${waiver.reason}`)}"/>\n    </testcase>\n`;
  return `${open}/>\n`;
}

/** Text in XML 1.0, without the characters that it cannot hold. */
const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDFFF](?![\uDC00-\uDFFF])/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/\r?\n/g, "&#10;");
