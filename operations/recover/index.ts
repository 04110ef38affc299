import { type Block, entryOf, type SynthesizedEnvironment } from "../../reports/synthesized";
import { type Aws, ifThere, NoAnswer } from "../aws";
import type { Kubernetes } from "../kubernetes";
import type { States } from "../states";
import { supersededSentence } from "./held";
import { type Here, type LockInfo, lockSentence } from "./locks";
import { type Ailment, ailmentOf, releaseOf } from "./releases";
import { type Findings, search } from "./search";
import { lastGoodVersion, restoreCommand } from "./state-versions";
import { taintedIn } from "./tainted";

/** Where the states of an environment are, when they are in a bucket. */
export interface StateBucket {
  readonly bucket: string;
  readonly keyOf: (stack: string) => string;
}

/** What a recovery is made of. Everything is asked; nothing is changed. */
export interface Asked {
  readonly environment: SynthesizedEnvironment;
  /** Names of the stacks that are recovered, in the order of their deployment. */
  readonly stacks: readonly string[];
  readonly states: States;
  /** Undefined where states are on this machine or at HCP Terraform. */
  readonly stateBucket: StateBucket | undefined;
  /** Ids that a person gave, by `<stack> <address>`. */
  readonly given: ReadonlyMap<string, string>;
  readonly aws: Aws;
  readonly kubernetes: Kubernetes;
  readonly account: string;
  readonly region: string;
  readonly here: Here;
  /** Folder that Terraform runs in, for the sentences. */
  readonly folderOf: (stack: string) => string;
}

/** Everything that stands between the stacks and their next apply. */
export interface Recovery {
  /** Locks that nobody has released: a plan would wait for them. */
  readonly locks: readonly string[];
  /** States that were lost, and how their last good version comes back; importing is the second best. */
  readonly lostStates: readonly string[];
  readonly ailments: readonly Ailment[];
  /** What states hold and what is there instead: until a state lets go of it, nothing can be taken over. */
  readonly superseded: readonly string[];
  /** What a state takes for half made, and how that is said to be whole. */
  readonly tainted: readonly string[];
  readonly findings: Findings;
}

const NOTHING: Findings = { found: [], several: [], absent: [], unsearched: [], superseded: [], doubled: [] };

/**
 * Looks at what was declared, what exists and what the states hold. Who holds a lock may still be making things, so nothing is
 * searched for then; nor where an earlier state is to be restored first.
 */
export async function recover(asked: Asked): Promise<Recovery> {
  const locks = await locksIn(asked);
  if (locks.length > 0) return { locks, lostStates: [], ailments: [], superseded: [], tainted: [], findings: NOTHING };
  const lostStates = await lostIn(asked);
  const { environment, stacks, states, given, aws, kubernetes, account, region } = asked;
  const findings =
    lostStates.length > 0
      ? NOTHING
      : await search({ environment, stacks, states: states.resources, given, aws, kubernetes, account, region });
  const superseded = findings.superseded.map((one) => supersededSentence(one, asked.folderOf(one.stack)));
  const tainted = taintedIn(states.resources, stacks, asked.folderOf);
  return { locks, lostStates, ailments: await ailmentsIn(asked), superseded, tainted, findings };
}

/** A state that holds nothing although an earlier version of it does. */
async function lostIn({ stacks, states, stateBucket, aws }: Asked): Promise<string[]> {
  if (!stateBucket) return [];
  const { bucket, keyOf } = stateBucket;
  const empty = stacks.filter((stack) => !states.resources.some((one) => one.stack === stack));
  const sentences = await Promise.all(
    empty.map(async (stack) => {
      const good = await ifThere(lastGoodVersion(aws, bucket, keyOf(stack)));
      return good
        ? `the state of ${stack} is gone or empty; its version of ${good.written} holds ${good.resources} resources: ${restoreCommand(bucket, keyOf(stack), good)}`
        : [];
    }),
  );
  return sentences.flat();
}

async function locksIn({ stacks, stateBucket, aws, here, folderOf }: Asked): Promise<string[]> {
  if (!stateBucket) return [];
  const { bucket, keyOf } = stateBucket;
  const found = await Promise.all(
    stacks.map(async (stack) => {
      const lock = await ifThere(aws<LockInfo>("s3", "cp", `s3://${bucket}/${keyOf(stack)}.tflock`, "-"));
      return lock ? lockSentence(stack, lock, folderOf(stack), here) : [];
    }),
  );
  return found.flat();
}

async function ailmentsIn({ environment, stacks, states, kubernetes }: Asked): Promise<Ailment[]> {
  const releases = environment.stacks
    .filter(({ name }) => stacks.includes(name))
    .flatMap(({ resources }) => resources.filter(({ type }) => type === "helm_release"));
  const found = await Promise.all(
    releases.map(async (block) => {
      const release = placeOf(block, environment);
      if (!release) return [];
      const isInState = states.resources.some(
        ({ stack, address }) => stack === block.stack && address === block.address,
      );
      try {
        return ailmentOf(block, release, await releaseOf(kubernetes, release.namespace, release.name), isInState) ?? [];
      } catch (error) {
        if (error instanceof NoAnswer) return []; // the search says that nobody answered
        throw error;
      }
    }),
  );
  return found.flat();
}

/** Namespace and name of a release; the namespace may be that of an object of the same stack. */
function placeOf(block: Block, { stacks }: SynthesizedEnvironment): { namespace: string; name: string } | undefined {
  const { name, namespace = "default" } = block.values;
  if (typeof name !== "string" || typeof namespace !== "string") return undefined;
  const [, address] = /^\$\{(kubernetes_namespace_v1\.[\w-]+)\.metadata\[0\]\.name\}$/.exec(namespace) ?? [];
  if (address === undefined) return namespace.includes("${") ? undefined : { namespace, name };
  const declared = stacks
    .find((stack) => stack.name === block.stack)
    ?.resources.find((resource) => resource.address === address);
  const metadata = declared && entryOf(declared.values, "metadata");
  const own = (metadata as { name?: unknown } | undefined)?.name;
  return typeof own === "string" ? { namespace: own, name } : undefined;
}
