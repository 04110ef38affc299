import { command } from "../command";

export const fuzz = command({
  name: "fuzz",
  task: "maintain",
  summary: "synthesize 2,000 environment files made at random, right and wrong",
  description:
    "Each must be synthesized with its texts as they are, or refused with file and line. FUZZ_SEED=7 repeats a run.",
  isOfRepository: true,
  passesOnTo: "jest",
  examples: [["", "some minutes"]],
  run: async ({ args }) => (await import("../tools.js")).runTool("jest", "--testMatch", "**/*.fuzz.js", ...args),
});
