import type { Problem } from "../problem";
import type { Environment } from "../schema";
import { checkAccess } from "./access";
import { checkAccounts } from "./accounts";
import { checkApps } from "./apps";
import { checkCluster } from "./cluster";
import { checkData } from "./data";
import { checkDelivery } from "./delivery";
import { checkGroupRules } from "./group-rules";
import { checkIdentity } from "./identity";
import { checkImages } from "./images";
import { checkLists } from "./lists";
import { checkNetwork } from "./network";
import { checkPods } from "./pods";
import { checkTags } from "./tags";
import { checkZones } from "./zones";

/** Checks across the keys of one environment. A rule yields its problems one by one. */
export type Rule = (environment: Environment, file: string) => Generator<Problem>;

const RULES: readonly Rule[] = [
  checkIdentity,
  checkTags,
  checkLists,
  checkNetwork,
  checkZones,
  checkAccess,
  checkGroupRules,
  checkAccounts,
  checkCluster,
  checkData,
  checkDelivery,
  checkApps,
  checkImages,
  checkPods,
];

/**
 * Every problem that the rules find. When the environment is not whole (a key was missing or wrong, and is reported already),
 * a rule that meets such a hole ends there; what it found before counts.
 */
export function checkAll(environment: Environment, { isWhole, file }: { isWhole: boolean; file: string }): Problem[] {
  return RULES.flatMap((rule) => {
    const found: Problem[] = [];
    try {
      for (const problem of rule(environment, file)) found.push(problem);
    } catch (error) {
      if (isWhole) throw error;
    }
    return found;
  });
}
