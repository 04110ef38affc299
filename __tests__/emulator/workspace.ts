import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Environment } from "../../environments/schema";
import type { Emulator } from "./emulator";
import { type RunOptions, StepError, tail } from "./processes";

const ROOT = resolve(__dirname, "../../..");

/** A folder of its own in which one environment is deployed, as a deployer's checkout would be. */
export interface Workspace {
  readonly folder: string;
  readonly environment: Environment;
  readonly emulator: Emulator;
  readonly afterSynthesis: string;
  /** Full output of every program. */
  readonly log: string;
  readonly options: RunOptions;
  readonly cdktf: string;
  readonly stackFolder: (stackId: string) => string;
  /** Changes the text of the environment file, as an editor would. */
  readonly edit: (change: (text: string) => string) => void;
  /** Has a fault or a planned change made after every synthesis from now on; undefined: none any more. */
  readonly plant: (name: string | undefined) => void;
}

/** What a workspace is made of. */
export interface WorkspaceProps {
  /** Environment file that is copied into the workspace. */
  readonly file: string;
  readonly environment: Environment;
  readonly emulator: Emulator;
  /** Terraform's own configuration file, which names the provider mirror. Default: the user's. */
  readonly cliConfig: string | undefined;
  /** Variables with which programs come to the command line of AWS. */
  readonly commandLine: NodeJS.ProcessEnv;
  /** Fault of `faults.ts` that is planted after each synthesis. Default: none. */
  readonly fault: string | undefined;
  /** Folder in which the workspace is made. */
  readonly parent: string;
  /** Program of the tests that runs after each synthesis. @default `emulator/cut.js` leaves what AWS alone can apply */
  readonly afterSynthesis?: string;
}

/** Makes the folder: the environment file, and a `cdktf.json` that runs this project's program. */
export function createWorkspace({
  file,
  environment,
  emulator,
  cliConfig,
  commandLine,
  fault,
  parent,
  afterSynthesis = "emulator/cut.js",
}: WorkspaceProps): Workspace {
  const folder = join(parent, fault ?? environment.name);
  mkdirSync(join(folder, "environments"), { recursive: true });
  copyFileSync(file, join(folder, "environments", `${environment.name}.yaml`));
  copyFileSync(waiversOf(file), join(folder, "waivers.yaml"));
  // what the provider of a mirror is too old for is taken out before it plans, so a review cannot see it
  writeFileSync(join(folder, "review.yaml"), "rules:\n  cluster-deletion-protected: warn\n");
  const workspace = workspaceIn(
    { folder, environment, emulator, afterSynthesis },
    { ...variables(environment, cliConfig), ...commandLine },
  );
  workspace.plant(fault);
  return workspace;
}

/**
 * Does something with a copy of a workspace and of its whole account, and throws both away. The copy's folder stays where that
 * fails.
 */
export async function onCopy<T>(original: Workspace, name: string, use: (copy: Workspace) => Promise<T>): Promise<T> {
  const { environment, options, afterSynthesis } = original;
  const folder = `${original.folder}-${name}`;
  cpSync(original.folder, folder, { recursive: true, verbatimSymlinks: true });
  const emulator = await original.emulator.copy();
  try {
    const result = await use(workspaceIn({ folder, environment, emulator, afterSynthesis }, options.env));
    rmSync(folder, { recursive: true });
    return result;
  } catch (error) {
    if (error instanceof StepError)
      throw new StepError(`${error.message}\n${tail(join(folder, "log.txt"), 25)}\nThe full log: ${folder}/log.txt`);
    throw error;
  } finally {
    emulator.stop();
  }
}

function workspaceIn(
  {
    folder,
    environment,
    emulator,
    afterSynthesis,
  }: Pick<Workspace, "folder" | "environment" | "emulator" | "afterSynthesis">,
  env: NodeJS.ProcessEnv,
): Workspace {
  const file = join(folder, "environments", `${environment.name}.yaml`);
  const log = join(folder, "log.txt");
  return {
    folder,
    environment,
    emulator,
    afterSynthesis,
    log,
    cdktf: join(ROOT, "node_modules/.bin/cdktf"),
    stackFolder: (stackId) => join(folder, "cdktf.out/stacks", stackId),
    edit: (change) => writeFileSync(file, change(readFileSync(file, "utf8"))),
    plant: (name) => writeFileSync(join(folder, "cdktf.json"), project(environment.name, afterSynthesis, name)),
    options: {
      cwd: folder,
      log,
      env: { ...env, AWS_ENDPOINT_URL: emulator.url, AWS_ENDPOINT_URL_EKS: emulator.eksUrl },
    },
  };
}

/** The text of a `cdktf.json`: this project's program, and what makes of its output something that can be applied here. */
function project(environment: string, afterSynthesis: string, planted: string | undefined): string {
  const app = [
    ["main.js"],
    ["cli/terraform/adapt-output.js"],
    [`__tests__/${afterSynthesis}`],
    ...(planted ? [["__tests__/emulator/plant.js", planted, environment]] : []),
  ].map(([program = "", ...args]) => `"${process.execPath}" "${join(ROOT, "dist", program)}" ${args.join(" ")}`.trim());
  return JSON.stringify({
    language: "typescript",
    app: app.join(" && "),
    projectId: "emulator",
    sendCrashReports: "false",
  });
}

/** The emulator instead of AWS: no variable of the caller's that could lead to a real account survives. */
function variables(environment: Environment, cliConfig: string | undefined): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|ENVIRONMENT|CDKTF_|TF_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    ...(cliConfig ? { TF_CLI_CONFIG_FILE: cliConfig } : {}),
    ...(process.env.AWS_PROVIDER_VERSION ? { AWS_PROVIDER_VERSION: process.env.AWS_PROVIDER_VERSION } : {}),
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_REGION: environment.region,
    AWS_DEFAULT_REGION: environment.region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "3",
    ENVIRONMENTS_DIR: "environments",
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    CHECKPOINT_DISABLE: "1",
    CI: "1",
    TF_IN_AUTOMATION: "1",
    GOGC: "400", // the schema of the AWS provider is read anew by each command: a quarter of its time goes into collecting garbage
  };
}

/** The register of the project that an environment file is of, which lies beside the folder of such files; else this one's. */
function waiversOf(file: string): string {
  const own = join(dirname(file), "..", "waivers.yaml");
  return existsSync(own) ? own : join(ROOT, "waivers.yaml");
}
