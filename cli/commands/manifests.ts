import { command } from "../command";

export const manifests = command({
  name: "manifests",
  task: "audit",
  summary: "write what reaches Kubernetes as plain YAML, for scanners that read nothing else",
  description:
    "Synthesizes first. Writes manifests/<environment>/<namespace>/<kind>-<name>.yaml (MANIFESTS_OUTDIR: elsewhere), and a file for each Helm release whose chart can be had: the project's own, and those of the folder HELM_CHARTS_DIR. What only AWS knows stands there as known-later.",
  arguments: [{ name: "environment", description: "its name; all by default", kind: "environment", isRepeated: true }],
  examples: [
    ["", "all environments"],
    ["statuspage", "one of them"],
  ],
  run: async ({ args }) => (await import("../manifests/manifests.js")).writeManifests(args),
});
