import { plain } from "../built/text";
import { toGroup, valueAt } from "../synthesized";
import type { Reviewed } from "./reviewed";
import { Around } from "./risks";

/** One thing about plans that a reader wants to see first: where they would be applied, and by what. */
export type Fact = readonly [label: string, value: string];

/** Where the code is that was planned. */
export interface Origin {
  /** Full or short hash. @default not told */
  readonly commit?: string;
  /** Address of the files of that commit, ending with a slash: `https://github.com/o/r/blob/<commit>/`. @default no links */
  readonly files?: string;
}

/** Account, region, environment, commit, versions and time of plans; what nobody knows is left out. */
export function factsOf(reviewed: readonly Reviewed[], { commit }: Origin): Fact[] {
  const of = (label: string, values: readonly (string | undefined)[]): Fact[] => {
    const own = [...new Set(values.filter((value): value is string => value !== undefined && value !== ""))];
    return own.length > 0 ? [[label, plain(own.slice(0, 5).join(", "), 200)]] : [];
  };
  const plans = reviewed.map(({ plan }) => plan);
  return [
    ...of(
      "account",
      reviewed.flatMap(({ plan, around = new Around(plan) }: Reviewed & { around?: Around }) => [...around.accounts]),
    ),
    ...of("region", plans.map(regionOf)),
    ...of(
      "environment",
      reviewed.map(({ identity }) => identity.environment),
    ),
    ...of("commit", [commit?.slice(0, 12)]),
    ...of(
      "Terraform",
      plans.map(({ terraformVersion }) => (terraformVersion === "?" ? undefined : terraformVersion)),
    ),
    ...of(
      "providers",
      plans.flatMap(({ providerVersions }) =>
        Object.entries(providerVersions).map(([name, version]) => `${name} ${version}`),
      ),
    ),
    ...of(
      "planned at",
      plans.map(({ timestamp }) => timestamp),
    ),
  ];
}

const regionOf = ({ providers }: Reviewed["plan"]): string | undefined => {
  const region = valueAt(toGroup(providers.aws), "region.constant_value");
  return typeof region === "string" ? region : undefined;
};
