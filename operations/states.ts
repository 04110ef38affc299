import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Environment, StackName } from "../environments/schema";
import { localStatePath, stateBucket, stateKey } from "../platform/state";
import { type Aws, ifThere, NoAnswer } from "./aws";

/** A resource that a state holds. */
export interface StateResource {
  readonly stack: StackName;
  /** For example `aws_iam_role.jenkins`; `aws_vpc.main["a"]` of several; `aws_vpc.main (deposed 1a2b3c4d)` of a leftover. */
  readonly address: string;
  /** Terraform type, for example `aws_iam_role`. */
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Terraform began to make it and did not hear that all of it was made: the next apply replaces it. @default false */
  readonly isTainted?: true;
}

/** What the states of an environment hold, as far as they could be read. */
export interface States {
  readonly resources: readonly StateResource[];
  /** Stacks whose state could not be read, and why. One that was never written is read, and empty. */
  readonly unread: readonly { readonly stack: StackName; readonly why: string }[];
}

interface StateFile {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly module?: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly deposed?: string;
      readonly status?: string;
      readonly attributes?: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

/** Reads the file at a path; undefined when there is none. */
export type ReadFile = (path: string) => Promise<string | undefined>;

/**
 * Reads the state of each stack where its environment keeps it: bucket or this machine.
 * @param outdir Where stacks are synthesized to; local states are beside it.
 */
export async function readStates(
  environment: Environment,
  stacks: readonly StackName[],
  { aws, outdir, readLocal = readIfThere }: { aws: Aws; outdir: string; readLocal?: ReadFile },
): Promise<States> {
  const read = await Promise.all(
    stacks.map(async (stack) => {
      try {
        const file = await readState(environment, stack, aws, (path) =>
          readLocal(resolve(outdir, "stacks", `${environment.name}-${stack}`, path)),
        );
        return { resources: resourcesOf(stack, file), unread: [] };
      } catch (error) {
        if (!(error instanceof NoAnswer) && !(error instanceof SyntaxError)) throw error;
        return { resources: [], unread: [{ stack, why: error.message }] };
      }
    }),
  );
  return { resources: read.flatMap(({ resources }) => resources), unread: read.flatMap(({ unread }) => unread) };
}

async function readState(
  environment: Environment,
  stack: StackName,
  aws: Aws,
  readLocal: ReadFile,
): Promise<StateFile | undefined> {
  const { state } = environment;
  if (state.backend === "cloud")
    throw new NoAnswer("Cloud", `it is kept by ${state.hostname}, which is not asked here`);
  if (state.backend === "s3" && !(stack === "bootstrap" && state.bootstrap === "local")) {
    return ifThere(aws<StateFile>("s3", "cp", `s3://${stateBucket(environment)}/${stateKey(environment, stack)}`, "-"));
  }
  const text = await readLocal(localStatePath(environment, stack));
  return text ? (JSON.parse(text) as StateFile) : undefined; // Terraform makes the file empty, and writes it at its end
}

const resourcesOf = (stack: StackName, { resources = [] }: StateFile = {}): StateResource[] =>
  resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, module, instances }) =>
      instances.map(({ attributes = {}, index_key: key, deposed, status }): StateResource => {
        const index = key === undefined ? "" : `[${JSON.stringify(key)}]`;
        const address = `${module ? `${module}.` : ""}${type}.${name}${index}`;
        const own = { stack, type, address: deposed ? `${address} (deposed ${deposed})` : address, attributes };
        return status === "tainted" && !deposed ? { ...own, isTainted: true } : own;
      }),
    );

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new NoAnswer("Unreadable", `${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
