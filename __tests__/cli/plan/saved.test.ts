import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { changedSince, copyOf, readSavedPlan, type SavedPlan, seal } from "../../../cli/plan/saved";

const folder = mkdtempSync(join(tmpdir(), "plans-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A plan of shop's network that was saved and sealed, with everything that belongs to it. */
function saved(): SavedPlan {
  const outdir = join(folder, "cdktf.out");
  const plans = join(folder, "plans/shop");
  mkdirSync(join(outdir, "stacks/shop-network"), { recursive: true });
  mkdirSync(plans, { recursive: true });
  for (const name of ["network.plan", "network.lock.hcl", "network.sha256"]) writeFileSync(join(plans, name), name);
  for (const name of ["cdk.tf.json", "versions.tf"]) writeFileSync(join(outdir, "stacks/shop-network", name), name);
  const plan = readSavedPlan(join(plans, "network.plan"), outdir);
  seal(plan);
  return plan;
}

const pipe = (file: string) => spawnSync("mkfifo", [file]);

describe("a saved plan", () => {
  test("knows its environment and stack by its place", () => {
    const { environment, stack } = saved();
    expect([environment, stack]).toEqual(["shop", "network"]);
  });

  test("may be applied while nothing has changed", () => {
    expect(changedSince(saved())).toEqual([]);
  });

  test.each([
    ["network.plan", ({ plan }: SavedPlan) => plan],
    ["network.lock.hcl", ({ lock }: SavedPlan) => lock],
    ["cdk.tf.json", ({ folder }: SavedPlan) => join(folder, "cdk.tf.json")],
    ["versions.tf", ({ folder }: SavedPlan) => join(folder, "versions.tf")],
  ])("may not be applied after %s has changed", (name, of) => {
    const plan = saved();
    writeFileSync(of(plan), "something else");
    expect(changedSince(plan)).toEqual([name]);
  });

  test("may not be applied when its stack is no longer synthesized", () => {
    const plan = saved();
    rmSync(join(plan.folder, "cdk.tf.json"));
    expect(changedSince(plan)).toEqual(["cdk.tf.json"]);
  });

  test.each<[string, (assets: string) => unknown]>([
    ["is another", (assets) => writeFileSync(join(assets, "chart/Chart.yaml"), "other")],
    ["is new", (assets) => writeFileSync(join(assets, "chart/evil.yaml"), "")],
    ["is gone", (assets) => rmSync(join(assets, "chart/Chart.yaml"))],
    ["is a pipe now", (assets) => [rmSync(join(assets, "chart/Chart.yaml")), pipe(join(assets, "chart/Chart.yaml"))]],
    ["is gone with all others", (assets) => rmSync(assets, { recursive: true })],
  ])("may not be applied after a file of its charts %s", (_, change) => {
    const { folder: stack } = saved();
    const assets = join(stack, "assets");
    mkdirSync(join(assets, "chart"), { recursive: true });
    writeFileSync(join(assets, "chart/Chart.yaml"), "name: own");
    const plan = saved();
    expect(changedSince(plan)).toEqual([]);
    change(assets);
    expect(changedSince(plan)).toEqual(["assets"]);
    rmSync(assets, { recursive: true, force: true });
  });

  test.each<[string, (file: string) => unknown]>([
    ["a pipe, from which nothing may ever come", pipe],
    ["a folder", (file) => mkdirSync(file)],
    ["a link to a folder", (file) => symlinkSync(folder, file)],
  ])("is no plan when one of its files is %s", (_, make) => {
    const { plan } = saved();
    rmSync(plan);
    make(plan);
    expect(() => readSavedPlan(plan, join(folder, "cdktf.out"))).toThrow(
      `${plan} is not a plan that npm run plan has saved: ${plan} is no file; write one like plans/statuspage/network.plan`,
    );
    rmSync(plan, { recursive: true });
  });

  test("is refused as a preview when its JSON says so, wherever it was copied to", () => {
    const plan = saved();
    const change = { address: "terraform_data.preview_is_never_applied" };
    writeFileSync(join(folder, "plans/shop/network.json"), JSON.stringify({ resource_changes: [change] }));
    expect(() => readSavedPlan(plan.plan, join(folder, "cdktf.out"))).toThrow(
      `${plan.plan} is of a preview: its values are samples, and nothing of it is ever applied; make a plan with npm run plan`,
    );
    rmSync(join(folder, "plans/shop/network.json"));
  });

  test("says everything that is missing", () => {
    const file = join(folder, "plans/shop/none.plan");
    expect(() => readSavedPlan(file, "")).toThrow(`${file}, `);
    expect(() => readSavedPlan(file, "")).toThrow("do not exist");
  });

  test("is not a plan without its hashes, as that of cdktf has none", () => {
    const plan = saved();
    rmSync(plan.hashes);
    expect(() => readSavedPlan(plan.plan, join(folder, "cdktf.out"))).toThrow(
      `${plan.plan} is not a plan that npm run plan has saved: ${plan.hashes} does not exist; write one like plans/statuspage/network.plan`,
    );
  });

  test("is copied where nothing that happens to the files reaches it", () => {
    const plan = saved();
    const own = copyOf(plan, mkdtempSync(join(folder, "own-")));
    writeFileSync(plan.plan, "another plan");
    expect([changedSince(own), changedSince(plan)]).toEqual([[], ["network.plan"]]);
  });

  test("is one of its environment from within its folder too", () => {
    const { plan } = saved();
    const here = process.cwd();
    process.chdir(join(folder, "plans/shop"));
    const { environment } = readSavedPlan(basename(plan), join(folder, "cdktf.out"));
    process.chdir(here);
    expect(environment).toBe("shop");
  });

  test("is a file that ends with .plan", () => {
    const plan = saved();
    expect(() => readSavedPlan(plan.json.replace("json", "lock.hcl"), join(folder, "cdktf.out"))).toThrow(
      "is not a plan that npm run plan has saved",
    );
  });
});
