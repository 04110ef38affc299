import { basename } from "node:path";
import type { Problem } from "../problem";
import type { Environment } from "../schema";

/** Tag keys the platform sets itself. */
const OWN_TAGS = ["Platform", "Stack", "ManagedBy"];

/** The environment's name, tags and the parts that need each other. */
export function* checkIdentity(
  { name, tags, cluster, delivery, workloads }: Environment,
  file: string,
): Generator<Problem> {
  const expected = basename(file, ".yaml");
  if (name !== undefined && name !== expected) {
    yield {
      path: ["name"],
      message: `"${name}" is not the file's name; write ${expected}, or rename the file to ${name}.yaml`,
    };
  }
  for (const key of Object.keys(tags ?? {})) {
    if (key.toLowerCase().startsWith("aws:"))
      yield { path: ["tags", key], message: `"${key}" starts with aws:, which AWS reserves; write another key` };
    if (OWN_TAGS.includes(key))
      yield { path: ["tags", key], message: `"${key}" is set by the platform itself; remove it or write another key` };
  }
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
