import { command } from "../command";

export const validate = command({
  name: "validate",
  task: "check",
  summary: "run terraform validate with the real providers on a copy of every stack",
  description:
    "Synthesizes first, or takes a folder that was synthesized into. Providers come from the registry, or from the mirror that TERRAFORM_PROVIDER_MIRROR names; AWS_PROVIDER_VERSION is the version it holds.",
  arguments: [{ name: "folder", description: "synthesized stacks, like cdktf.out", kind: "folder" }],
  examples: [
    ["", "all environments"],
    ["cdktf.out", "what lies there"],
  ],
  exitCodes: { 1: "a stack is invalid, or nothing could be validated" },
  run: async ({ args: [folder] }) => (await import("../validate/validate.js")).validate(folder),
});
