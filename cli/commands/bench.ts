import { command } from "../command";

export const bench = command({
  name: "bench",
  task: "maintain",
  summary: "measure synthesis against loading cdktf, or the audit of a hundred environments",
  isOfRepository: true,
  options: { audit: { description: "measure the audit instead: of both environments, of ten and of a hundred" } },
  exitCodes: { 1: "slower, or more memory, than is promised" },
  examples: [
    ["", "ratios, side by side in one run"],
    ["--audit", "needs a machine that does nothing else"],
  ],
  run: async ({ options }) =>
    options.audit
      ? (await import("../../scripts/bench-audit.js")).benchAudit()
      : (await import("../../scripts/bench.js")).bench(),
});
