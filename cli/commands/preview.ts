import { command } from "../command";

export const preview = command({
  name: "preview",
  task: "check",
  summary: "plan every stack before anything exists, without an account",
  description:
    "Outputs of other stacks and AWS's answers are samples, so nothing of it can be applied. Writes previews/<environment>/ and reviews it; the exit code is 0 when every stack can be planned, whatever the review says.",
  arguments: [
    { name: "environment", description: "its name", kind: "environment", isRequired: true },
    { name: "stack", description: "the ones to plan, like network; all by default", kind: "stack", isRepeated: true },
  ],
  examples: [
    ["statuspage", "every stack"],
    ["statuspage network data", "two of them"],
  ],
  run: async ({ args: [environment = "", ...stacks] }) =>
    (await import("../preview/preview.js")).preview(environment, stacks),
});
