import { versionProblem } from "../../../cli/terraform/run";

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
