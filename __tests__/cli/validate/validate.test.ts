import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PLATFORM } from "../../../cli/terraform/mirror";

const folder = mkdtempSync(join(tmpdir(), "validate-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Stands in for Terraform: a stack that mentions `bogus` is invalid, one that mentions `waits` ends after the next has begun;
 * the arguments and provider versions are noted.
 */
const STAND_IN = join(folder, "terraform");
const NOTES = join(folder, "notes");
writeFileSync(
  STAND_IN,
  `#!${process.execPath}
const { appendFileSync, readFileSync } = require("node:fs");
const [command, ...args] = process.argv.slice(2);
if (command === "version") console.log('{ "terraform_version": "1.11.4" }');
if (command === "init") {
  const { terraform } = JSON.parse(readFileSync("cdk.tf.json", "utf8"));
  appendFileSync(process.env.NOTES, args.join(" ") + " with aws " + terraform.required_providers.aws.version + "\\n");
}
if (command === "validate") {
  const stack = readFileSync("cdk.tf.json", "utf8");
  const isValid = !stack.includes("bogus");
  appendFileSync(process.env.NOTES + ".validated", "one\\n");
  const validated = () => readFileSync(process.env.NOTES + ".validated", "utf8").split("\\n").length;
  while (stack.includes("waits") && validated() < 3) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  const finding = { severity: "error", summary: "Unsupported argument", range: { filename: "cdk.tf.json", start: { line: 3 } } };
  console.log(JSON.stringify({ diagnostics: isValid ? [] : [finding] }));
  process.exitCode = isValid ? 0 : 1;
}
`,
);
chmodSync(STAND_IN, 0o755);

const MIRROR = join(folder, "mirror");
mkdirSync(join(MIRROR, "registry.terraform.io/hashicorp/aws/5.100.0", PLATFORM), { recursive: true });

const aws = { aws: { source: "hashicorp/aws", version: "6.25.0" } };
const helm = { helm: { source: "helm", version: "3.1.1" } };
const network = { terraform: { required_providers: aws } };

let outputs = 0;
/** Runs the command on a folder of synthesized stacks. */
function validate(
  stacks: Readonly<Record<string, object>>,
  env: NodeJS.ProcessEnv = {},
  spoil: (folder: string) => unknown = () => undefined,
) {
  const outdir = join(folder, `out-${outputs++}`);
  mkdirSync(join(outdir, "stacks"), { recursive: true });
  const files = Object.entries(stacks).map(([stack, json]) => {
    mkdirSync(join(outdir, "stacks", stack));
    const file = join(outdir, "stacks", stack, "cdk.tf.json");
    writeFileSync(file, JSON.stringify(json));
    return file;
  });
  spoil(join(outdir, "stacks"));
  writeFileSync(NOTES, "");
  rmSync(`${NOTES}.validated`, { force: true });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(__dirname, "../../../cli/aws-platform.js"), "validate", outdir],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        TERRAFORM_BINARY_NAME: STAND_IN,
        TERRAFORM_PROVIDER_MIRROR: MIRROR,
        AWS_PROVIDER_VERSION: "5.100.0",
        NOTES,
        ...env,
      },
    },
  );
  const text = stdout.replaceAll(/\d+\.\d s/g, "… s");
  return { status, stdout: text, stderr, notes: readFileSync(NOTES, "utf8"), files };
}

describe("npm run validate", () => {
  test("says of each stack whether it is valid", () => {
    const { status, stdout } = validate({ "shop-network": network, "shop-data": network });
    const [stacks = "", sum] = stdout.split("\n\n");
    expect([status, stacks.split("\n"), sum]).toEqual([
      0,
      ["shop-data     valid  … s", "shop-network  valid  … s"],
      "stacks valid: 2 · invalid: 0 · not checked: 0 · … s\n",
    ]);
  });

  test("prints the stacks in the order of their names, whichever ends first", () => {
    const { stdout } = validate({ "shop-data": { ...network, waits: true }, "shop-network": network });
    expect(stdout.match(/^shop-\w+/gm)).toEqual(["shop-data", "shop-network"]);
  });

  test("fails with Terraform's finding when one stack is invalid", () => {
    expect(validate({ "shop-data": network, "shop-network": { ...network, bogus: true } })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(
        "shop-network  invalid  … s\n  cdk.tf.json:3  error: Unsupported argument\n\nstacks valid: 1 · invalid: 1 ·",
      ),
    });
  });

  test("gives the copy the version of the mirror and keeps the backend out of it", () => {
    expect(validate({ "shop-network": network }).notes).toBe(
      "-backend=false -input=false -no-color with aws 5.100.0\n",
    );
  });

  test("leaves the synthesized file as it is", () => {
    const [file = ""] = validate({ "shop-network": network }).files;
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(network);
  });

  test("skips a stack whose provider the mirror lacks", () => {
    const workloads = { terraform: { required_providers: { ...aws, ...helm } } };
    expect(validate({ "shop-network": network, "shop-workloads": workloads })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("shop-workloads  skipped: hashicorp/helm is not in the mirror\n"),
    });
  });

  test("fails when every stack was skipped", () => {
    const workloads = { terraform: { required_providers: { ...aws, ...helm } } };
    expect(validate({ "shop-workloads": workloads })).toMatchObject({
      status: 1,
      stderr: "not one stack was validated\n",
    });
  });

  test("fails when the mirror has another version of the AWS provider", () => {
    expect(validate({ "shop-network": network }, { AWS_PROVIDER_VERSION: "" })).toMatchObject({
      status: 1,
      stdout: "",
      stderr: `hashicorp/aws 6.25.0 is not in the mirror ${MIRROR}, which has 5.100.0; set AWS_PROVIDER_VERSION to one of these\n`,
    });
  });

  test.each<[string, string, (stacks: string) => unknown]>([
    [
      "a file that Terraform would read besides",
      "evil_override.tf  error: it is no part of the stack, and Terraform would read it",
      (stacks) => writeFileSync(join(stacks, "shop-network/evil_override.tf"), ""),
    ],
    [
      "a link, which another version of the provider would be written through",
      "cdk.tf.json  error: it is a link, a pipe or something else of that name",
      (stacks) => {
        renameSync(join(stacks, "shop-network/cdk.tf.json"), join(folder, "elsewhere.json"));
        symlinkSync(join(folder, "elsewhere.json"), join(stacks, "shop-network/cdk.tf.json"));
      },
    ],
    [
      "a pipe",
      "versions.tf  error: it is a link, a pipe or something else of that name",
      (stacks) => spawnSync("mkfifo", [join(stacks, "shop-network/versions.tf")]),
    ],
    [
      "no JSON",
      "cdk.tf.json  error: it is no JSON",
      (stacks) => writeFileSync(join(stacks, "shop-network/cdk.tf.json"), "{"),
    ],
    ["no stack", "cdk.tf.json  error: it is not there", (stacks) => rmSync(join(stacks, "shop-network/cdk.tf.json"))],
  ])("says of %s that the stack is invalid, and runs nothing there", (_, finding, spoil) => {
    const { status, stdout, notes } = validate({ "shop-data": network, "shop-network": network }, {}, spoil);
    expect([status, stdout.split("\n").slice(1, 3), notes.split("\n").length - 1]).toEqual([
      1,
      ["shop-network  invalid  … s", `  ${finding}`],
      1,
    ]);
  });

  test("says of a file among the stacks that it is none", () => {
    const { status, stdout } = validate({ "shop-data": network }, {}, (stacks) =>
      writeFileSync(join(stacks, "shop-other"), ""),
    );
    expect([status, stdout.split("\n").slice(1, 3)]).toEqual([1, ["shop-other  invalid  … s", "  it is no folder"]]);
  });

  test("leaves alone what a file manager hides there, and pipes that Terraform does not read", () => {
    const { status, stdout } = validate({ "shop-data": network }, {}, (stacks) => {
      writeFileSync(join(stacks, ".DS_Store"), "");
      spawnSync("mkfifo", [join(stacks, "shop-data/pipe")]);
    });
    expect([status, stdout.split("\n")[0]]).toEqual([0, "shop-data  valid  … s"]);
  });

  test("says what to install when Terraform is missing", () => {
    expect(validate({}, { TERRAFORM_BINARY_NAME: join(folder, "nowhere") })).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("/nowhere is not on this machine; install version 1.10 or later"),
    });
  });
});
