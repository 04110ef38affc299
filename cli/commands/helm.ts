import { command } from "../command";

export const helm = command({
  name: "helm",
  task: "maintain",
  summary: "fetch Helm for the tests that render charts, once",
  isOfRepository: true,
  examples: [["", "into node_modules/.cache"]],
  run: async () => (await import("../manifests/fetch-helm.js")).fetchHelm(),
});
