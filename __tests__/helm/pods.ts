import type { Block } from "../helpers";

/** Objects that make pods, by the kind in their key. */
export const WORKLOADS = /^(Deployment|StatefulSet|DaemonSet) /;

/** The pods of a chart's objects, by the object that makes them. */
export const podsOf = (objects: Record<string, Block>): [string, Block][] =>
  Object.entries(objects)
    .filter(([name]) => WORKLOADS.test(name))
    .map(([name, { spec }]) => [name, spec.template.spec]);

/** Every container of a pod, those that run first included. */
export const containersOf = (pod: Block): Block[] => [...(pod.initContainers ?? []), ...pod.containers];

/** What keeps a pod out of a namespace that enforces the Pod Security Standard `restricted`. */
export function restrictions(pod: Block): string[] {
  const ofPod = pod.securityContext ?? {};
  const host = ["hostNetwork", "hostPID", "hostIPC"].filter((key) => pod[key]);
  const paths = (pod.volumes ?? [])
    .filter(({ hostPath }: Block) => hostPath)
    .map(({ name }: Block) => `hostPath ${name}`);
  const containers = containersOf(pod).flatMap(({ name, securityContext: own = {} }) => [
    ...(own.allowPrivilegeEscalation === false ? [] : [`${name} may escalate`]),
    ...(own.capabilities?.drop?.includes("ALL") ? [] : [`${name} keeps capabilities`]),
    ...((own.runAsNonRoot ?? ofPod.runAsNonRoot) ? [] : [`${name} may be root`]),
    ...((own.seccompProfile ?? ofPod.seccompProfile) ? [] : [`${name} has no seccomp profile`]),
    ...(own.readOnlyRootFilesystem ? [] : [`${name} may write to its root file system`]),
  ]);
  return [...host, ...paths, ...containers];
}

/** A pinned image as a container names it: with its tag, and with the digest that counts. */
export const pinnedImage = ({ repository, version, digest }: Record<"repository" | "version" | "digest", string>) =>
  `${repository}:${version}@${digest}`;
