import { command } from "../command";

export const audit = command({
  name: "audit",
  task: "audit",
  summary: "judge what is synthesized, write the report, and fail when a rule fails",
  description:
    "Synthesizes first, or audits what lies in a folder, as it is. Writes audit/<environment>/ (AUDIT_OUTDIR: elsewhere). AUDIT_DATE=2027-01-31 judges versions and waivers by that day.",
  arguments: [{ name: "folder", description: "synthesized stacks, like cdktf.out", kind: "folder" }],
  options: { report: { description: "say what fails, but do not fail" } },
  examples: [
    ["", "all environments"],
    ["cdktf.out", "what lies there, such as a folder that was handed over"],
  ],
  exitCodes: { 1: "a rule fails without a waiver, a budget is exceeded, or something cannot be used" },
  run: async ({ args: [folder], options }) =>
    (await import("../audit/audit.js")).auditAll({ folder, isReport: options.report }),
});
