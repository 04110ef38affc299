import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOutput, writeOutput } from "../../platform/output";

const temporary = mkdtempSync(join(tmpdir(), "output-"));
afterAll(() => rmSync(temporary, { recursive: true }));
const fresh = () => join(mkdtempSync(join(temporary, "run-")), "deep", "out");

/** Writes what cdktf would: the list of stacks, and one stack with one file and a folder of assets. */
function write(folder: string, text: string, stack = "shop-network"): void {
  mkdirSync(join(folder, "stacks", stack, "assets", text), { recursive: true });
  writeFileSync(join(folder, "stacks", stack, "cdk.tf.json"), text);
  writeFileSync(join(folder, "manifest.json"), text);
}
const read = (outdir: string, file: string) => readFileSync(join(outdir, file), "utf8");

test("what a run wrote is in the output folder, and nothing else of it", () => {
  const outdir = fresh();
  expect(writeOutput(outdir, (folder) => write(folder, "one"))).toBeUndefined();
  expect(readdirSync(outdir).sort()).toEqual(["manifest.json", "stacks"]);
  expect(read(outdir, "stacks/shop-network/cdk.tf.json")).toBe("one");
});

test("a later run replaces its files, and leaves what Terraform keeps beside them", () => {
  const outdir = fresh();
  writeOutput(outdir, (folder) => write(folder, "one"));
  mkdirSync(join(outdir, "stacks/shop-network/.terraform"));
  writeOutput(outdir, (folder) => write(folder, "two"));
  expect(readdirSync(join(outdir, "stacks/shop-network")).sort()).toEqual([".terraform", "assets", "cdk.tf.json"]);
  expect(readdirSync(join(outdir, "stacks/shop-network/assets"))).toEqual(["two"]);
});

test("a run that fails leaves everything as it was", () => {
  const outdir = fresh();
  const fail = (folder: string) => {
    write(folder, "half");
    throw new Error("disk full");
  };
  expect(() => writeOutput(outdir, fail)).toThrow("disk full");
  expect(existsSync(outdir)).toBe(false);
  writeOutput(outdir, (folder) => write(folder, "one"));
  expect(() => writeOutput(outdir, fail)).toThrow("disk full");
  expect([readdirSync(outdir).sort(), read(outdir, "manifest.json")]).toEqual([["manifest.json", "stacks"], "one"]);
});

test("of two runs at once each reads what it wrote itself", () => {
  const outdir = fresh();
  const [first, second] = [openOutput(outdir), openOutput(outdir)];
  write(first.folder, "first", "a-network");
  write(second.folder, "second", "b-network");
  first.publish();
  expect(read(second.folder, "manifest.json")).toBe("second");
  second.publish();
  for (const output of [first, second]) output.discard();
  expect(readdirSync(join(outdir, "stacks")).sort()).toEqual(["a-network", "b-network"]);
});

test("what a killed run left goes with the next one, what a running one has stays", () => {
  const outdir = fresh();
  writeOutput(outdir, (folder) => write(folder, "one"));
  mkdirSync(join(outdir, ".synthesis-999999999-gone"));
  const running = openOutput(outdir);
  writeOutput(outdir, (folder) => write(folder, "two"));
  expect(readdirSync(outdir).filter((name) => name.startsWith(".synthesis"))).toEqual([
    running.folder.slice(outdir.length + 1),
  ]);
  running.discard();
});
