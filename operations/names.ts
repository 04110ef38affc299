import { terraform } from "../platform/terraform";
import type { Stack } from "../reports/synthesized";
import { type Aws, ifThere, NoAnswer } from "./aws";
import rows from "./names.json";
import type { States } from "./states";

/** A type of resource whose name AWS gives only once: in the account, the region, or the world. */
export interface Named {
  /** Terraform type, and the argument that holds its name. */
  readonly type: string;
  readonly argument: string;
  /** Several of them, and one, in words. */
  readonly what: string;
  readonly one: string;
  /** Which names are taken in the account: the call of the CLI, the list in its answer, and the field of an item. */
  readonly list: readonly string[];
  /** Further arguments that list what waits for its deletion and keeps its name until then. @default nothing does */
  readonly pending?: readonly string[];
  /** Command that removes it, with `NAME` where the name goes. */
  readonly remove: string;
  /** Entry of the price book for one of them, or `free`. @default what it costs depends on more */
  readonly price?: string;
  /** What to do when the name is somebody else's. @default import it, remove it, or rename the environment */
  readonly cure?: string;
}

/** Every type whose names can clash, and be left over. `ACCOUNT` is the account's number. */
export const NAMED: readonly Named[] = rows;

/** What to do when a name is taken and belongs to somebody else. */
export const cureOf = ({ cure }: Named, name: string): string =>
  (cure ?? `import it into the state (${terraform()} import), remove it, or rename the environment`).replaceAll(
    "NAME",
    name,
  );

type Item = Readonly<Record<string, unknown>> | string;

/** Names of a type that exist in the account. */
export async function takenNames(aws: Aws, list: readonly string[], account: string): Promise<Set<string>> {
  const [service = "", operation = "", key = "", field = "", ...args] = list;
  const filled = args.map((each) => each.replace("ACCOUNT", account));
  const answer = await aws<Record<string, readonly Item[]>>(service, operation, ...filled);
  return new Set((answer[key] ?? []).map((item) => String(typeof item === "string" ? item : item[field])));
}

/** Whether a bucket is somebody's: one of another account answers 403, one that is nobody's 404. */
export async function isBucketTaken(aws: Aws, bucket: string): Promise<boolean> {
  try {
    return (await ifThere(aws<object>("s3api", "head-bucket", "--bucket", bucket))) !== undefined;
  } catch (error) {
    if (error instanceof NoAnswer && error.code === "403") return true;
    throw error;
  }
}

/** A name that the environment makes and that its own states do not hold. */
export interface WantedName {
  readonly name: string;
  /** Stack that makes it. */
  readonly stack: string;
}

/** The names of one type, sorted. Names that Terraform computes are known after it ran only. */
export function wantedNames(stacks: readonly Stack[], states: States, { type, argument }: Named): WantedName[] {
  const own = new Set(states.resources.filter((one) => one.type === type).map((one) => one.attributes[argument]));
  return stacks
    .flatMap(({ name: stack, resources }) =>
      resources.filter((resource) => resource.type === type).map(({ values }) => ({ name: values[argument], stack })),
    )
    .filter((one): one is WantedName => typeof one.name === "string" && !one.name.includes("${") && !own.has(one.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
