import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PROGRAM = resolve("dist/cli/aws-platform.js");
const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
const terraform = (folder: string, ...args: readonly string[]) =>
  spawnSync("terraform", args, { cwd: folder, env, encoding: "utf8" });

/** The resource that is built into Terraform needs no provider, and so no network. */
const CODE = `resource "terraform_data" "shop" {
  input = "eu-central-1"
}
output "region" { value = terraform_data.shop.output }
`;

const isThere = terraform(".", "version").status === 0;

(isThere ? describe : describe.skip)("a plan as Terraform saves it", () => {
  const parent = mkdtempSync(join(tmpdir(), "saved-plan-"));
  const folder = join(parent, "shop");
  beforeAll(() => {
    mkdirSync(folder);
    writeFileSync(join(folder, "main.tf"), CODE);
    expect(terraform(folder, "init", "-input=false").status).toBe(0);
    expect(terraform(folder, "plan", "-input=false", "-out=shop.plan").status).toBe(0);
  });
  afterAll(() => rmSync(parent, { recursive: true }));

  const review = (cwd: string, plan: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, "review", plan], {
      cwd,
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  test("is read through terraform show, and says the same as its JSON", () => {
    const json = terraform(folder, "show", "-json", "shop.plan").stdout;
    writeFileSync(join(folder, "shop.json"), json);
    const [saved, written] = [review(parent, "shop/shop.plan"), review(parent, "shop/shop.json")];
    expect(saved.status).toBe(0);
    expect(saved.stdout).toContain("terraform_data.shop");
    const rows = (card: string) => card.split("\n").filter((line) => line.includes("terraform_data.shop`"));
    expect(rows(saved.stdout).length).toBeGreaterThan(1);
    expect(rows(saved.stdout.replaceAll("shop.plan", "shop"))).toEqual(
      rows(written.stdout.replaceAll("shop.json", "shop")),
    );
  });

  test("is read from within its folder too, whatever its name ends in", () => {
    copyFileSync(join(folder, "shop.plan"), join(folder, "tfplan"));
    expect(review(folder, "tfplan")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("terraform_data.shop"),
    });
  });

  test("is refused where Terraform cannot read it and nothing is initialized, with what to do", () => {
    const elsewhere = mkdtempSync(join(parent, "elsewhere-"));
    writeFileSync(join(elsewhere, "shop.plan"), readFileSync(join(folder, "shop.plan")).subarray(0, 200));
    const { status, stderr } = review(elsewhere, "shop.plan");
    expect([status, stderr.replaceAll(/\s+/g, " ").trim()]).toEqual([
      1,
      expect.stringMatching(
        /shop\.plan is the saved plan itself, and neither its folder nor this one is initialized; run terraform init there, or write it as JSON: terraform show -json <saved plan>$/,
      ),
    ]);
  });
});
