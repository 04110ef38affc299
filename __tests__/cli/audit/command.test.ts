import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMAND_LINE, PROJECT } from "../../project";
import { realOutput } from "../../reports/real-output";

const temporary = mkdtempSync(join(tmpdir(), "report-cli-"));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Runs `npm run audit` (or with `--report` `npm start`) for one environment, after every waiver has expired. */
function run(options: readonly string[], env: NodeJS.ProcessEnv = { AUDIT_DATE: "2028-01-01" }) {
  const folder = mkdtempSync(join(temporary, "run-"));
  const places = { CDKTF_OUTDIR: join(folder, "out"), AUDIT_OUTDIR: join(folder, "audit") };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND_LINE, "audit", ...options], {
    cwd: PROJECT,
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
      /\nstatuspage {2}fail {2}\d+ rules: \d+ checks passed, \d+ waived, \d+ failed( \([^)]+\))? {2}\$\d+\.\d\d a month {2}\S+statuspage\/index\.html$/,
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
    expect(status).toBe(1);
    expect(stderr).toBe(
      "Unknown option '--strict'; it knows --report\nusage: npm run audit -- [options] [folder]\nnpm run audit -- --help explains it\n",
    );
  });
});

describe("npm run audit of a folder", () => {
  const handedOver = (change: (folder: string) => void): string => {
    const folder = mkdtempSync(join(temporary, "handed-over-"));
    const network = join(folder, "stacks", "statuspage-network");
    cpSync(join(realOutput(), "stacks/statuspage-network"), network, { recursive: true });
    change(folder);
    return folder;
  };
  const networkFile = (folder: string): string => join(folder, "stacks", "statuspage-network", "cdk.tf.json");

  test("finds a fault that was planted in what lies there, and leaves it as it is", () => {
    const folder = handedOver((copy) => {
      const json = JSON.parse(readFileSync(networkFile(copy), "utf8"));
      json.resource.aws_subnet.vpc_private_a.map_public_ip_on_launch = true;
      writeFileSync(networkFile(copy), JSON.stringify(json));
    });
    const planted = readFileSync(networkFile(folder), "utf8");
    const { status, stdout, stderr } = run([folder], {});
    expect([status, stderr]).toEqual([1, "writing the audit of statuspage\n"]);
    expect(stdout).toContain("subnet-no-public-address");
    expect(readFileSync(networkFile(folder), "utf8")).toBe(planted);
  });

  test("leaves waivers of stacks alone that are not there", () => {
    const { status, stdout } = run([handedOver(() => {})], {});
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^\n {2}Controls that rules answer: .*\n\nstatuspage {2}pass {2}/),
    ]);
  });

  test.each<[string, (folder: string) => void, string]>([
    [
      "holds none",
      (folder) => rmSync(join(folder, "stacks"), { recursive: true }),
      "FOLDER holds no stacks; name a folder that was synthesized, like cdktf.out",
    ],
    [
      "holds a file that was cut off, and one that is no object",
      (folder) => {
        writeFileSync(networkFile(folder), '{"resource":');
        mkdirSync(join(folder, "stacks/statuspage-data"));
        writeFileSync(join(folder, "stacks/statuspage-data/cdk.tf.json"), "7");
      },
      "FOLDER/stacks/statuspage-data/cdk.tf.json is JSON, but no object; synthesize it again\nFOLDER/stacks/statuspage-network/cdk.tf.json is not JSON, or was cut off; synthesize it again",
    ],
    [
      "is nested without end",
      (folder) => writeFileSync(networkFile(folder), "[".repeat(100_000)),
      "FOLDER/stacks/statuspage-network/cdk.tf.json is nested deeper than 100 levels; synthesize it again",
    ],
    [
      "lists a stack that leads out of it",
      (folder) => writeFileSync(join(folder, "manifest.json"), '{"stacks":{"../../statuspage-network":{}}}'),
      '"../../statuspage-network" in FOLDER is no name of a stack; it is an environment and a stack, like shop-network',
    ],
    [
      "lists a stack that is not there",
      (folder) => writeFileSync(join(folder, "manifest.json"), '{"stacks":{"statuspage-data":{}}}'),
      "FOLDER/stacks/statuspage-data/cdk.tf.json cannot be read (ENOENT); synthesize it again",
    ],
  ])("says what is wrong with one that %s", (_, change, problem) => {
    const folder = handedOver(change);
    const { status, stderr } = run([folder], {});
    expect([status, stderr]).toEqual([1, `${problem.replaceAll("FOLDER", folder)}\n`]);
  });
});

describe("npm start", () => {
  test("writes the same report and does not fail, because it was asked to build and not to judge", () => {
    const { status, stdout } = run(["--report"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/\nstatuspage {2}fail {2}/);
  });
});
