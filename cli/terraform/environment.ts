/**
 * Variables that a caller may set of those in `TAKEN`: where providers, charts and their licences to be fetched are, and the way
 * to an API that is not public. Every other one makes Terraform, or the providers of Kubernetes and Helm, work elsewhere or
 * otherwise than the stack says: `TF_WORKSPACE`, `TF_CLI_ARGS`, `TF_VAR_…`, `KUBE_TOKEN`, `HELM_DRIVER`.
 */
const ALLOWED = new RegExp(
  `^(${[
    ...["TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR", "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE"],
    ...["TF_TOKEN_\\w+", "TF_REGISTRY_\\w+", "KUBE_PROXY_URL"],
    ...["HELM_(CACHE|CONFIG|DATA)_HOME", "HELM_(REGISTRY|REPOSITORY)_CONFIG", "HELM_REPOSITORY_CACHE"],
  ].join("|")})$`,
);

/**
 * Variables of Terraform and OpenTofu, and of the providers of Kubernetes and Helm, which take them for what their
 * configuration leaves open. `TERRAFORM_CONFIG` is the older name of `TF_CLI_CONFIG_FILE`.
 */
const TAKEN = /^((TF|TOFU|KUBE|HELM)_|TERRAFORM_CONFIG$)/;

/** The caller's variables as they reach Terraform, with what the command itself sets. */
export function terraformEnvironment(extra: NodeJS.ProcessEnv = {}, caller = process.env): NodeJS.ProcessEnv {
  const inherited = Object.entries(caller).filter(([name]) => !TAKEN.test(name) || ALLOWED.test(name));
  return { ...Object.fromEntries(inherited), CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0", ...extra };
}

/** Variables that name another place of AWS: those of every SDK, and older ones that Terraform reads for states in S3 only. */
const ENDPOINTS = /^AWS_(ENDPOINT_URL(_\w+)?|(S3|IAM|STS|DYNAMODB)_ENDPOINT)$/;
const IS_IGNORED = /^AWS_ENDPOINT_URL/;

/** Says so when the caller's variables send the calls to AWS elsewhere: to an emulator, for one. */
export function sayOtherEndpoint(caller = process.env): void {
  const ignored = caller.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === "true" ? IS_IGNORED : /^$/;
  const names = Object.keys(caller).filter((name) => ENDPOINTS.test(name) && !ignored.test(name) && caller[name]);
  if (names.length === 0) return;
  const places = names.sort().map((name) => `${name} says, ${caller[name]}`);
  console.error(`AWS is asked where ${places.join(", and where ")}`);
}
