import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { PACKAGE, ROOT, settlePaths, spelled } from "../../cli/places";
import { planFile } from "../reports/review-fixture";

/** Where the user stands: somewhere else than npm runs the scripts of this package. */
const stands = mkdtempSync(join(tmpdir(), "stands-"));
cpSync(planFile("network-drift"), join(stands, "plan.json"));
afterAll(() => rmSync(stands, { recursive: true, force: true }));

/** Runs the program as npm does for a script of a package: in the package's folder, with these variables. */
function runByNpm(
  args: readonly string[],
  { cwd = ROOT, packageFile = join(ROOT, "package.json"), env = {}, input = "" } = {},
) {
  const npm = { INIT_CWD: stands, npm_package_json: packageFile };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "dist/cli/aws-platform.js"), ...args], {
    cwd,
    input,
    env: { PATH: process.env.PATH, REVIEW_DATE: "2026-11-23", ENVIRONMENTS_DIR: stands, ...npm, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("paths, when npm runs a short name", () => {
  test("are read and written from where the user stands", () => {
    expect(runByNpm(["review", "plan.json", "--html", "card.html"])).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(join(stands, "card.html"), "utf8")).toMatch(/^<!doctype html>/);
  });

  test("are named in messages as they lead there", () => {
    const file = relative(ROOT, join(stands, "nowhere.json"));
    expect(runByNpm(["review", "nowhere.json"]).stderr).toBe(`${file} cannot be read (ENOENT)\n`);
  });

  test("of variables are meant so too", () => {
    const { stderr } = runByNpm(["synth"], { env: { ENVIRONMENTS_DIR: "nothing-here" } });
    expect(stderr).toContain(join(stands, "nothing-here"));
  });

  test("are from the current folder when npm runs a script of another package", () => {
    const another = runByNpm(["review", "plan.json"], { cwd: stands, packageFile: join(stands, "package.json") });
    expect(another).toMatchObject({ status: 0, stderr: "" });
    expect(runByNpm(["review", "plan.json"], { packageFile: "/package.json" })).toMatchObject({
      status: 1,
      stderr: "plan.json cannot be read (ENOENT)\n",
    });
  });
});

describe("variables that programs in other folders read", () => {
  const settled = (env: NodeJS.ProcessEnv) => {
    settlePaths(env);
    return env;
  };

  test.each([
    ...["TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CA_BUNDLE"],
    ...["AWS_WEB_IDENTITY_TOKEN_FILE", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR"],
  ])("lead where they lead here: %s", (name) => {
    expect(settled({ [name]: "own/file" })).toEqual({ [name]: resolve("own/file") });
  });

  test("name a program by its path, and one that is looked for by its name", () => {
    expect(settled({ TERRAFORM_BINARY_NAME: "./tofu" })).toEqual({ TERRAFORM_BINARY_NAME: resolve("tofu") });
    expect(settled({ TERRAFORM_BINARY_NAME: "tofu" })).toEqual({ TERRAFORM_BINARY_NAME: "tofu" });
  });

  test("stay where they are empty or begin in the home folder", () => {
    const env = { AWS_CONFIG_FILE: "~/.aws/config", TMPDIR: "" };
    expect(settled({ ...env })).toEqual(env);
  });
});

describe("standard input", () => {
  test("is a dash in place of a plan", () => {
    const input = readFileSync(join(stands, "plan.json"), "utf8");
    expect(runByNpm(["review", "-"], { input })).toEqual(runByNpm(["review", "plan.json"]));
  });

  test("is named in words when it is no plan", () => {
    expect(runByNpm(["review", "-"])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^standard input is empty; /),
    });
  });
});

describe("a command is spelled", () => {
  test("by its short name in the repository", () => {
    expect([spelled("plan", "shop"), spelled("synth"), spelled("test"), spelled("start", "--help")]).toEqual([
      "npm run plan -- shop",
      "npm run synth",
      "npm test",
      "npm start -- --help",
    ]);
  });

  test("by the program's name when npm has no short name for it", () => {
    expect(PACKAGE.scripts).not.toHaveProperty("completion");
    expect(spelled("completion", "bash")).toBe("aws-platform completion bash");
  });
});
