import { command } from "../command";

export const testEmulator = command({
  name: "test:emulator",
  task: "maintain",
  summary: "deploy and destroy the environments in an emulator of AWS, with the real Terraform",
  description: "KILL_POINTS=0 leaves out the points at which Terraform is killed, and the states that are lost.",
  isOfRepository: true,
  examples: [["", "takes a quarter of an hour, and half as long again with what is killed"]],
  run: async () => {
    const { runCompiled } = await import("../tools.js");
    return runCompiled("__tests__/emulator/run.js") || runCompiled("__tests__/emulator/run-alert-road.js");
  },
});
