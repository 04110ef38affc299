import { sayOtherEndpoint, terraformEnvironment } from "../../../cli/terraform/environment";

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
    "TERRAFORM_CONFIG",
    "KUBE_CONFIG_PATH",
    "KUBE_TOKEN",
    "HELM_DRIVER",
    "HELM_NAMESPACE",
  ])("%s does not reach Terraform", (name) => {
    expect(reach(name)).toBe(false);
  });

  test.each([
    "TF_CLI_CONFIG_FILE",
    "TF_PLUGIN_CACHE_DIR",
    "TF_TOKEN_app_terraform_io",
    "AWS_PROFILE",
    "PATH",
    "KUBE_PROXY_URL",
    "HELM_REPOSITORY_CONFIG",
    "HTTPS_PROXY",
  ])("%s does", (name) => {
    expect(reach(name)).toBe(true);
  });
});

describe("calls to AWS that go elsewhere", () => {
  const said = (caller: NodeJS.ProcessEnv): unknown[] => {
    const spy = jest.spyOn(console, "error").mockImplementation(() => undefined);
    sayOtherEndpoint(caller);
    const lines = spy.mock.calls.flat();
    spy.mockRestore();
    return lines;
  };

  test("are said, with the variable that sends them there", () => {
    expect(said({ AWS_ENDPOINT_URL: "http://127.0.0.1:5000", AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9000" })).toEqual([
      "AWS is asked where AWS_ENDPOINT_URL says, http://127.0.0.1:5000, and where AWS_ENDPOINT_URL_S3 says, http://127.0.0.1:9000",
    ]);
  });

  test("are said of the state alone, too", () => {
    const caller = { AWS_S3_ENDPOINT: "http://127.0.0.1:9000", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
    expect(said(caller)).toEqual(["AWS is asked where AWS_S3_ENDPOINT says, http://127.0.0.1:9000"]);
  });

  test.each([
    {},
    { AWS_ENDPOINT_URL: "" },
    { AWS_ENDPOINT_URL: "http://127.0.0.1:5000", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
  ])("are none with %j", (caller) => {
    expect(said(caller)).toEqual([]);
  });
});
