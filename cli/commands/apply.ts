import { command } from "../command";

export const apply = command({
  name: "apply",
  task: "deploy",
  summary: "apply exactly a plan that was saved and reviewed",
  description:
    "Copies the plan where nobody else can change it, reviews that copy again, and applies it. Refuses what the review refuses, a plan older than a day, and any file that has changed or come since it was planned. (cdktf deploy would plan again, and apply what nobody has seen.)",
  arguments: [{ name: "plan", description: "a file that plan has saved", kind: "file", isRequired: true }],
  examples: [["plans/statuspage/network.plan", "what was reviewed, and nothing else"]],
  exitCodes: { 2: "refused: the review of the plan refuses it" },
  run: async ({ args: [file = ""] }) => (await import("../plan/apply.js")).apply(file),
});
