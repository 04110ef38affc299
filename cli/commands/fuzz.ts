import { command } from "../command";

export const fuzz = command({
  name: "fuzz",
  task: "maintain",
  summary: "make 2,000 environment files, right and wrong, and find each synthesized as it is or refused with its line",
  description: "FUZZ_SEED=7 repeats a run.",
  isOfRepository: true,
  passesOnTo: "jest",
  examples: [["", "some minutes"]],
  run: async ({ args }) => (await import("../tools.js")).runTool("jest", "--testMatch", "**/*.fuzz.js", ...args),
});
