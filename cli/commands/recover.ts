import { command } from "../command";

export const recover = command({
  name: "recover",
  task: "deploy",
  summary: "find what a killed run made and no state knows, and plan to take it over",
  description:
    "Compares what stacks declare with what the account and the cluster have and what the states hold, through AWS's own command line. It changes nothing: what exists and is in no state goes into import blocks beside the stack, is planned and reviewed, and apply applies that plan. adopt.yaml in this folder names ids of what was made by hand, or of the right one where several exist.",
  arguments: [
    { name: "environment", description: "its name", kind: "environment", isRequired: true },
    {
      name: "stack",
      description: "the ones to recover, like network; all by default",
      kind: "stack",
      isRepeated: true,
    },
  ],
  options: {
    "dry-run": { description: "only say what is found: no import blocks, no plan" },
    "forget-releases": {
      description:
        "remove Helm's records of revisions that were never finished, after they were listed by an earlier run",
    },
  },
  examples: [
    ["statuspage", "after a run was killed, or its states were lost"],
    ["statuspage network --dry-run", "what one stack lacks"],
  ],
  exitCodes: {
    1: "the account, a state or adopt.yaml could not be read, or a person must decide first",
    2: "the review refuses the plan",
  },
  run: async ({ args: [environment = "", ...stacks], options }) =>
    (await import("../recover/recover.js")).recoverStacks(environment, stacks, {
      isDryRun: options["dry-run"],
      forgetsReleases: options["forget-releases"],
    }),
});
