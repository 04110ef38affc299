import { command } from "../command";

export const diff = command({
  name: "diff",
  task: "review",
  summary: "say what differs between two environments, git revisions or folders",
  description:
    "Compares the synthesized JSON, resource by resource; of revisions and folders environment by environment. One revision is compared with the files as they are now.",
  arguments: [
    {
      name: "one",
      description: "an environment, a revision, or a folder of synthesized stacks",
      kind: "environment",
      isRequired: true,
    },
    { name: "other", description: "another one of the same kind", kind: "environment" },
  ],
  examples: [
    ["statuspage flask-eks", "two environments"],
    ["main HEAD", "two revisions"],
    ["before/cdktf.out cdktf.out", "two folders"],
    ["main", "a revision, and the files as they are now"],
  ],
  run: async ({ args: [one = "", other] }) => (await import("../diff/diff.js")).diff(one, other),
});
