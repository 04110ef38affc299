import { command } from "../command";

export const format = command({
  name: "format",
  task: "maintain",
  summary: "mend the style of every file, where that can be done",
  isOfRepository: true,
  passesOnTo: "biome check --write",
  examples: [["", "all files"]],
  run: async ({ args }) => (await import("../tools.js")).runTool("biome", "check", "--write", ...args),
});
