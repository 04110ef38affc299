import { command } from "../command";

export const test = command({
  name: "test",
  task: "maintain",
  summary: "check style and run every test: no network, no AWS",
  isOfRepository: true,
  passesOnTo: "jest",
  examples: [
    ["", "all tests"],
    ["vpc", "the test files whose path has this word"],
  ],
  exitCodes: { 1: "a test or the style check fails" },
  run: async ({ args }) => {
    const { runTool } = await import("../tools.js");
    const { fetchHelm } = await import("../manifests/fetch-helm.js");
    const style = runTool("biome", "check");
    if (style !== 0) return style;
    fetchHelm();
    return runTool("jest", ...args);
  },
});
