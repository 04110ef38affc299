import { command } from "../command";

export const rename = command({
  name: "rename",
  task: "write",
  summary: "call an app otherwise, or an environment that was never deployed",
  description:
    "Kubernetes and AWS rename nothing: an app of another name is a replacement, and its addresses are registered as such. An environment that was deployed keeps its name.",
  arguments: [
    {
      name: "environment",
      description: "the one that has the app, or gets the name",
      kind: "environment",
      isRequired: true,
    },
    { name: "name", description: "its new name; before a third word, the app", kind: "text", isRequired: true },
    { name: "new-name", description: "the new name of the app", kind: "text" },
  ],
  options: {
    reason: { description: "why the app is replaced, in a sentence", value: { name: "reason", kind: "text" } },
    "never-deployed": { description: "nothing of the environment is or was in AWS" },
  },
  examples: [
    ['shop web site --reason "it shows more than the web page now"', "replaces an app"],
    ["shop store --never-deployed", "calls an environment otherwise"],
  ],
  run: async ({ args: [environment = "", name = "", to], options }) =>
    to === undefined
      ? (await import("../change/environment.js")).renameEnvironment(environment, name, options["never-deployed"])
      : (await import("../change/app.js")).changeApp({ environment, app: name, to, reason: options.reason }),
});
