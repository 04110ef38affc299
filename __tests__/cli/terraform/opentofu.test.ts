import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PLATFORM } from "../../../cli/terraform/mirror";
import { terraform, terraformProduct } from "../../../platform/terraform";

const folder = mkdtempSync(join(tmpdir(), "opentofu-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A machine that has `tofu` and no `terraform`; what it is called with is noted. */
const BIN = join(folder, "bin");
const NOTES = join(folder, "notes");
mkdirSync(BIN);
writeFileSync(
  join(BIN, "tofu"),
  `#!${process.execPath}
const { appendFileSync, writeFileSync, copyFileSync } = require("node:fs");
const [command, ...args] = process.argv.slice(2);
appendFileSync(${JSON.stringify(NOTES)}, command + (process.env.CHECKPOINT_DISABLE === "1" ? "" : " calls home") + "\\n");
if (command === "version") console.log('{ "terraform_version": "1.12.6" }');
if (command === "init") writeFileSync(".terraform.lock.hcl", "");
if (command === "plan") writeFileSync(args.find((arg) => arg.startsWith("-out=")).slice(5), "saved plan");
if (command === "show") console.log(JSON.stringify({ format_version: "1.2", terraform_version: "1.12.6", resource_changes: [], configuration: {}, planned_values: {} }));
if (command === "validate") console.log('{ "diagnostics": [] }');
`,
);
chmodSync(join(BIN, "tofu"), 0o755);
const MIRROR = join(folder, "mirror");
mkdirSync(join(MIRROR, "registry.opentofu.org/hashicorp/aws/5.100.0", PLATFORM), { recursive: true });

/** Runs a command where the shell finds nothing but `tofu`. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  writeFileSync(NOTES, "");
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve("dist/cli/aws-platform.js"), ...args], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: BIN,
      ENVIRONMENTS_DIR: resolve("__tests__/cluster/environments"),
      TERRAFORM_BINARY_NAME: "tofu",
      TERRAFORM_PROVIDER_MIRROR: MIRROR,
      AWS_PROVIDER_VERSION: "5.100.0",
      ...env,
    },
  });
  return { status, stdout, stderr, called: readFileSync(NOTES, "utf8").trim().split("\n") };
}

describe("with TERRAFORM_BINARY_NAME=tofu", () => {
  test("stacks are planned with OpenTofu, and nothing calls home", () => {
    const { called, stderr, status } = run(["plan", "everything", "network"]);
    expect({ status, stderr: stderr.includes("terraform"), called }).toEqual({
      status: 0,
      stderr: false,
      called: ["version", "init", "plan", "show"],
    });
  });

  test("a missing program is named as what was asked for, with where it is had", () => {
    const { status, stderr } = run(["plan", "everything"], { TERRAFORM_BINARY_NAME: "tofu-1.12" });
    expect([status, stderr]).toEqual([
      3,
      "tofu-1.12 is not on this machine; install version 1.10 or later: https://opentofu.org/docs/intro/install\n",
    ]);
  });
});

test("Terraform is the default, and an empty variable is none", () => {
  expect([terraform({}), terraform({ TERRAFORM_BINARY_NAME: "" }), terraformProduct({}).name]).toEqual([
    "terraform",
    "terraform",
    "Terraform",
  ]);
});

/** A line of shell in a text that people read: comments and the descriptions of commands speak of Terraform in general. */
const ADVICE =
  /^(?!\s*(\*|\/\*|\/\/)).*["'`(: ]terraform (-chdir|init|plan|apply|show|import|force-unlock|state|output)\b/m;

test("no message advises a command of Terraform's that OpenTofu's users would have to translate", () => {
  const sources = ["cli", "operations", "platform", "reports", "environments"]
    .flatMap((area) => readdirSync(area, { recursive: true, encoding: "utf8" }).map((file) => join(area, file)))
    .filter((file) => file.endsWith(".ts") && !file.startsWith("cli/commands/"));
  expect(sources.length).toBeGreaterThan(300);
  expect(
    sources.flatMap((file) => ADVICE.exec(readFileSync(file, "utf8"))?.[0].trim().concat(` (${file})`) ?? []),
  ).toEqual([]);
});
