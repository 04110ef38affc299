import { execFile } from "node:child_process";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { resolve } from "node:path";
import { loadEnvironments } from "../environments/load";
import { UserError } from "../environments/problem";
import { type Aws, askAws } from "../operations/aws";
import { runAws } from "../operations/aws-cli";
import type { ToolName } from "../operations/doctor";
import type { Scene } from "../operations/leftovers";
import { readStates } from "../operations/states";
import { readEnvironments } from "../reports/synthesized";
import { withTemporaryFolder } from "./command";
import { synthesize } from "./terraform/commands";

/** An environment as its file makes it, its account, and what its states hold. */
export async function openScene(name: string): Promise<Scene & { readonly aws: Aws }> {
  const { environments } = loadEnvironments({ folder: process.env.ENVIRONMENTS_DIR || "environments", names: name });
  const [environment] = environments;
  if (!environment) throw new UserError(`there is no environment ${name}`);
  const stacks = await withTemporaryFolder("operate", (folder) => {
    synthesize(name, folder);
    return readEnvironments(folder).flatMap((each) => each.stacks);
  });
  const aws = askAws(runAws, environment.region);
  const outdir = resolve(process.env.CDKTF_OUTDIR || "cdktf.out");
  const names = stacks.map((stack) => stack.name as Parameters<typeof readStates>[1][number]);
  return { environment, stacks, aws, states: await readStates(environment, names, { aws, outdir }) };
}

/** Versions of the programs of this machine. */
export async function toolVersions(): Promise<Record<ToolName, string | undefined>> {
  const [terraform, aws] = await Promise.all([
    output(process.env.TERRAFORM_BINARY_NAME || "terraform", "version"),
    output("aws", "--version"),
  ]);
  return {
    node: process.versions.node,
    terraform: /v(\d+\.\d+\.\d+\S*)/.exec(terraform)?.[1],
    aws: /aws-cli\/(\d+\.\d+\.\d+)/.exec(aws)?.[1],
  };
}

/** What a program prints; nothing when it is not there. */
const output = (program: string, ...args: readonly string[]): Promise<string> =>
  new Promise((done) => {
    execFile(program, args, (_, stdout, stderr) => done(stdout || stderr));
  });

/** Why nothing answers at an address within five seconds; any answer is one, also "unauthorized". */
export const connect = (url: string): Promise<string | undefined> =>
  new Promise((done) => {
    const request = url.startsWith("https:")
      ? requestHttps(url, { rejectUnauthorized: false, timeout: 5000 })
      : requestHttp(url, { timeout: 5000 });
    request.once("response", (response) => {
      response.resume();
      done(undefined);
    });
    request.once("timeout", () => request.destroy(new Error("no answer within 5 seconds")));
    request.once("error", ({ message }) => done(message));
    request.end();
  });
