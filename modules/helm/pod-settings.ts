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
