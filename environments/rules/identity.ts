import { basename } from "node:path";
import type { Problem } from "../problem";
import { type Environment, environmentSchema } from "../schema";

/** The environment's name, its state and the parts that need each other. */
export function* checkIdentity(
  { name, state, cluster, delivery, workloads }: Environment,
  file: string,
): Generator<Problem> {
  const expected = basename(file, ".yaml");
  if (name !== undefined && name !== expected) {
    yield {
      path: ["name"],
      message: `"${name}" is not the file's name; ${isName(expected) ? `write ${expected}, or ` : ""}rename the file to ${name}.yaml`,
    };
  }
  yield* checkState(state);
  if (workloads && !cluster)
    yield {
      path: ["workloads"],
      message: "has no cluster to run on; write a cluster: section too, or remove this one",
    };
  const delivers = delivery?.jenkins !== undefined || Object.keys(delivery?.repositories ?? {}).length > 0;
  if (delivers && !cluster)
    yield {
      path: ["delivery"],
      message: "has no cluster to deliver to; write a cluster: section too, or remove this one",
    };
}

const isName = (text: string): boolean => environmentSchema.shape.name.safeParse(text).success;

/** Where HCP Terraform is. A state holds addresses and names of everything, so another host is named twice. */
const HCP_TERRAFORM = "app.terraform.io";

function* checkState(state: Environment["state"] | undefined): Generator<Problem> {
  if (state?.backend !== "cloud" || state.hostname === undefined) return;
  if (state.hostname !== HCP_TERRAFORM && !state.enterprise)
    yield {
      path: ["state", "hostname"],
      message: `${state.hostname} is not HCP Terraform; remove the key, or write enterprise: true when the states belong there`,
    };
}
