import type { Audited } from "../report";
import { findingsCsv, resourcesCsv } from "./csv";
import { junit } from "./junit";
import { oscal } from "./oscal";
import { sarif } from "./sarif";

/** What was found in the formats of other programs, by the name of the file. */
export const exportsOf = (audited: Audited): [file: string, make: () => string][] => {
  const { environment, findings, evidence, inputs } = audited;
  const version = inputs.packageLock.version ?? "0";
  return [
    ["findings.csv", () => findingsCsv(findings)],
    ["findings.sarif", () => sarif(findings, version, environment.name)],
    ["findings.junit.xml", () => junit(environment.name, findings)],
    ["oscal-assessment-results.json", () => oscal(evidence, version)],
    ["resources.csv", () => resourcesCsv(environment)],
  ];
};
