import { command } from "../command";

export const moveState = command({
  name: "move-state",
  task: "deploy",
  summary: "move the state of the bootstrap stack into its own bucket, or back",
  description:
    "The bucket cannot hold its state before it is made. The new place is written into the environment file: commit it.",
  arguments: [
    { name: "environment", description: "its name", kind: "environment", isRequired: true },
    {
      name: "place",
      description: "into the bucket (the default), or onto this machine before the bucket is destroyed",
      kind: ["s3", "local"],
    },
  ],
  examples: [
    ["statuspage", "into the bucket, once bootstrap is deployed"],
    ["statuspage local", "back, before bootstrap is destroyed"],
  ],
  run: async ({ args: [environment = "", place] }) =>
    (await import("../state/move-state.js")).moveState(environment, place === "local" ? "local" : "s3"),
});
