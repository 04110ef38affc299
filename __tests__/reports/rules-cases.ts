import { CLUSTER } from "./rules-cases-cluster";
import { DATA } from "./rules-cases-data";
import { DELIVERY } from "./rules-cases-delivery";
import { NETWORK } from "./rules-cases-network";
import { STATE } from "./rules-cases-state";
import { WORKLOADS } from "./rules-cases-workloads";
import type { RuleCase } from "./rules-fixture";

/** What follows each rule, and what breaks it. */
export const CASES: Readonly<Record<string, RuleCase>> = {
  ...STATE,
  ...NETWORK,
  ...CLUSTER,
  ...DATA,
  ...DELIVERY,
  ...WORKLOADS,
};
