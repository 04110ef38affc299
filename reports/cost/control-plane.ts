import { isOutlived, readSupportCalendar } from "../built/support";
import { type Block, blockIn } from "../synthesized";
import type { Pricer } from "./charge";

const CALENDAR = readSupportCalendar();

/** A version that has left standard support; undefined when none has. */
export const OUTLIVED = Object.entries(CALENDAR.kubernetes).find(
  ([, { endStandard }]) => endStandard !== undefined && endStandard <= CALENDAR.date,
)?.[0];

/**
 * Whether a cluster pays for extended support: its version has left standard support by the day of the support calendar,
 * and it does not ask AWS to upgrade it then (`STANDARD`; AWS takes `EXTENDED` where nothing is written).
 */
export const isInExtendedSupport = ({ values }: Block): boolean =>
  isOutlived(CALENDAR.kubernetes, String(values.version), CALENDAR.date) &&
  blockIn(values, "upgrade_policy").support_type !== "STANDARD";

export const eksCluster: Pricer = (cluster) => [
  isInExtendedSupport(cluster)
    ? { what: "control plane in extended support", price: "eks-extended", count: 1, part: "control plane" }
    : { what: "control plane", price: "eks", count: 1, part: "control plane" },
  ...(blockIn(cluster.values, "compute_config").enabled === true
    ? [{ what: "nodes that EKS Auto Mode makes", price: "eks-auto-mode", count: 1, part: "nodes" } as const]
    : []),
];
