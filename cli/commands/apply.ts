import { command } from "../command";

export const apply = command({
  name: "apply",
  task: "deploy",
  summary: "apply exactly a plan that was saved and reviewed",
  description:
    "Refuses when the plan, the lock file or what is synthesized now has changed since it was planned. (cdktf deploy would plan again, and apply what nobody has seen.)",
  arguments: [{ name: "plan", description: "a file that plan has saved", kind: "file", isRequired: true }],
  examples: [["plans/statuspage/network.plan", "what was reviewed, and nothing else"]],
  run: async ({ args: [file = ""] }) => (await import("../plan/apply.js")).apply(file),
});
