import { command } from "../command";

export const remove = command({
  name: "remove",
  task: "write",
  summary: "take an app out of an environment, or an environment out of the project",
  description:
    "Of an app: its key, its pipelines, its addresses as one group with a reason, and its waivers. Of an environment: its file, its addresses, and what the registers say of it; nothing here can see AWS, so --destroyed says that nothing of it is deployed.",
  arguments: [
    { name: "environment", description: "the one that goes, or loses an app", kind: "environment", isRequired: true },
    { name: "app", description: "the app that goes", kind: "text" },
  ],
  options: {
    reason: { description: "why the app goes, in a sentence", value: { name: "reason", kind: "text" } },
    destroyed: { description: "the environment is destroyed, or never was deployed" },
  },
  examples: [
    ['shop gallery --reason "nobody looks at its pictures any more"', "takes an app out"],
    ["shop --destroyed", "takes an environment out"],
  ],
  run: async ({ args: [environment = "", app], options: { reason, destroyed } }) =>
    app === undefined
      ? (await import("../change/environment.js")).removeEnvironment(environment, destroyed)
      : (await import("../change/app.js")).changeApp({ environment, app, reason }),
});
