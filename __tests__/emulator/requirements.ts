import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { terraformProblem } from "../../cli/terraform/run";
import { MissingError, UserError } from "../../environments/problem";
import { documented, printed } from "../docs/commands";
import { awsCliProblem } from "./operations";

const MOTO = "moto with its server is not on this machine; install it: python3 -m pip install 'moto[server]==5.2.1'";

/** What the emulator of AWS and its programs lack here, each with how to install it. */
export function missingForEmulator(): string[] {
  const hasMoto = spawnSync("python3", ["-c", "import moto.server"]).status === 0;
  return [terraformProblem(), hasMoto ? undefined : MOTO, awsCliProblem()].filter((problem) => problem !== undefined);
}

/** Throws one message that names everything that is missing and how to install it. */
export function checkRequirements(): void {
  const problems = missingForEmulator();
  if (problems.length > 0) throw new MissingError(problems.join("\n"));
}

/** Throws what the AWS CLI does not know of the commands that pages and programs of this project tell people to run. */
export function checkCommands(): void {
  const commands = [...documented(), ...printed()].filter(({ command }) => command.startsWith("aws "));
  if (spawnSync("python3", ["-c", "import awscli"]).status !== 0) {
    console.log(`${commands.length} commands of AWS are not checked: python3 -m pip install awscli has the tables`);
    return;
  }
  const program = resolve(__dirname, "../../../__tests__/emulator/commands.py");
  const { status, stdout, stderr } = spawnSync("python3", [program], {
    input: JSON.stringify(commands),
    encoding: "utf8",
  });
  if (status !== 0) throw new UserError(stdout || stderr);
  console.log(`${commands.length} commands of AWS are ones that its command line knows`);
}
