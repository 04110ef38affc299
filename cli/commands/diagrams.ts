import { command } from "../command";

export const diagrams = command({
  name: "diagrams",
  task: "maintain",
  summary: "draw the pictures of README and CONTRIBUTING anew",
  isOfRepository: true,
  examples: [["", "docs/images/*.svg"]],
  run: async () => (await import("../diagrams.js")).drawAll(),
});
