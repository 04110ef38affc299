import { command } from "../command";

export const synth = command({
  name: "synth",
  task: "write",
  summary: "write every environment as Terraform JSON, without Terraform and AWS",
  description:
    "Reads environments/*.yaml (ENVIRONMENTS_DIR: of another folder; ENVIRONMENT=a,b: these alone) and writes cdktf.out/stacks/<stack>/cdk.tf.json (CDKTF_OUTDIR: elsewhere). Nothing is written when one of them cannot be used.",
  examples: [["", "all environments"]],
  run: async () => void (await import("../../main.js")),
});
