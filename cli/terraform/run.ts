import { spawn, spawnSync } from "node:child_process";
import { MissingError } from "../../environments/problem";
import { terraformProduct, terraform as terraformProgram } from "../../platform/terraform";
import { endsAlong } from "../temporary-folder";
import { isBefore } from "./adapt";
import { terraformEnvironment } from "./environment";

/** Oldest Terraform that knows S3 lock files. */
const OLDEST = "1.10.0";

/** How a run of Terraform ended. */
export interface Ended {
  readonly code: number | null;
  /** What it printed for programs to read. */
  readonly stdout: string;
  /** Everything it printed, and after that what it complained of. */
  readonly output: string;
}

/** Throws a message that says what to install when Terraform is missing or too old. */
export function requireTerraform(): void {
  const problem = terraformProblem();
  if (problem) throw new MissingError(problem);
}

/** What to install when Terraform is missing or too old, or nothing. */
export function terraformProblem(): string | undefined {
  const { status, stdout } = spawnSync(terraformProgram(), ["version", "-json"], {
    encoding: "utf8",
    env: terraformEnvironment(),
  });
  if (status !== 0) return versionProblem(undefined);
  const found = versionIn(stdout);
  return found === undefined
    ? `${terraformProgram()} does not say which version it is, so it is not ${terraformProduct().name}; name the program in TERRAFORM_BINARY_NAME`
    : versionProblem(found);
}

/** The version in what `version -json` prints; a program of that name that is none prints something else. */
function versionIn(stdout: string): string | undefined {
  try {
    const { terraform_version: version } = JSON.parse(stdout) as { terraform_version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with the Terraform that was found, or nothing. */
export function versionProblem(version: string | undefined): string | undefined {
  const [program, wanted] = [terraformProgram(), `install version 1.10 or later: ${terraformProduct().install}`];
  if (version === undefined) return `${program} is not on this machine; ${wanted}`;
  const [release = version] = version.split("-");
  return isBefore(release, OLDEST) ? `${program} ${version} is too old; ${wanted}` : undefined;
}

/** Runs Terraform to its end, without questions, colours or calls home. */
export function terraform(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = endsAlong(
      spawn(terraformProgram(), args, { cwd, env: terraformEnvironment(env), stdio: ["ignore", "pipe", "pipe"] }),
    );
    let stdout = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk) => (complaint += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, output: `${stdout}${complaint}`.trim() }));
  });
}
