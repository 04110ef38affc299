import { command } from "../command";

export const testEmulator = command({
  name: "test:emulator",
  task: "maintain",
  summary: "deploy and destroy the environments in an emulator of AWS, with the real Terraform",
  isOfRepository: true,
  examples: [["", "takes a quarter of an hour"]],
  run: async () => {
    const { runCompiled } = await import("../tools.js");
    return runCompiled("__tests__/emulator/run.js") || runCompiled("__tests__/emulator/run-alert-road.js");
  },
});
