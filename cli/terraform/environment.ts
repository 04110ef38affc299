/**
 * Variables of Terraform and OpenTofu that a caller may set: where providers and their licences to be fetched are. Every other
 * one makes Terraform work elsewhere, or otherwise, than its arguments say: `TF_WORKSPACE`, `TF_CLI_ARGS`, `TF_VAR_…`.
 */
const ALLOWED =
  /^(TF_CLI_CONFIG_FILE|TF_PLUGIN_CACHE_DIR|TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE|TF_TOKEN_\w+|TF_REGISTRY_\w+)$/;

/** What takes variables away: all of Terraform's and OpenTofu's own, and the older name of `TF_CLI_CONFIG_FILE`. */
const OWN = /^((TF|TOFU)_|TERRAFORM_CONFIG$)/;

/** The caller's variables as they reach Terraform, with what the command itself sets. */
export function terraformEnvironment(extra: NodeJS.ProcessEnv = {}, caller = process.env): NodeJS.ProcessEnv {
  const inherited = Object.entries(caller).filter(([name]) => !OWN.test(name) || ALLOWED.test(name));
  return { ...Object.fromEntries(inherited), CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0", ...extra };
}

/** Says so when the caller's variables send the calls to AWS elsewhere: to an emulator, for one. */
export function sayOtherEndpoint(caller = process.env): void {
  const names = Object.keys(caller).filter((name) => /^AWS_ENDPOINT_URL(_\w+)?$/.test(name) && caller[name]);
  if (names.length === 0 || caller.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === "true") return;
  const places = names.sort().map((name) => `${name} says, ${caller[name]}`);
  console.error(`AWS is asked where ${places.join(", and where ")}`);
}
