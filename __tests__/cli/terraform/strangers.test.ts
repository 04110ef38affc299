import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refuseStrangers, strangersIn, workspaceIn } from "../../../cli/terraform/strangers";

const S3 = { terraform: { backend: { s3: { bucket: "shop" } } } };

describe("the folder of a stack", () => {
  const parent = mkdtempSync(join(tmpdir(), "strangers-"));
  afterAll(() => rmSync(parent, { recursive: true }));

  /** A folder as Terraform leaves it, with more files in it. */
  function folderWith(files: Readonly<Record<string, string>>, stack: object = S3): string {
    const folder = mkdtempSync(join(parent, "stack-"));
    mkdirSync(join(folder, ".terraform"));
    const own = { "cdk.tf.json": JSON.stringify(stack), "versions.tf": "", ".terraform.lock.hcl": "" };
    for (const [name, text] of Object.entries({ ...own, ...files })) writeFileSync(join(folder, name), text);
    return folder;
  }

  test("is what it is made of, and what Terraform leaves there", () => {
    const folder = folderWith({ "terraform.tfstate": "", "recover.tf": "", "README.md": "" });
    expect([strangersIn(folder), strangersIn(join(folder, "none"))]).toEqual([[], []]);
    expect(() => refuseStrangers(folder, "nothing is done")).not.toThrow();
  });

  test.each([
    ...["evil.tf", "evil.tf.json", "x_override.tf", "override.tf", "terraform.tfvars", "x.auto.tfvars.json"],
    ...["evil.tofu", "terraform.tfrc", "x.tftest.hcl", ".terraform/plugin_path"],
  ])("is refused with what Terraform would read besides: %s", (name) => {
    const folder = folderWith({ [name]: "" });
    expect(() => refuseStrangers(folder, "plans/shop/network.plan is not applied")).toThrow(
      `plans/shop/network.plan is not applied: ${name} in ${folder} is no part of the stack, and Terraform would read it; remove it`,
    );
  });

  test("says all of them, and what else can be done", () => {
    const folder = folderWith({ "b.tf": "", "a.tf": "" });
    expect(() => refuseStrangers(folder, "it is not applied", "plan again")).toThrow(
      `it is not applied: a.tf, b.tf in ${folder} are no part of the stack, and Terraform would read them; remove them, or plan again`,
    );
  });

  test.each<[string, string, (file: string) => unknown]>([
    ["a link in the place of a file", ".terraform.lock.hcl", (file) => symlinkSync("/dev/null", file)],
    ["a pipe", "versions.tf", (file) => spawnSync("mkfifo", [file])],
    ["a folder in the place of a file", "cdk.tf.json", (file) => mkdirSync(file)],
    ["a link in the place of a folder", ".terraform", (file) => symlinkSync(tmpdir(), file)],
    ["a file in the place of a folder", ".terraform", (file) => writeFileSync(file, "")],
  ])("is refused with %s: %s", (_, name, make) => {
    const folder = folderWith({});
    rmSync(join(folder, name), { recursive: true });
    make(join(folder, name));
    expect(() => refuseStrangers(folder, "shop-network is not planned", "plan again")).toThrow(
      `shop-network is not planned: ${name} in ${folder} is neither the file nor the folder that belongs there, but a link, a pipe or something else of that name; remove it, or plan again`,
    );
  });

  test("is refused with a workspace that somebody selected, because its state is another one", () => {
    const folder = folderWith({ ".terraform/environment": "other\n" });
    expect(workspaceIn(folder)).toBe("other");
    expect(() => refuseStrangers(folder, "shop-network is not planned")).toThrow(
      `shop-network is not planned: ${join(folder, ".terraform/environment")} selects the workspace "other", whose state is another one than the stack's; remove that file`,
    );
  });

  test.each<[string, string, object]>([
    ["the default one", "default", S3],
    [
      "the one of HCP Terraform that keeps its state",
      "shop-network",
      { terraform: { cloud: { organization: "shop" } } },
    ],
    ["the one of a remote backend", "shop-network", { terraform: { backend: { remote: {} } } }],
  ])("may select %s", (_, name, stack) => {
    expect(workspaceIn(folderWith({ ".terraform/environment": name }, stack))).toBeUndefined();
  });
});
