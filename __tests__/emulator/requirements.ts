import { spawnSync } from "node:child_process";
import { terraformProblem } from "../../cli/terraform/run";
import { UserError } from "../../environments/problem";

const MOTO = "moto with its server is not on this machine; install it: python3 -m pip install 'moto[server]==5.2.1'";

/** Throws one message that names everything that is missing and how to install it. */
export function checkRequirements(): void {
  const hasMoto = spawnSync("python3", ["-c", "import moto.server"]).status === 0;
  const problems = [terraformProblem(), hasMoto ? undefined : MOTO].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new UserError(problems.join("\n"));
}
