import { command } from "../command";

export const bench = command({
  name: "bench",
  task: "maintain",
  summary: "measure synthesis, the audit of a hundred environments, or the review of large plans",
  isOfRepository: true,
  options: {
    audit: { description: "measure the audit instead: of both environments, of ten and of a hundred" },
    review: { description: "measure the review instead: of plans of ten thousand changes, a kind each" },
  },
  exitCodes: { 1: "slower, or more memory, than is promised" },
  examples: [
    ["", "ratios, side by side in one run"],
    ["--audit", "needs a machine that does nothing else"],
    ["--review", "likewise"],
  ],
  run: async ({ options }) => {
    if (options.audit) return (await import("../../scripts/bench-audit.js")).benchAudit();
    if (options.review) return (await import("../../scripts/bench-review.js")).benchReview();
    return (await import("../../scripts/bench.js")).bench();
  },
});
