import { command } from "../command";

export const bench = command({
  name: "bench",
  task: "maintain",
  summary: "measure synthesis against loading cdktf",
  isOfRepository: true,
  exitCodes: { 1: "slower, or more memory, than is promised" },
  examples: [["", "ratios, side by side in one run"]],
  run: async () => (await import("../../scripts/bench.js")).bench(),
});
