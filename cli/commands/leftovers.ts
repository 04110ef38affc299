import { command } from "../command";

export const leftovers = command({
  name: "leftovers",
  task: "maintain",
  summary: "list what an environment left in the account that no state knows, and how it is removed",
  description:
    "For after the last destroy, and whenever a bill surprises. Looks by tags and by names, through AWS's own command line; changes nothing.",
  arguments: [{ name: "environment", description: "its name", kind: "environment", isRequired: true }],
  options: { json: { description: "print JSON" } },
  examples: [
    ["statuspage", "what is left of it"],
    ["statuspage --json", "for a program"],
  ],
  exitCodes: { 1: "not everything could be looked at", 2: "something is left over" },
  run: async ({ args: [environment = ""], options: { json } }) =>
    (await import("../operate/leftovers.js")).leftovers(environment, { json }),
});
