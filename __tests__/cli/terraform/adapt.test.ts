import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adapt, adaptFile, isBefore, providersOf, type StackJson } from "../../../cli/terraform/adapt";

const stack = (): StackJson => ({
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } } },
  resource: {
    aws_eks_cluster: { main: { name: "shop", deletion_protection: true } },
    aws_cloudwatch_log_group: { a: { name: "a", deletion_protection_enabled: true }, b: { name: "b" } },
    aws_db_instance: { main: { deletion_protection: true } },
  },
});

const adapted = (version: string | undefined): StackJson => {
  const copy = stack();
  adapt(copy, version);
  return copy;
};

describe("adapt", () => {
  test("leaves the stack as it is when no version is asked for", () => {
    expect(adapted(undefined)).toEqual(stack());
  });

  test("sets the version that is asked for", () => {
    expect(adapted("5.100.0").terraform?.required_providers).toEqual({
      aws: { source: "hashicorp/aws", version: "5.100.0" },
    });
  });

  test("drops the arguments that an older provider lacks, from every resource of the type", () => {
    const { resource } = adapted("5.100.0");
    expect(resource?.aws_eks_cluster).toEqual({ main: { name: "shop" } });
    expect(resource?.aws_cloudwatch_log_group).toEqual({ a: { name: "a" }, b: { name: "b" } });
  });

  test("keeps an argument of the same name on other types", () => {
    expect(adapted("5.100.0").resource?.aws_db_instance).toEqual(stack().resource?.aws_db_instance);
  });

  test.each([
    ["6.8.0", undefined],
    ["6.9.0", true],
    ["6.24.0", true],
  ])("with provider %s a cluster's deletion_protection is %s", (version, expected) => {
    expect(adapted(version).resource?.aws_eks_cluster?.main?.deletion_protection).toBe(expected);
  });

  test.each([
    ["6.9.0", undefined],
    ["6.24.0", undefined],
    ["6.25.0", true],
    ["7.0.0", true],
  ])("with provider %s a log group's deletion_protection_enabled is %s", (version, expected) => {
    expect(adapted(version).resource?.aws_cloudwatch_log_group?.a?.deletion_protection_enabled).toBe(expected);
  });

  test("does nothing to a stack without the AWS provider", () => {
    const helm = { terraform: { required_providers: { helm: { source: "helm", version: "3.1.1" } } } };
    adapt(helm, "5.100.0");
    expect(helm.terraform.required_providers).toEqual({ helm: { source: "helm", version: "3.1.1" } });
  });
});

describe("adaptFile", () => {
  test("writes what it returns", () => {
    const folder = mkdtempSync(join(tmpdir(), "adapt-"));
    try {
      const file = join(folder, "cdk.tf.json");
      writeFileSync(file, JSON.stringify(stack()));
      expect(adaptFile(file, "5.100.0")).toEqual(adapted("5.100.0"));
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(adapted("5.100.0"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("providersOf", () => {
  test("spells the namespace out where cdktf leaves it away", () => {
    const required_providers = {
      aws: { source: "hashicorp/aws", version: "6.25.0" },
      helm: { source: "helm", version: "3.1.1" },
    };
    expect(providersOf({ terraform: { required_providers } })).toEqual([
      { source: "hashicorp/aws", version: "6.25.0" },
      { source: "hashicorp/helm", version: "3.1.1" },
    ]);
  });

  test("is empty for a stack that names none", () => {
    expect(providersOf({})).toEqual([]);
  });
});

describe("isBefore", () => {
  test.each([
    ["5.100.0", "6.9.0", true],
    ["6.9.0", "6.25.0", true],
    ["6.25.0", "6.9.0", false],
    ["6.25.0", "6.25.0", false],
    ["6.25.0", "6.25.1", true],
  ])("compares numbers, not text: %s before %s is %s", (version, other, expected) => {
    expect(isBefore(version, other)).toBe(expected);
  });
});
