import { spawn } from "node:child_process";
import type { AwsEnd, RunAws } from "./aws";

/**
 * Runs the real AWS CLI, with the caller's credentials. The endpoint is given as an argument where a variable names one:
 * version 1 of the CLI ignores the variable for RDS in us-east-1, and would ask the real AWS instead of an emulator.
 */
export const runAws: RunAws = (args) =>
  new Promise<AwsEnd>((resolve) => {
    const child = spawn("aws", [...args, ...endpointOf(args[0] ?? ""), ...TIMES], {
      env: { ...process.env, AWS_PAGER: "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.once("error", ({ message }) => resolve({ code: undefined, stdout, stderr: message }));
    child.once("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });

/** Seconds to wait for a connection and for an answer: a check must end where AWS cannot be reached. */
const TIMES = ["--cli-connect-timeout", "10", "--cli-read-timeout", "30"];

/** Commands of the CLI whose variable has another name than the command. */
const SERVICES: Readonly<Record<string, string>> = {
  autoscaling: "auto_scaling",
  s3api: "s3",
  elbv2: "elastic_load_balancing_v2",
  logs: "cloudwatch_logs",
  resourcegroupstaggingapi: "resource_groups_tagging_api",
  secretsmanager: "secrets_manager",
};

function endpointOf(command: string): string[] {
  const service = (SERVICES[command] ?? command).replaceAll("-", "_").toUpperCase();
  const url = process.env[`AWS_ENDPOINT_URL_${service}`] || process.env.AWS_ENDPOINT_URL;
  return url ? ["--endpoint-url", url] : [];
}
