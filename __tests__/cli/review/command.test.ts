import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT } from "../../project";
import { type Change, planFile, ROOT, rawPlan } from "../../reports/review-fixture";

const PROGRAM = join(ROOT, "dist/cli/aws-platform.js");
const folder = mkdtempSync(join(tmpdir(), "review-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, "review", ...args], {
    cwd: PROJECT,
    env: { ...process.env, REVIEW_DATE: "2026-11-23", ...env },
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return { status, stdout, stderr };
}

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** A file of so many bytes, which take no place on the disk. */
const writeLarge = (name: string, size: number): string => {
  truncateSync(write(name, ""), size);
  return join(folder, name);
};

/** No environment of this project is known: nothing is synthesized, which takes most of the time. */
const ALONE = { ENVIRONMENTS_DIR: folder };

describe("npm run review", () => {
  test("knows place, construct and readers of a stack of this project, and refuses to take an output from them", () => {
    const { status, stdout } = run(["--json", planFile("data-no-cache"), planFile("network-renamed-output")]);
    const view = JSON.parse(stdout);
    const cache = view.entries.find(
      ({ address }: { address: string }) => address === "aws_elasticache_replication_group.data_cache_main",
    );
    expect(cache).toMatchObject({
      constructPath: "statuspage-data/data/cache/main",
      source: expect.stringMatching(/^modules\/data\/cache\.ts:\d+$/),
    });
    const name = view.outputs.find(({ output }: { output: string }) => output === "cache_name");
    expect(name).toMatchObject({ action: "disappears", readers: ["statuspage-workloads"], isRefused: true });
    const renamed = view.outputs.find(({ output }: { output: string }) => output === "private_subnet_ids");
    expect(renamed).toMatchObject({ renamedTo: "private_subnets", isRefused: true });
    expect(status).toBe(2);
  });

  test("lets a harmless plan through", () => {
    expect(run([planFile("network-drift")], ALONE)).toMatchObject({ status: 0, stderr: "" });
  });

  test("lets an approved replacement through, and refuses it again a day after", () => {
    const approval = `approvals:\n  - stack: statuspage-data\n    address: aws_db_instance.data_database_main\n    action: replace\n    reason: The database moves to a new name in one window.\n    approver: platform@example.com\n    expires: 2026-11-23\n`;
    const args = ["--approvals", write("approvals.yaml", approval), planFile("data-replace")];
    expect(run(args, ALONE).status).toBe(0);
    expect(run(args, { ...ALONE, REVIEW_DATE: "2026-11-24" }).status).toBe(2);
  });

  test("writes HTML and JSON beside the Markdown", () => {
    const [html, json] = [join(folder, "card.html"), join(folder, "card.json")];
    const { stdout } = run([`--html=${html}`, `--json=${json}`, planFile("network-drift")], ALONE);
    expect(stdout).toMatch(/^## Plan review/);
    expect(readFileSync(html, "utf8")).toMatch(/^<!doctype html>/);
    expect(JSON.parse(readFileSync(json, "utf8")).isRefused).toBe(false);
  });

  test.each<[string, () => string[], RegExp]>([
    ["no plan", () => [], /^usage: npm run review/],
    ["an unknown option", () => ["--wrong", "x"], /^Unknown option '--wrong'/],
    [
      "two forms on standard output",
      () => ["--html=-", "--json", planFile("data-open")],
      /^standard output takes one form of the card; write a file for --html or for --json\n$/,
    ],
    [
      "a register that is not there",
      () => ["--approvals", "nowhere.yaml", planFile("data-open")],
      /^nowhere\.yaml cannot be read \(ENOENT\)\n$/,
    ],
    ["a file that is not there", () => ["nowhere.json"], /^nowhere\.json cannot be read \(ENOENT\)\n$/],
    ["an empty file", () => [write("empty.json", "")], /empty\.json is empty; .*\n$/],
    ["a file of 200 MB", () => [writeLarge("large.json", 200_000_000)], /large\.json has more than 128 MiB; .*\n$/],
    [
      "two plans of one stack",
      () => [planFile("data-change"), planFile("data-open")],
      /data-open\.json is a second plan of statuspage-data; name one plan of each stack\n$/,
    ],
    [
      "a register that cannot be used",
      () => ["--approvals", write("wrong.yaml", "approvals: 1"), planFile("data-open")],
      /wrong\.yaml:1 {2}approvals: /,
    ],
  ])("ends with exit code 1 for %s, without a stack trace", (_name, args, message) => {
    const { status, stderr, stdout } = run(args(), ALONE);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("    at ");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });

  test("wants a day in REVIEW_DATE", () => {
    expect(run([planFile("data-open")], { REVIEW_DATE: "tomorrow" }).stderr).toBe(
      'REVIEW_DATE is "tomorrow", which is not a day; write it like 2027-01-31\n',
    );
  });
});

describe("a plan of 2,000 resources", () => {
  const { resource_changes, configuration } = JSON.parse(readFileSync(planFile("data-replace"), "utf8"));
  const [{ change }] = resource_changes;
  const [{ expressions }] = configuration.root_module.resources;
  const changes = Array.from(
    { length: 2000 },
    (_, i): Change => ({
      type: "aws_db_instance",
      name: `database_${i}`,
      ...change,
      actions: i % 2 === 0 ? change.actions : ["no-op"],
    }),
  );
  const resources = changes.map(({ type, name }) => ({ address: `${type}.${name}`, expressions }));
  const raw = rawPlan(changes, { configuration: { root_module: { resources } } });

  test("is reviewed in less than 400 MB", () => {
    const file = write("many.json", JSON.stringify(raw));
    const preload = write("usage.js", "process.on('exit', () => console.error(process.resourceUsage().maxRSS))");
    const { status, stderr } = run([file], { NODE_OPTIONS: `--require ${preload}` });
    expect(status).toBe(2);
    expect(Number(stderr) / 1024).toBeLessThan(400);
  });
});
