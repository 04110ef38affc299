import { execFile } from "node:child_process";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { ToolName } from "../../operations/doctor";
import { terraform as terraformProgram } from "../../platform/terraform";

/** Versions of the programs of this machine. */
export async function toolVersions(): Promise<Record<ToolName, string | undefined>> {
  const [terraform, aws] = await Promise.all([output(terraformProgram(), "version"), output("aws", "--version")]);
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
