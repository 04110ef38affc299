import { command } from "../command";

export const doctor = command({
  name: "doctor",
  task: "check",
  summary: "look whether an environment can be deployed from here, and say what stands in the way",
  description:
    "Looks at tools, account, quotas, names and versions. Asks AWS through its own command line, as whoever is logged in. Changes nothing, but takes a lock of its own in the state bucket and releases it. What could not be looked at is said, and never counts as fine.",
  arguments: [{ name: "environment", description: "its name", kind: "environment", isRequired: true }],
  options: { json: { description: "print JSON" } },
  examples: [
    ["statuspage", "one line each, with the cure"],
    ["statuspage --json", "for a program"],
  ],
  exitCodes: { 1: "something could not be looked at", 2: "something stands in the way of a deployment" },
  run: async ({ args: [environment = ""], options: { json } }) =>
    (await import("../operate/doctor.js")).doctor(environment, { json }),
});
