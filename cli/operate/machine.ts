import { execFile } from "node:child_process";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { NoAnswer } from "../../operations/aws";
import type { Ask } from "../../operations/cluster";
import type { KubernetesLogin, ToolName } from "../../operations/doctor";
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

/** Asks a Kubernetes API over HTTPS, with its own certificate's authority and a token. */
export const askKubernetes =
  ({ endpoint, certificate, token }: KubernetesLogin): Ask =>
  (path, accept) =>
    new Promise((settle, refuse) => {
      const headers = { accept, authorization: `Bearer ${token}` };
      const request = requestHttps(`${endpoint}${path}`, { ca: certificate, headers, timeout: 10_000 }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part) => (text += part));
        response.on("end", () => {
          const { statusCode = 0 } = response;
          if (statusCode < 300) settle(JSON.parse(text));
          else
            refuse(
              new NoAnswer(statusCode === 401 ? "Unauthorized" : String(statusCode), `${path}: ${text.slice(0, 200)}`),
            );
        });
      });
      request.once("timeout", () => request.destroy(new Error("no answer within 10 seconds")));
      request.once("error", ({ message }) => refuse(new NoAnswer("NoConnection", `${endpoint}: ${message}`)));
      request.end();
    });
