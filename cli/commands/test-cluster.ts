import { command } from "../command";

export const testCluster = command({
  name: "test:cluster",
  task: "maintain",
  summary: "apply what reaches Kubernetes to a real API server, with simulated nodes",
  description:
    "The cluster is the one that KUBECONFIG names, which has to be empty, or a control plane on this machine's loopback, built once from Go modules into the user's cache. What can be had decides how much is tested; the last lines say what was.",
  isOfRepository: true,
  examples: [["", "takes three minutes, the first time five more"]],
  exitCodes: { 3: "something that every part needs is missing; nothing was tested" },
  run: async () => (await import("../tools.js")).runCompiled("__tests__/cluster/run.js"),
});
