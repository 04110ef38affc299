import { command } from "../command";

export const scanners = command({
  name: "scanners",
  task: "maintain",
  summary: "run Checkov and Trivy on what was audited, and compare with what is answered for",
  description:
    "Reads cdktf.out and audit/ as they lie there, and an example of what else this platform makes. What the scanners find must be what waivers and scanner-differences.yaml answer for. CHECKOV and TRIVY name programs that are not on the PATH.",
  isOfRepository: true,
  examples: [["", "what was synthesized and audited last"]],
  exitCodes: { 1: "they find something else" },
  run: async () => (await import("../scanners/scanners.js")).runScanners(),
});
