import { stateBucket } from "../../platform/state";
import { terraform } from "../../platform/terraform";
import { type Aws, ifThere } from "../aws";
import type { Finding, Subject } from "./check";
import { fine, note, problem } from "./check";

/** Whether the states can be read: what exists already, and whose it is, is known from them alone. */
export function checkStates({ states, stacks }: Subject): Finding[] {
  if (states.unread.length === 0) {
    const held = new Set(states.resources.map(({ stack }) => stack));
    return [
      fine(
        `${held.size} of ${stacks.length} stacks are deployed, ${states.resources.length} resources in their states`,
      ),
    ];
  }
  return states.unread.map(({ stack, why }) => ({
    verdict: "unchecked",
    sentence: `the state of ${stack} could not be read: ${why}`,
    cure: "allow s3:GetObject on it and kms:Decrypt with its key, and s3:ListBucket on the bucket",
  }));
}

/**
 * Whether the state bucket is there and a lock can be taken in it: a small file is written as Terraform writes its lock,
 * under a name of its own, and removed again.
 */
export async function checkStateBucket({ aws, environment, stacks }: Subject): Promise<Finding[]> {
  const { state, name } = environment;
  if (state.backend !== "s3")
    return [fine(`states are kept ${state.backend === "local" ? "on this machine" : `by ${state.hostname}`}`)];
  const bucket = stateBucket(environment);
  if (!(await ifThere(aws<object>("s3api", "head-bucket", "--bucket", bucket)))) {
    return state.bootstrap === "local"
      ? [note(`the bucket ${bucket} is not there yet`, `deploy ${name}-bootstrap first; it makes it`)]
      : [
          problem(
            `the bucket ${bucket} is gone, and state.bootstrap says that its state is in it`,
            "see docs/day-2/state-lost.md",
          ),
        ];
  }
  const lock = ["--bucket", bucket, "--key", `${name}/doctor.tflock`];
  await aws<object>("s3api", "put-object", ...lock, ...encryption(stacks));
  await aws<object>("s3api", "delete-object", ...lock);
  return [fine(`${bucket} takes and releases locks`)];
}

/** The key that Terraform would name too: the bucket may refuse others. */
function encryption(stacks: Subject["stacks"]): string[] {
  const key = stacks
    .flatMap(({ backend }) => (backend?.type === "s3" ? [backend.values.kms_key_id] : []))
    .find((id) => id !== undefined);
  return typeof key === "string" ? ["--server-side-encryption", "aws:kms", "--ssekms-key-id", key] : [];
}

/** Whether somebody holds a lock, or a killed Terraform left one. */
export async function checkLocks({ aws, environment }: Subject): Promise<Finding[]> {
  const { state, name } = environment;
  if (state.backend !== "s3") return [fine("no lock file is used")];
  const held = await locksIn(aws, stateBucket(environment), `${name}/`);
  if (held.length === 0) return [fine("no state is locked")];
  return held.map((key) => {
    const stack = key.replace(`${name}/`, "").replace(/\.tfstate\.tflock$/, "");
    return problem(
      `the state of ${stack} is locked (${key})`,
      `wait for whoever works on it; after a kill: ${terraform()} -chdir=cdktf.out/stacks/${name}-${stack} force-unlock <the id that a plan prints>`,
    );
  });
}

async function locksIn(aws: Aws, bucket: string, prefix: string): Promise<string[]> {
  const answer = await ifThere(
    aws<{ Contents?: { Key: string }[] }>("s3api", "list-objects-v2", "--bucket", bucket, "--prefix", prefix),
  );
  return (answer?.Contents ?? []).map(({ Key }) => Key).filter((key) => key.endsWith(".tfstate.tflock"));
}
