import pins from "../../pins.json";

/** An image of the register of pins. */
type Pin = Readonly<Record<"repository" | "version" | "digest", string>>;

/** A tag with the digest that counts; the tag says which one that is. Charts and container runtimes take it like any tag. */
export const tagOf = ({ version, digest }: Pick<Pin, "version" | "digest">): string => `${version}@${digest}`;
const pinned = (pin: Pin): string => `${pin.repository}:${tagOf(pin)}`;

/** Image of the jobs that ask the Kubernetes API: it has a shell and curl, and nothing else. */
export const CURL_IMAGE = pinned(pins.images.curl);

/** Image of the job that makes database users: it has a shell and psql. */
export const PSQL_IMAGE = pinned(pins.images.postgres);

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
