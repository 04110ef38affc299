import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockOf, useProviderLock } from "../../../cli/terraform/provider-lock";

const block = (source: string, version: string): string =>
  `provider "registry.terraform.io/${source}" {\n  version     = "${version}"\n  constraints = "${version}"\n  hashes = [\n    "h1:${source}",\n  ]\n}\n`;
const AWS = { source: "hashicorp/aws", version: "6.66.0" };
const HELM = { source: "hashicorp/helm", version: "3.1.2" };
const LOCK = `# This file is maintained automatically.\n\n${block(AWS.source, AWS.version)}\n${block(HELM.source, HELM.version)}`;

describe("the committed lock file of providers", () => {
  test("gives a stack the checksums of its own providers, and no others", () => {
    expect(lockOf(LOCK, [AWS])).toBe(block(AWS.source, AWS.version));
    expect(lockOf(LOCK, [HELM, AWS])).toBe(`${block(HELM.source, HELM.version)}\n${block(AWS.source, AWS.version)}`);
  });

  test.each([
    ["another version", { ...AWS, version: "5.100.0" }],
    ["a provider that is not in it", { source: "hashicorp/kubernetes", version: "3.2.1" }],
    ["a provider whose name ends alike", { source: "other/aws", version: "6.66.0" }],
  ])("is not used for a stack with %s", (_, provider) => {
    expect(lockOf(LOCK, [HELM, provider])).toBeUndefined();
  });

  test("is put where Terraform reads it, and nothing is where there is none", () => {
    const folder = mkdtempSync(join(tmpdir(), "lock-"));
    const [committed, used] = [join(folder, "providers.lock.hcl"), join(folder, ".terraform.lock.hcl")];
    useProviderLock(folder, [AWS], committed);
    expect(existsSync(used)).toBe(false);
    writeFileSync(committed, LOCK);
    useProviderLock(folder, [AWS], committed);
    expect(readFileSync(used, "utf8")).toBe(block(AWS.source, AWS.version));
    rmSync(folder, { recursive: true });
  });
});
