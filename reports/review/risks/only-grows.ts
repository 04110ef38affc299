import type { ResourceChange } from "../../plan";
import { type Json, type Values, valueAt } from "../../synthesized";
import type { Risk } from "./row";
import { flatten, pairsAt } from "./settings/flat";

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

/** Sizes of volumes in the values of charts: `server.persistentVolume.size`, `persistence.size`, `…requests.storage`. */
const CHART_SIZE = /(persisten\w*|volume\w*|storage\w*)\.size$|requests\.storage$/i;

/** Sizes that become smaller in place: the API refuses them, and the apply fails half-way; of a chart Helm rolls back. */
export function onlyGrowsRisks({ type, action, before, after }: ResourceChange): Risk[] {
  if (action !== "update" || !before || !after) return [];
  if (type === "helm_release") return inChart(before, after);
  const { paths = [], refuses = "" } = Object.hasOwn(SIZES, type) ? (SIZES[type] ?? {}) : {};
  return paths.flatMap((path) =>
    smaller(valueAt(before, path), valueAt(after, path), path, refuses, [path.split(".")[0] ?? path]),
  );
}

type Flat = ReturnType<typeof flatten>;

function inChart(before: Values, after: Values): Risk[] {
  const [old, now] = [before, after].map(({ settings }) => flatten((settings ?? null) as Values | null)) as [
    Flat,
    Flat,
  ];
  return [...now.keys()]
    .filter((path) => CHART_SIZE.test(path))
    .flatMap((path) =>
      pairsAt(path, old, now).flatMap(([was, is]) => smaller(was, is, path, "Kubernetes", ["values", "set"])),
    );
}

function smaller(
  was: Json | undefined,
  is: Json | undefined,
  path: string,
  refuses: string,
  attributes: string[],
): Risk[] {
  const [old, now] = [bytes(was), bytes(is)];
  if (old === undefined || now === undefined || now >= old) return [];
  return [
    {
      group: "downtime",
      isGated: true,
      what: `a volume cannot become smaller: ${refuses} refuses it, and the apply fails`,
      detail: `${path}: ${was} → ${is}`,
      advice: `Write ${was} again. For less, make a new one of that size and move the data to it.`,
      attributes,
    },
  ];
}

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A size as a number: a bare one as it is, a quantity of Kubernetes in bytes; undefined when it is known later. */
function bytes(value: Json | undefined): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([KMGT]i?)?$/.exec(String(value ?? "")) ?? [];
  return number === undefined ? undefined : Number(number) * (UNITS[unit] ?? 1);
}
