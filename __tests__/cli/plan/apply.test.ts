import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMAND_LINE, ENVIRONMENTS } from "../../project";
import { type Change, rawPlan } from "../../reports/review-fixture";

/** In the place of Terraform: a plan is the JSON that it would be shown as, and what was asked of it is written down. */
const STAND_IN = `#!${process.execPath}
const { appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync } = require("node:fs");
const [command, ...args] = process.argv.slice(2);
const names = Object.keys(process.env).filter((name) => /^(TF|TOFU)_/.test(name) && !/^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE_DIR)$/.test(name)).sort();
appendFileSync(process.env.SAID, JSON.stringify({ command, names }) + "\\n");
if (command === "version") console.log('{"terraform_version":"1.11.4"}');
if (command === "init" && !existsSync(".terraform.lock.hcl")) writeFileSync(".terraform.lock.hcl", "lock");
if (command === "init" && process.env.SPOILED) writeFileSync(process.env.SPOILED, "{}");
process.on("SIGINT", () => undefined);
if (command === process.env.INTERRUPTED) process.kill(process.ppid, "SIGINT");
if (command === process.env.INTERRUPTED) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
if (command === "plan") writeFileSync(args.find((arg) => arg.startsWith("-out=")).slice(5), readFileSync(process.env.NEXT));
if (command === "show") process.stdout.write(readFileSync(args.at(-1)));
if (command === "apply") copyFileSync(args.at(-1), process.env.APPLIED);
`;

const folder = mkdtempSync(join(tmpdir(), "apply-test-"));
const at = (name: string) => join(folder, name);
const env: NodeJS.ProcessEnv = {
  ...process.env,
  ENVIRONMENTS_DIR: ENVIRONMENTS,
  TERRAFORM_BINARY_NAME: at("terraform"),
  TERRAFORM_PROVIDER_MIRROR: "",
  SAID: at("said"),
  NEXT: at("next.json"),
  APPLIED: at("applied"),
};
const PLAN = "plans/statuspage/workloads.plan";

/** A plan of a stack of statuspage, made a minute ago. */
function planned(changes: readonly Change[], stack = "workloads"): string {
  const constant = (constant_value: unknown) => ({ constant_value });
  const expressions = {
    allowed_account_ids: constant(["444455556666"]),
    region: constant("us-east-1"),
    default_tags: [{ tags: constant({ Platform: "statuspage", Stack: stack }) }],
  };
  return JSON.stringify(
    rawPlan(changes, {
      timestamp: new Date(Date.now() - 60_000).toISOString(),
      configuration: { provider_config: { aws: { expressions } }, root_module: {} },
    }),
  );
}

const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
  rmSync(at("applied"), { force: true });
  const { status, stderr } = spawnSync(process.execPath, [COMMAND_LINE, ...args], {
    cwd: folder,
    env: { ...env, ...more },
    encoding: "utf8",
  });
  return { status, stderr, isApplied: existsSync(at("applied")) };
};

/** Puts another plan in the place of the saved one, and makes the hash beside it fit: whoever can write one can write both. */
function swap(text: string): void {
  const sha256 = createHash("sha256").update(text).digest("hex");
  const hashes = readFileSync(at("plans/statuspage/workloads.sha256"), "utf8");
  writeFileSync(at(PLAN), text);
  writeFileSync(
    at("plans/statuspage/workloads.sha256"),
    hashes.replace(/^[0-9a-f]{64}(?=.*workloads\.plan$)/m, sha256),
  );
}

describe("apply", () => {
  const alarm: Change = { type: "aws_cloudwatch_metric_alarm", before: { threshold: 80 }, after: { threshold: 90 } };
  beforeAll(() => {
    writeFileSync(at("terraform"), STAND_IN);
    chmodSync(at("terraform"), 0o755);
    writeFileSync(at("next.json"), planned([alarm]));
    expect(run(["plan", "statuspage", "workloads"])).toMatchObject({ status: 0 });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("applies the bytes that were reviewed, for nobody else to read, and without the caller's TF_ variables", () => {
    writeFileSync(at("said"), "");
    const caller = { TF_WORKSPACE: "other", TF_CLI_ARGS_apply: "-destroy", TF_VAR_a: "b", TF_LOG: "TRACE" };
    expect(run(["apply", PLAN], caller)).toMatchObject({ status: 0, isApplied: true });
    expect(readFileSync(at("applied"), "utf8")).toBe(readFileSync(at("next.json"), "utf8"));
    expect([PLAN, "plans/statuspage/workloads.json"].map((name) => statSync(at(name)).mode & 0o077)).toEqual([0, 0]);
    const said = readFileSync(at("said"), "utf8").trim().split("\n");
    expect(said.map((line) => JSON.parse(line))).toEqual(
      ["version", "init", "show", "apply"].map((command) => ({ command, names: ["TF_INPUT", "TF_IN_AUTOMATION"] })),
    );
  });

  test.each<[string, string, string]>([
    ["a chart of its own", "assets/evil.yaml", "assets changed since it was planned"],
    ["what is synthesized", "cdk.tf.json", "cdk.tf.json changed since it was planned"],
    ["a file that Terraform reads", "evil_override.tf", "evil_override.tf in "],
  ])("applies nothing when %s changes while providers are fetched", (_, name, why) => {
    const file = at(`cdktf.out/stacks/statuspage-workloads/${name}`);
    const result = run(["apply", PLAN], { SPOILED: file });
    rmSync(file, { force: true });
    expect(result).toMatchObject({ status: 1, isApplied: false, stderr: expect.stringContaining(why) });
  });

  test.each(["init", "show"])(
    "applies nothing when it is asked to stop while `terraform %s` works, also when that ends well",
    (command) => {
      const temporary = mkdtempSync(join(folder, "tmp-"));
      const result = run(["apply", PLAN], { INTERRUPTED: command, TMPDIR: temporary });
      expect(result).toMatchObject({
        status: 1,
        isApplied: false,
        stderr: expect.stringContaining(
          `${at("terraform")} ${command} came to its end; nothing more is done, because it was asked to stop`,
        ),
      });
      expect(readdirSync(temporary)).toEqual([]);
    },
  );

  test("refuses the plan of a stack that the environment no longer has, though its folder is still there", () => {
    const stacks = at("cdktf.out/stacks");
    cpSync(join(stacks, "statuspage-workloads"), join(stacks, "statuspage-old"), { recursive: true });
    for (const end of ["plan", "lock.hcl", "sha256"])
      writeFileSync(
        at(`plans/statuspage/old.${end}`),
        readFileSync(at(`plans/statuspage/workloads.${end}`), "utf8").replaceAll("workloads.", "old."),
      );
    expect(run(["apply", "plans/statuspage/old.plan"])).toMatchObject({
      status: 1,
      isApplied: false,
      stderr: expect.stringContaining("statuspage has no stack old; write one of "),
    });
  });

  test("writes no lock file through a link that somebody put there", () => {
    const lock = at("cdktf.out/stacks/statuspage-workloads/.terraform.lock.hcl");
    rmSync(lock);
    symlinkSync(at("victim"), lock);
    expect(run(["apply", PLAN])).toMatchObject({ status: 1, isApplied: false });
    expect(existsSync(at("victim"))).toBe(false);
    rmSync(lock);
  });

  test("refuses the plan of another stack, whatever the hashes say", () => {
    swap(planned([alarm], "network"));
    expect(run(["apply", PLAN])).toMatchObject({
      status: 1,
      isApplied: false,
      stderr: expect.stringContaining(
        `${PLAN} is not applied: it is a plan of statuspage-network, and not of statuspage-workloads; plan and review again`,
      ),
    });
  });

  test("judges approvals on the day it is, whatever day REVIEW_DATE names", () => {
    swap(planned([{ type: "aws_lb", before: { internal: true }, after: { internal: false } }]));
    const approval = "{ stack: statuspage-workloads, address: aws_lb.main, action: update, approver: a@example.com";
    writeFileSync(
      at("approvals.yaml"),
      `approvals:\n  - ${approval}, reason: everybody may come in for the day of the fair, expires: "2020-01-31" }\n`,
    );
    const result = run(["apply", PLAN], { REVIEW_DATE: "2020-01-01" });
    rmSync(at("approvals.yaml"));
    expect(result).toMatchObject({
      status: 2,
      isApplied: false,
      stderr: expect.stringContaining("aws_lb.main: the load balancer faces the internet"),
    });
  });

  test("runs nothing in a folder in which somebody put a file", () => {
    const stack = at("cdktf.out/stacks/statuspage-workloads");
    writeFileSync(join(stack, "evil_override.tf"), "");
    writeFileSync(at("said"), "");
    expect([run(["apply", PLAN]).status, run(["plan", "statuspage", "workloads"]).status]).toEqual([1, 1]);
    expect(readFileSync(at("said"), "utf8")).not.toMatch(/"command":"(init|plan|apply)"/);
  });
});
