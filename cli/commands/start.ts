import { command } from "../command";

export const start = command({
  name: "start",
  task: "audit",
  summary: "synthesize everything and write the audit, whatever it says",
  arguments: [{ name: "folder", description: "synthesized stacks, like cdktf.out", kind: "folder" }],
  examples: [["", "all environments"]],
  run: async ({ args: [folder] }) => (await import("../audit/audit.js")).auditAll({ folder, isReport: true }),
});
