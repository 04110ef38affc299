import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare } from "../cli/addresses/compare";
import { addressesOf, readRegistry, readSizes, sizesOf } from "../cli/addresses/registry";
import { sentencesOf } from "../cli/addresses/sentences";
import { shrunk, shrunkSentence } from "../cli/addresses/sizes";
import { environmentNames } from "../cli/places";
import { loadEnvironments } from "../environments/load";
import { readMoves } from "../platform/moves";
import { parseScannerDifferences } from "../reports/audit/scanner-differences";
import { parseWaivers } from "../reports/audit/waivers";
import { parseApprovals } from "../reports/review/approvals";
import { readEnvironments } from "../reports/synthesized";

/**
 * The only tests that read what belongs to whoever deploys: the environment files and the registers of this folder, whatever
 * they say. They hold for any environment, and for none.
 */
const NAMES = environmentNames("environments");
const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** The environments of this folder as they are synthesized. */
function synthesizeOwn() {
  const outdir = mkdtempSync(join(tmpdir(), "own-"));
  try {
    const env = { PATH: process.env.PATH, CDKTF_OUTDIR: outdir };
    const { status, stderr } = spawnSync(process.execPath, ["dist/main.js"], { env, encoding: "utf8" });
    return status === 0
      ? { environments: readEnvironments(outdir), problems: "" }
      : { environments: [], problems: stderr };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

describe("the environments of this folder", () => {
  const made = NAMES.length > 0 ? synthesizeOwn() : { environments: [], problems: "" };

  test("can be synthesized", () => {
    expect(made.problems).toBe("");
  });

  test("lost no address, and all are registered: npm run addresses says what to do", () => {
    if (made.problems || NAMES.length === 0) return; // the test above says why; without any there is none to lose
    const registered = readRegistry(NAMES);
    const { environments } = loadEnvironments({ folder: "environments" });
    const found = compare(registered, addressesOf(made.environments), readMoves(), environments);
    expect(sentencesOf(found)).toEqual([]);
  });

  test("want no volume smaller than it is registered: npm run addresses says what to do", () => {
    expect(shrunk(readSizes(NAMES), sizesOf(made.environments)).map(shrunkSentence)).toEqual([]);
  });
});

describe("the registers of this folder can be read", () => {
  test("waivers.yaml", () => {
    if (existsSync("waivers.yaml")) expect(parseWaivers(textOf("waivers.yaml")).problems).toEqual([]);
  });

  test("approvals.yaml", () => {
    const read = parseApprovals(textOf("approvals.yaml") || "approvals: []", "approvals.yaml");
    expect("problems" in read ? read.problems : []).toEqual([]);
  });

  test("scanner-differences.yaml", () => {
    const text = textOf("scanner-differences.yaml") || "differences: []";
    expect(parseScannerDifferences(text).problems).toEqual([]);
  });
});
