import { sizeNumber, sizePathsOf } from "../../reports/built/sizes";

/** Sizes by their paths, by address, by the id of the stack. */
export type Sizes = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>;

/** A volume or disk that would have to become smaller than it is registered. */
export interface Shrunk {
  readonly stack: string;
  readonly address: string;
  readonly path: string;
  readonly registered: string;
  readonly made: string;
}

/** What would have to become smaller. What is not registered yet, or no longer made, is no matter of sizes. Pure. */
export const shrunk = (registered: Sizes, made: Sizes): Shrunk[] =>
  [...registered].flatMap(([stack, addresses]) =>
    [...addresses].flatMap(([address, sizes]) =>
      [...sizes].flatMap(([path, was]) => {
        const is = made.get(stack)?.get(address)?.get(path);
        return is !== undefined && (sizeNumber(is) ?? 0) < (sizeNumber(was) ?? 0)
          ? [{ stack, address, path, registered: was, made: is }]
          : [];
      }),
    ),
  );

/** The keys of an environment file that sizes come from. */
const KEYS: Readonly<Record<string, string>> = {
  aws_db_instance: "data.database.storageGb",
  aws_ebs_volume: "delivery.jenkins.dataVolumeGb",
  aws_instance: "delivery.jenkins.rootVolumeGb",
  kubernetes_persistent_volume_claim_v1: "the volume's sizeGb",
  helm_release: "storageGb of prometheus or grafana, in workloads.monitoring",
};

/** What it means that something would have to shrink, and what to write instead. */
export function shrunkSentence({ stack, address, path, registered, made }: Shrunk): string {
  const [type = ""] = address.split(".");
  const { refuses = "Kubernetes" } = type === "helm_release" ? {} : sizePathsOf(type);
  return `${stack}: ${address} is registered with ${path} ${registered} and would have ${made}; ${refuses} makes no volume smaller, so the apply fails. Write ${registered} or more again (${KEYS[type] ?? path}); for less, make a new volume, move the data to it, and end this one`;
}
