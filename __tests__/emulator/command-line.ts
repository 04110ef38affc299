import { spawnSync } from "node:child_process";
import { delimiter, join, resolve } from "node:path";
import { firstLine } from "./emulator";
import { start } from "./processes";

const FOLDER = resolve(__dirname, "../../../__tests__/emulator/command-line");

/**
 * Starts AWS's own command line once for all calls of a run, and returns the variables with which programs come to it. Where it
 * is no Python package here, each call starts it anew, which is slower and the same.
 */
export async function startCommandLine(folder: string): Promise<NodeJS.ProcessEnv> {
  if (spawnSync("python3", ["-c", "import awscli.clidriver"]).status !== 0) return {};
  const log = join(folder, "command-line.log");
  const child = start(["python3", join(FOLDER, "serve.py")], { cwd: folder, env: process.env, log });
  return {
    PATH: `${FOLDER}${delimiter}${process.env.PATH}`,
    AWS_COMMAND_LINE_PORT: await firstLine(child, "the command line", log),
  };
}
