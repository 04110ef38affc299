import type { KeyPath } from "../environments/problem";

/**
 * Which key of an environment file a construct was made for, by stack: the beginning of the construct's path, with `:name`
 * for a key that the author chose, and the keys that lead there. The first that fits counts.
 */
const KEYS: Readonly<Record<string, readonly (readonly [path: string, key: string])[]>> = {
  bootstrap: [
    ["github", "delivery.github"],
    ["", "state.bucket"],
  ],
  network: [["", "name"]],
  cluster: [
    ["eks/nodes/:group", "cluster.nodeGroups.:group"],
    ["eks/admins", "cluster.admins"],
    ["", "cluster.name"],
  ],
  data: [
    ["data/database", "data.database"],
    ["data/cache/access/application", "data.cache.user"],
    ["data/cache", "data.cache"],
    ["data/backup", "data.backup"],
    ["", "data"],
  ],
  delivery: [
    ["delivery/repositories/:repository", "delivery.repositories.:repository"],
    ["delivery/jenkins", "delivery.jenkins"],
    ["", "delivery"],
  ],
  workloads: [
    ["apps/:app/volume-:volume", "workloads.apps.:app.volumes.:volume"],
    ["apps/:app/dns", "workloads.apps.:app.ingress.host"],
    ["apps/:app/ingress", "workloads.apps.:app.ingress"],
    ["apps/:app", "workloads.apps.:app"],
    ["monitoring/namespaces", "workloads.monitoring"],
    ["monitoring", "workloads.monitoring"],
    ["load-balancers", "workloads.apps"],
    ["controllers", "workloads"],
    ["", "workloads"],
  ],
};

/** The key that a construct was made for; `path` are the ids from below its stack. */
export function keyOf(stack: string, path: readonly string[]): KeyPath {
  for (const [pattern, key] of KEYS[stack] ?? []) {
    const names = match(pattern === "" ? [] : pattern.split("/"), path);
    if (names) return key.split(".").map((part) => names[part] ?? part);
  }
  return ["name"];
}

/** The names that a pattern has at the beginning of a path, or nothing when it does not begin so. */
function match(pattern: readonly string[], path: readonly string[]): Readonly<Record<string, string>> | undefined {
  const names: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    const [before = "", name] = part.split(":");
    const given = path[i];
    if (given === undefined || !given.startsWith(before) || (name === undefined && given !== before)) return undefined;
    if (name !== undefined) names[`:${name}`] = given.slice(before.length);
  }
  return names;
}
