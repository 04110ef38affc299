import { command } from "../command";

export const testBrowser = command({
  name: "test:browser",
  task: "maintain",
  summary: "test the pages in a real browser",
  isOfRepository: true,
  passesOnTo: "jest",
  examples: [["", "needs Chromium"]],
  run: async ({ args }) =>
    (await import("../tools.js")).runTool("jest", "--testMatch", "**/browser/*.spec.js", ...args),
});
