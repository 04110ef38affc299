/** Image of the jobs that ask the Kubernetes API: it has a shell and curl, and nothing else. */
export const CURL_IMAGE =
  "docker.io/curlimages/curl:8.16.0@sha256:463eaf6072688fe96ac64fa623fe73e1dbe25d8ad6c34404a669ad3ce1f104b6";

/** Image of the job that makes database users: it has a shell and psql, which speaks with every server up to its own version. */
export const PSQL_IMAGE =
  "docker.io/library/postgres:18.4-alpine@sha256:9a8afca54e7861fd90fab5fdf4c42477a6b1cb7d293595148e674e0a3181de15";

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
