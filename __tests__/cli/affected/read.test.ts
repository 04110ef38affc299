import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { affectedBy, type Synthesis } from "../../../cli/affected/graph";
import { readSynthesis } from "../../../cli/affected/read";

const folder = mkdtempSync(join(tmpdir(), "affected-"));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;
/** A folder with one stack, `shop-data`, of these files. */
function outdir(files: Readonly<Record<string, string>>): string {
  const out = join(folder, String(written++));
  const stack = { dependencies: [], workingDirectory: "stacks/shop-data" };
  const all = { "manifest.json": JSON.stringify({ stacks: { "shop-data": stack } }), ...files };
  for (const [name, content] of Object.entries(all)) {
    const file = join(out, name === "manifest.json" ? name : join("stacks/shop-data", name));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return out;
}
const isAffected = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): boolean =>
  affectedBy(readSynthesis(outdir(before)), readSynthesis(outdir(after))).affected.length > 0;

const JSON_FILE = { "cdk.tf.json": '{"//":{"metadata":{"version":"0.21.0"}},"resource":{"a":{"b":{"c":1}}}}' };

describe("a stack counts as changed by", () => {
  test.each([
    ["an argument", { "cdk.tf.json": JSON_FILE["cdk.tf.json"].replace("1}", "2}") }],
    ["a moved block beside the JSON", { ...JSON_FILE, "versions.tf": "moved {}" }],
    ["a file of a chart", { ...JSON_FILE, "assets/chart/1A/values.yaml": "a: 1" }],
    ["a file that nobody expects", { ...JSON_FILE, "other.auto.tfvars": "a = 1" }],
    ["a file that is gone", { "versions.tf": "" }],
  ])("%s", (_, after) => {
    expect(isAffected(JSON_FILE, after)).toBe(true);
  });
});

test("a file that is a link counts by what it leads to", () => {
  const [before, after] = ["a", "b"].map((text) => {
    const [out, file] = [outdir(JSON_FILE), join(folder, `linked-${text}.tf`)];
    writeFileSync(file, text);
    symlinkSync(file, join(out, "stacks/shop-data/linked.tf"));
    symlinkSync(folder, join(out, "stacks/shop-data/linked-folder"));
    return readSynthesis(out);
  });
  expect(affectedBy(before as Synthesis, after as Synthesis).affected).toHaveLength(1);
});

describe("a folder that is damaged is said, with what mends it", () => {
  test.each([
    ["JSON that was cut off", { "cdk.tf.json": "{" }, "stacks/shop-data/cdk.tf.json is not JSON, or was cut off"],
    ["a manifest that was cut off", { "manifest.json": "{" }, "manifest.json is not JSON, or was cut off"],
    ["a manifest without stacks", { "manifest.json": "{}" }, "manifest.json lists no stacks"],
    ["a stack that is missing", {}, "stacks/shop-data is missing, which the manifest lists"],
  ])("%s", (_, files, message) => {
    const out = outdir(files);
    expect(() => readSynthesis(out)).toThrow(`${join(out, message)}; synthesize it again`);
  });
});

describe("a stack does not count as changed by", () => {
  test.each([
    ["the generator's own notes", { "cdk.tf.json": JSON_FILE["cdk.tf.json"].replace("0.21.0", "0.24.0") }],
    ["white space", { "cdk.tf.json": JSON_FILE["cdk.tf.json"].replace(":", ": ") }],
    ["what Terraform leaves there", { ...JSON_FILE, ".terraform/x": "1", ".terraform.lock.hcl": "1", plan: "1" }],
  ])("%s", (_, after) => {
    expect(isAffected(JSON_FILE, after)).toBe(false);
  });
});

describe("npm run affected", () => {
  const affected = (...args: readonly string[]) => affectedWith(process.env.PATH, ...args);
  const affectedWith = (PATH: string | undefined, ...args: readonly string[]) => {
    const env = { PATH };
    return spawnSync(process.execPath, ["dist/cli/aws-platform.js", "affected", ...args], { env, encoding: "utf8" });
  };

  test("compares two folders", () => {
    const [a, b] = [outdir(JSON_FILE), outdir({ ...JSON_FILE, "versions.tf": "" })];
    expect(affected(a, b)).toMatchObject({ status: 0, stdout: "shop:\n  data       changed\n" });
  });

  test("says nothing against a revision where git is not there", () => {
    expect(affectedWith("/nowhere", "main", "main")).toMatchObject({
      status: 3,
      stdout: "",
      stderr:
        "git is not on this machine, so no revision can be looked up; install it: https://git-scm.com/downloads\n",
    });
  });

  test("says what a pipeline forgot, when it does not know the base", () => {
    expect(affected("0123456789abcdef0123456789abcdef01234567")).toMatchObject({
      status: 1,
      stdout: "",
      stderr:
        "0123456789abcdef0123456789abcdef01234567 is neither a revision that git knows here nor a folder that was synthesized into; fetch it (a pipeline has to check out the whole history), or write none for everything\n",
    });
  });
});
