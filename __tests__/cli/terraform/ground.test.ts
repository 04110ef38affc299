import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initialize } from "../../../cli/terraform/ground";

/** In the place of Terraform: it says what `SAYS` has, whatever it is asked. */
const STAND_IN = `#!${process.execPath}\nconsole.log(process.env.SAYS);\n`;
const S3 = { bucket: "shop", key: "shop/network.tfstate", use_lockfile: true };

describe("a folder that Terraform was set up in", () => {
  const parent = mkdtempSync(join(tmpdir(), "ground-"));
  const program = process.env.TERRAFORM_BINARY_NAME;
  beforeAll(() => {
    process.env.TERRAFORM_BINARY_NAME = join(parent, "terraform");
    writeFileSync(process.env.TERRAFORM_BINARY_NAME, STAND_IN);
    chmodSync(process.env.TERRAFORM_BINARY_NAME, 0o755);
  });
  afterAll(() => {
    if (program === undefined) delete process.env.TERRAFORM_BINARY_NAME;
    else process.env.TERRAFORM_BINARY_NAME = program;
    rmSync(parent, { recursive: true });
  });

  /** A stack that keeps its state somewhere, and what Terraform noted of that. */
  async function initialized(terraform: object, noted?: object, says = ""): Promise<string> {
    const folder = mkdtempSync(join(parent, "stack-"));
    mkdirSync(join(folder, ".terraform"));
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform }));
    if (noted)
      writeFileSync(join(folder, ".terraform/terraform.tfstate"), JSON.stringify({ version: 3, backend: noted }));
    const ended = initialize({
      folder,
      env: { SAYS: says, TF_CLI_CONFIG_FILE: join(parent, "none") },
      what: "shop-network is not planned",
    });
    return ended.then(
      () => "fine",
      ({ message }) => message.replace(folder, "stack"),
    );
  }

  test.each<[string, object, object | undefined]>([
    ["before anything was noted", { backend: { s3: S3 } }, undefined],
    [
      "where the note says the same",
      { backend: { s3: S3 } },
      { type: "s3", config: { ...S3, profile: null }, hash: 1 },
    ],
    ["where HCP Terraform keeps the state", { cloud: { organization: "shop" } }, { type: "cloud", config: {} }],
    ["where no place is named", {}, { type: "local", config: { path: null } }],
  ])("is used %s", async (_, terraform, noted) => {
    expect(await initialized(terraform, noted)).toBe("fine");
  });

  test.each<[string, object]>([
    ["another bucket", { type: "s3", config: { ...S3, bucket: "other" } }],
    ["another endpoint", { type: "s3", config: { ...S3, endpoints: { s3: "https://s3.example.com" } } }],
    ["no lock file", { type: "s3", config: { ...S3, use_lockfile: null } }],
    ["a file", { type: "local", config: { path: "terraform.tfstate" } }],
    ["nothing", {}],
  ])("is refused where the note says %s: Terraform believes it", async (_, noted) => {
    expect(await initialized({ backend: { s3: S3 } }, noted)).toBe(
      "shop-network is not planned: stack/.terraform/terraform.tfstate names another place of the state than cdk.tf.json beside it; remove that file",
    );
  });

  test("is refused when Terraform itself says that a provider comes from elsewhere", async () => {
    expect(await initialized({}, undefined, "Warning: Provider development overrides are in effect")).toBe(
      "shop-network is not planned: Terraform's own settings have dev_overrides, which take a provider from a folder that no lock file knows; remove them",
    );
  });
});
