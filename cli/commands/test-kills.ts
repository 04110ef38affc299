import { command } from "../command";

export const testKills = command({
  name: "test:kills",
  task: "maintain",
  summary: "kill Terraform at many points in an emulator of AWS, and recover each time",
  description: "KILL_SEED=2 chooses other points; ENVIRONMENT limits it to some environments.",
  isOfRepository: true,
  examples: [["", "ten points for each environment with every stack"]],
  run: async () => (await import("../tools.js")).runCompiled("__tests__/emulator/kills/run.js"),
});
