import { command } from "../command";

export const lint = command({
  name: "lint",
  task: "maintain",
  summary: "check the style of every file",
  isOfRepository: true,
  passesOnTo: "biome check",
  examples: [["", "all files"]],
  run: async ({ args }) => (await import("../tools.js")).runTool("biome", "check", ...args),
});
