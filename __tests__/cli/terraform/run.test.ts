import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terraformProblem, versionProblem } from "../../../cli/terraform/run";

const INSTALL = "install version 1.10 or later: https://developer.hashicorp.com/terraform/install";

describe("versionProblem", () => {
  test.each(["1.10.0", "1.11.4", "1.10.0-rc1", "2.0.0"])("%s is new enough", (version) => {
    expect(versionProblem(version)).toBeUndefined();
  });

  test("an old Terraform is named with what to install", () => {
    expect(versionProblem("1.9.8")).toBe(`terraform 1.9.8 is too old; ${INSTALL}`);
  });

  test("a missing Terraform is named with what to install", () => {
    expect(versionProblem(undefined)).toBe(`terraform is not on this machine; ${INSTALL}`);
  });
});

describe("terraformProblem", () => {
  const folder = mkdtempSync(join(tmpdir(), "run-"));
  const named = process.env.TERRAFORM_BINARY_NAME;
  afterAll(() => {
    if (named === undefined) delete process.env.TERRAFORM_BINARY_NAME;
    else process.env.TERRAFORM_BINARY_NAME = named;
    rmSync(folder, { recursive: true });
  });

  test.each(["", "echo hello", "echo '[]'", "echo null", "echo '{}'"])(
    "finds a program that prints no version: %j",
    (text) => {
      const program = join(folder, "other");
      process.env.TERRAFORM_BINARY_NAME = program;
      writeFileSync(program, `#!/bin/sh\n${text}\n`);
      chmodSync(program, 0o755);
      expect(terraformProblem()).toBe(
        `${program} does not say which version it is, so it is not Terraform; name the program in TERRAFORM_BINARY_NAME`,
      );
    },
  );
});
