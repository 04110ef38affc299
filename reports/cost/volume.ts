import type { Json, Values } from "../synthesized";
import { type Charge, text, written } from "./charge";

/** What a kind of volume is paid for besides its size: each argument, what of it is free, and the end of the price's key. */
interface Extra {
  readonly argument: string;
  readonly free: number;
  readonly price: string;
  readonly unit: string;
}

const PROVISIONED: readonly Extra[] = [{ argument: "iops", free: 0, price: "iops", unit: "IOPS" }];

/** Source: Amazon EBS user guide, "General Purpose SSD volumes"; Amazon EBS pricing page. */
const EBS: Readonly<Record<string, readonly Extra[]>> = {
  gp3: [
    { argument: "iops", free: 3000, price: "iops", unit: "IOPS" },
    { argument: "throughput", free: 125, price: "throughput-mibps", unit: "MiB/s" },
  ],
  io1: PROVISIONED,
  io2: PROVISIONED,
};

/**
 * Volumes of one kind, with what they are paid for beyond their size.
 * @param values arguments with `iops` and `throughput`, as of `aws_ebs_volume` and of the blocks of instances
 */
export function volumes(what: string, type: Json | undefined, sizeGb: Json | undefined, values: Values, count = 1) {
  const kind = text(written(type)) ?? "gp2";
  const part = "storage and networking";
  const size: Charge = {
    what: `${what}, ${text(sizeGb)} GB each`,
    price: `ebs-${kind}`,
    count: Number(sizeGb ?? Number.NaN) * count,
    part,
  };
  return [size, ...extras(values, Object.hasOwn(EBS, kind) ? EBS[kind] : [], `ebs-${kind}`, part, count)];
}

/** What is beyond the size of a volume, or of a database's storage. */
function extras(
  values: Values,
  known: readonly Extra[] = [],
  price: string,
  part: Charge["part"],
  count: number,
): Charge[] {
  return known.flatMap(({ argument, free, price: end, unit }) => {
    const beyond = Number(written(values[argument]) ?? 0) - free;
    return beyond > 0 || Number.isNaN(beyond)
      ? [{ what: `${text(values[argument])} ${unit}`, price: `${price}-${end}`, count: beyond * count, part }]
      : [];
  });
}

/** gp3 storage of a database has more from 400 GB on. Source: Amazon RDS user guide, "gp3 storage". */
const databaseExtras = (kind: string, sizeGb: number): readonly Extra[] =>
  kind !== "gp3"
    ? kind.startsWith("io")
      ? PROVISIONED
      : []
    : [
        { argument: "iops", free: sizeGb >= 400 ? 12000 : 3000, price: "iops", unit: "IOPS" },
        { argument: "storage_throughput", free: sizeGb >= 400 ? 500 : 125, price: "throughput-mibps", unit: "MiB/s" },
      ];

/** A database's storage in one zone or two. */
export function databaseStorage(values: Values, zones: number): Charge[] {
  const kind = text(written(values.storage_type)) ?? (written(values.iops) ? "io1" : "gp2");
  const sizeGb = Number(values.allocated_storage ?? Number.NaN);
  const price = `rds-${kind}`;
  return [
    {
      what: Number.isFinite(sizeGb) ? `${sizeGb} GB of storage` : "storage",
      price,
      count: sizeGb * zones,
      part: "database",
    },
    ...extras(values, databaseExtras(kind, sizeGb), price, "database", zones),
  ];
}
