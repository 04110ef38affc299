import { command } from "../command";

export const addresses = command({
  name: "addresses",
  task: "write",
  summary: "say which addresses of resources are new or gone, and register them",
  description:
    "Compares the addresses of every environment, or of those named, with the registry in addresses/, and says what becomes of each that is gone.",
  arguments: [
    { name: "environment", description: "the ones to compare; all by default", kind: "environment", isRepeated: true },
  ],
  options: {
    accept: { description: "write the proposed moves and the registry" },
    removed: {
      description: "why what is destroyed goes; --accept then writes that, too",
      value: { name: "reason", kind: "text" },
    },
  },
  examples: [
    ["", "compares"],
    ["--accept", "registers what is new, and writes moved blocks"],
    [
      '--accept --removed "nobody uses the gallery any more"',
      "also says why what the files no longer name is destroyed",
    ],
  ],
  exitCodes: { 1: "they differ, or something cannot be used" },
  run: async ({ args, options }) => (await import("../addresses/addresses.js")).checkAddresses(args, options),
});
