import { closest } from "fastest-levenshtein";
import table from "./tables/regions.json";

const REGIONS: Readonly<Record<string, string>> = table.regions;

/** Why a region cannot be used, or nothing. */
export const regionProblem = (region: string): string | undefined =>
  Object.hasOwn(REGIONS, region)
    ? undefined
    : `"${region}" is not a commercial AWS region of ${table.date}; did you mean ${closest(region, Object.keys(REGIONS))}?`;

/** The zones of a region that EKS can use in most accounts, in the order of their names; none of a region that is not known. */
export const zonesIn = (region: string): string[] =>
  zonesOf(region).filter((zone) => WITHOUT_EKS[region]?.zone !== zone);

const zonesOf = (region: string): string[] =>
  Object.hasOwn(REGIONS, region) ? [...(REGIONS[region] ?? "")].map((letter) => `${region}${letter}`) : [];

/** Why an availability zone cannot be used in a region, or nothing; nothing either when the region is not known. */
export function zoneProblem(zone: string, region: string): string | undefined {
  if (!Object.hasOwn(REGIONS, region)) return undefined;
  if (!zone.startsWith(region)) return `${zone} is not in ${region}; write a zone like ${region}a`;
  const zones = zonesOf(region);
  return zones.includes(zone) ? undefined : `${zone} is no zone of ${region}; write one of ${zones.join(", ")}`;
}

/**
 * Zones that EKS cannot put a control plane into (Amazon EKS user guide, "VPC and subnet considerations"), by their ids.
 * Names of zones differ between accounts; only that of `use1-az3` is the same in nearly all of them.
 */
const WITHOUT_EKS: Readonly<Record<string, { readonly id: string; readonly zone?: string }>> = {
  "us-east-1": { id: "use1-az3", zone: "us-east-1e" },
  "us-west-1": { id: "usw1-az2" },
  "ca-central-1": { id: "cac1-az3" },
};

/** A warning when a zone is probably one without EKS, or nothing. */
export function zoneWarning(zone: string, region: string): string | undefined {
  const { id, zone: usual } = WITHOUT_EKS[region] ?? {};
  return usual === zone
    ? `${zone} is ${id} in most accounts, where EKS has no control plane; write another zone, or check it: aws ec2 describe-availability-zones --zone-names ${zone}`
    : undefined;
}
