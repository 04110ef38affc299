import { command } from "../command";

export const diff = command({
  name: "diff",
  task: "review",
  summary: "say what differs between two environments, or two git revisions",
  description:
    "Compares the synthesized JSON, resource by resource; of revisions environment by environment. One revision is compared with the files as they are now.",
  arguments: [
    { name: "one", description: "an environment or a revision", kind: "environment", isRequired: true },
    { name: "other", description: "another one", kind: "environment" },
  ],
  examples: [
    ["statuspage flask-eks", "two environments"],
    ["main HEAD", "two revisions"],
    ["main", "a revision, and the files as they are now"],
  ],
  run: async ({ args: [one = "", other] }) => (await import("../diff/diff.js")).diff(one, other),
});
