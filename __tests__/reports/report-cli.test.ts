import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const temporary = mkdtempSync(join(tmpdir(), "report-cli-"));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Runs `npm run audit` (or with `--report` `npm start`) for one environment, after every waiver has expired. */
function run(options: readonly string[], env: NodeJS.ProcessEnv = { AUDIT_DATE: "2028-01-01" }) {
  const folder = mkdtempSync(join(temporary, "run-"));
  const places = { CDKTF_OUTDIR: join(folder, "out"), AUDIT_OUTDIR: join(folder, "audit") };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/scripts/audit.js", ...options], {
    env: { PATH: process.env.PATH, ENVIRONMENT: "statuspage", ...places, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr, folder };
}

describe("npm run audit", () => {
  const ended = run([]);

  test("ends with exit code 1 when something fails, and says what and where the report is", () => {
    expect(ended.status).toBe(1);
    expect(ended.stdout).toMatch(/\n {2}waivers\.yaml:\d+ {2}database-multi-az: expired on 2027-05-31\./);
    expect(ended.stdout.trimEnd()).toMatch(
      /\nstatuspage {2}fail {2}\d+ rules: \d+ checks passed, \d+ waived, \d+ failed {2}\$\d+\.\d\d a month {2}\S+statuspage\/index\.html$/,
    );
  });

  test("writes the report and everything beside it", () => {
    const folder = join(ended.folder, "audit", "statuspage");
    expect(readdirSync(folder).sort()).toEqual(
      expect.arrayContaining(["SHA256SUMS", "architecture.svg", "evidence.json", "index.html", "stacks.svg"]),
    );
    expect(readFileSync(join(folder, "index.html"), "utf8")).toMatch(/^<!doctype html>\n/);
  });

  test("says in a log what it is doing, a line for each step", () => {
    expect(ended.stderr).toBe("synthesizing\nwriting the audit of statuspage\n");
  });

  test("refuses a day that is none", () => {
    const { status, stderr } = run([], { AUDIT_DATE: "2027-02-30" });
    expect([status, stderr]).toEqual([
      1,
      "synthesizing\nAUDIT_DATE: 2027-02-30 is not a day; write it like 2027-01-31\n",
    ]);
  });

  test("audits nothing when an environment file cannot be used, after saying why", () => {
    const { status, stderr } = run([], { ENVIRONMENT: "statuspge" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/statuspge.*\nnothing was audited\n$/s);
  });

  test("refuses an option it does not know", () => {
    const { status, stderr } = run(["--strict"]);
    expect([status, stderr]).toEqual([
      1,
      "usage: npm run audit (a failing rule ends it with exit code 1), or npm start (it does not)\n",
    ]);
  });
});

describe("npm start", () => {
  test("writes the same report and does not fail, because it was asked to build and not to judge", () => {
    const { status, stdout } = run(["--report"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/\nstatuspage {2}fail {2}/);
  });
});
