import pins from "../../pins.json";

/** Image of the jobs that ask the Kubernetes API: it has a shell and curl, and nothing else. */
export const CURL_IMAGE = `${pins.images.curl.repository}:${pins.images.curl.version}`;

/** What the Pod Security Standard `restricted` asks of a container, and a root file system that cannot be written. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
} as const;

/** CPU and memory of a container: `cpu` and `memory` are reserved, `memoryLimit` is the most it may use. */
export const resources = (cpu: string, memory: string, memoryLimit: string, cpuLimit: string): object => ({
  requests: { cpu, memory },
  limits: { cpu: cpuLimit, memory: memoryLimit },
});

/** Priority class of what a cluster cannot do without: the scheduler evicts pods of applications for it when nodes are full. */
export const CRITICAL = "system-cluster-critical";
