import { command } from "../command";

export const plan = command({
  name: "plan",
  task: "deploy",
  summary: "plan the stacks of an environment in order, save the plans, and review them",
  description:
    "Saves each plan with its lock file and hashes as plans/<environment>/<stack>.plan, for apply, and its JSON beside it, for review.",
  arguments: [
    { name: "environment", description: "its name", kind: "environment", isRequired: true },
    { name: "stack", description: "the ones to plan, like network; all by default", kind: "stack", isRepeated: true },
  ],
  options: {
    unchanged: {
      description: "only say what is left to change, and end with 2 unless it waits for a maintenance window",
    },
    html: { description: "write the review as a page too", value: { name: "file", kind: "file" } },
    json: { description: "write the review as JSON too", value: { name: "file", kind: "file" } },
    sarif: { description: "write the review as SARIF too, for code scanning", value: { name: "file", kind: "file" } },
  },
  examples: [
    ["statuspage", "every stack"],
    ["statuspage data", "one of them"],
    ["statuspage --unchanged", "after a deployment: nothing to change"],
  ],
  exitCodes: {
    2: "the review refuses: approvals.yaml does not name what is planned; with --unchanged: something is left to change",
  },
  run: async ({ args: [environment = "", ...stacks], options }) =>
    (await import("../plan/plan.js")).plan(environment, stacks, options),
});
