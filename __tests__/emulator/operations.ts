import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Diagnosis } from "../../operations/doctor";
import type { Leftovers } from "../../operations/leftovers";
import { unmet } from "./expectation";
import { run, StepError } from "./processes";
import { aws } from "./step";
import type { Workspace } from "./workspace";

/** Both commands ask AWS with its own command line. */
export const awsCliProblem = (): string | undefined =>
  spawnSync("aws", ["--version"]).status === 0
    ? undefined
    : "the AWS CLI is not on this machine; install it: python3 -m pip install awscli";

const command = (name: string): string[] => [process.execPath, join(__dirname, "../../cli/aws-platform.js"), name];

/** Runs a command of the deployer's that answers with JSON. */
async function ask<T>(workspace: Workspace, name: string): Promise<{ code: number | null; answer: T }> {
  const { environment, options } = workspace;
  const { code, output } = await run([...command(name), environment.name, "--json"], options);
  try {
    return { code, answer: JSON.parse(output.slice(output.indexOf("{"))) as T };
  } catch {
    throw new StepError(`npm run ${name} printed no JSON: ${output.trim().split("\n").at(-1)}`);
  }
}

/** Checks that say something else than "fine". */
const notFine = ({ lines }: Diagnosis): string[] =>
  lines.filter(({ verdict }) => verdict !== "fine").map(({ verdict, check }) => `${verdict} ${check}`);

/** In a new account everything is checked; what is not made yet is noted, and the one name that is taken is a problem. */
export async function examineBefore(workspace: Workspace): Promise<string[]> {
  const { state, cluster, data, workloads } = workspace.environment;
  await aws(workspace, "occupy");
  const { code, answer } = await ask<Diagnosis>(workspace, "doctor");
  await aws(workspace, "vacate");
  return unmet([
    {
      what: "what the doctor says of a new account",
      wanted: [
        ...(state.backend === "s3" ? ["note state-bucket"] : []),
        ...(cluster || data ? ["note service-linked-roles"] : []),
        "problem names-cloudwatch-log-group",
        ...(cluster ? ["note kubernetes-api"] : []),
        ...(workloads ? ["note workloads"] : []),
      ],
      found: notFine(answer),
    },
    { what: "exit code of the doctor when a name is taken", wanted: 2, found: code },
  ]);
}

/** Of what is deployed every name is its own; the address of an emulated cluster answers nobody. */
export async function examineAfter(workspace: Workspace): Promise<string[]> {
  const { code, answer } = await ask<Diagnosis>(workspace, "doctor");
  const { cluster, data, workloads } = workspace.environment;
  return unmet([
    {
      what: "what the doctor says of a deployed environment",
      wanted: [
        ...(cluster || data ? ["note service-linked-roles"] : []),
        ...(cluster ? ["problem kubernetes-api"] : []),
        ...(workloads ? ["unchecked workloads"] : []),
      ],
      found: notFine(answer),
    },
    { what: "exit code of the doctor after the deployment", wanted: cluster ? 2 : 0, found: code },
  ]);
}

/** After the last destroy exactly what was planted is found, each with the command that removes it. */
export async function lookForLeftovers(workspace: Workspace): Promise<string[]> {
  const cluster = workspace.environment.cluster ? [workspace.environment.cluster.name] : [];
  const planted = JSON.parse(await aws(workspace, "leave", ...cluster)) as string[];
  const { code, answer } = await ask<Leftovers>(workspace, "leftovers");
  await aws(workspace, "clear", ...cluster);
  const { left, unchecked } = answer;
  return unmet([
    { what: "what is left of the environment", wanted: planted.sort(), found: left.map(({ id }) => id).sort() },
    { what: "what could not be looked at", wanted: [], found: unchecked },
    { what: "what has no command", wanted: [], found: left.filter(({ remove }) => !remove).map(({ id }) => id) },
    { what: "exit code when something is left", wanted: 2, found: code },
    {
      what: "a volume whose key dies says so",
      wanted: true,
      found: left.some(({ what, caution = "" }) => what === "EBS volume" && /its key is deleted on/.test(caution)),
    },
  ]);
}
