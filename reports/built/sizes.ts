import { type Block, type Json, valueAt } from "../synthesized";
import { settingsOf } from "./releases";

/** What can be made larger and never smaller, by its type: where its size is, and who refuses less. */
const SIZES: Readonly<Record<string, { readonly paths: readonly string[]; readonly refuses: string }>> = {
  aws_db_instance: { paths: ["allocated_storage"], refuses: "RDS" },
  aws_rds_cluster: { paths: ["allocated_storage"], refuses: "RDS" },
  aws_ebs_volume: { paths: ["size"], refuses: "EC2" },
  aws_instance: { paths: ["root_block_device.volume_size", "ebs_block_device.volume_size"], refuses: "EC2" },
  aws_fsx_lustre_file_system: { paths: ["storage_capacity"], refuses: "FSx" },
  kubernetes_persistent_volume_claim_v1: { paths: ["spec.resources.requests.storage"], refuses: "Kubernetes" },
  kubernetes_persistent_volume_claim: { paths: ["spec.resources.requests.storage"], refuses: "Kubernetes" },
};

const NOTHING = { paths: [], refuses: "" } as const;

/** Where a type's sizes are that can only grow, and who refuses a smaller one; no paths: it has none. */
export const sizePathsOf = (type: string): { readonly paths: readonly string[]; readonly refuses: string } =>
  (Object.hasOwn(SIZES, type) ? SIZES[type] : undefined) ?? NOTHING;

/** Whether a path in the values of a chart is a volume's size: `server.persistentVolume.size`, `persistence.size`, `…requests.storage`. */
export const isChartSize = (path: string): boolean =>
  /(persisten\w*|volume\w*|storage\w*)\.size$|requests\.storage$/i.test(path);

/** The sizes of a resource that can only grow, by their paths in its arguments or in the values of its chart. */
export function growingSizes(resource: Block): ReadonlyMap<string, string> {
  const sizes: [string, Json | undefined][] =
    resource.type === "helm_release"
      ? settingsOf(resource).flatMap(({ key, value }) => (isChartSize(key) ? [[key, value] as [string, Json]] : []))
      : sizePathsOf(resource.type).paths.map((path) => [path, valueAt(resource.values, path)]);
  return new Map(
    sizes.flatMap(([path, value]) => (sizeNumber(value) === undefined ? [] : [[path, String(value)] as const])),
  );
}

/** Suffixes of quantities. Source: Kubernetes' package `k8s.io/apimachinery/pkg/api/resource`, type `Quantity`. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, "": 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** A size as a number: a bare one as it is, a quantity of Kubernetes in bytes; undefined when it is none, or known later. */
export function sizeNumber(value: Json | undefined): number | undefined {
  const [, number, power, unit = ""] =
    /^\+?(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i))?$/.exec(String(value ?? "")) ?? [];
  return number === undefined ? undefined : Number(power ? `${number}e${power}` : number) * (UNITS[unit] ?? 1);
}
