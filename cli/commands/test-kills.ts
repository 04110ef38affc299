import { command } from "../command";

export const testKills = command({
  name: "test:kills",
  task: "maintain",
  summary: "kill Terraform at many points in an emulator of AWS, and recover each time",
  description:
    "KILL_SEED=2 chooses other points, KILL_POINTS=30 that many for each environment; ENVIRONMENT limits it to some environments. It also interrupts an apply and the script of the pipelines, loses all states, and chooses between two VPCs of two killed runs.",
  isOfRepository: true,
  examples: [["", "ten points for each environment with every stack"]],
  run: async () => (await import("../tools.js")).runCompiled("__tests__/emulator/kills/run.js"),
});
