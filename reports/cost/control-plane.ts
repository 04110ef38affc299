import { readSupportCalendar } from "../built/support";
import { type Block, blockIn } from "../synthesized";
import type { Pricer } from "./charge";

const CALENDAR = readSupportCalendar();

/**
 * Whether a cluster pays for extended support: its version has left standard support by the day of the support calendar,
 * and it does not ask AWS to upgrade it then (`STANDARD`; AWS takes `EXTENDED` where nothing is written).
 */
export function isInExtendedSupport({ values }: Block): boolean {
  const { kubernetes, date } = CALENDAR;
  const version = String(values.version);
  const end = Object.hasOwn(kubernetes, version) ? kubernetes[version]?.endStandard : undefined;
  return end !== undefined && end <= date && blockIn(values, "upgrade_policy").support_type !== "STANDARD";
}

export const eksCluster: Pricer = (cluster) => [
  isInExtendedSupport(cluster)
    ? { what: "control plane in extended support", price: "eks-extended", count: 1, part: "control plane" }
    : { what: "control plane", price: "eks", count: 1, part: "control plane" },
];
