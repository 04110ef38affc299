import { command } from "../command";

export const pins = command({
  name: "pins",
  task: "maintain",
  summary: "write the checksums of the pinned providers, which only the registry knows",
  description:
    "Writes providers.lock.hcl with the checksums of every provider in pins.json for Linux and macOS, on a machine that reaches the registry. Plans then refuse any other file.",
  isOfRepository: true,
  examples: [["", "after a version in pins.json has changed; review the difference like any other"]],
  run: async () => console.log(await (await import("../terraform/provider-lock.js")).writeProviderLock()),
});
