import { command } from "../command";

export const helm = command({
  name: "helm",
  task: "maintain",
  summary: "fetch Helm, which renders charts, once",
  examples: [["", "into node_modules/.cache"]],
  run: async () => (await import("../manifests/fetch-helm.js")).fetchHelm(),
});
