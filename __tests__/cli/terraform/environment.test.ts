import { terraformEnvironment } from "../../../cli/terraform/environment";

describe("the variables of a caller", () => {
  const reach = (name: string) => name in terraformEnvironment({}, { [name]: "x" });

  test.each([
    "TF_WORKSPACE",
    "TF_CLI_ARGS",
    "TF_CLI_ARGS_apply",
    "TF_VAR_x",
    "TF_DATA_DIR",
    "TF_LOG",
    "TF_REATTACH_PROVIDERS",
  ])("%s does not reach Terraform", (name) => {
    expect(reach(name)).toBe(false);
  });

  test.each(["TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR", "TF_TOKEN_app_terraform_io", "AWS_PROFILE", "PATH"])(
    "%s does",
    (name) => {
      expect(reach(name)).toBe(true);
    },
  );
});
