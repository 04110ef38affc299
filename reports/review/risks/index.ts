import type { Plan, ResourceChange } from "../../plan";
import { DOWNTIMES } from "./downtime";
import { addressRisks, guardRisks } from "./guards";
import { identityRisks } from "./identity";
import { ingressRisks } from "./ingress";
import { ingressTlsRisks } from "./ingress-tls";
import { LOSSES } from "./loss";
import { nodeMinimumRisks } from "./node-minimum";
import { policyRisks } from "./policy-width";
import { type Risk, risksIn } from "./row";
import { settingRisks } from "./settings";
import { versionStepRisks } from "./version-steps";

export type { Risk } from "./row";

/** Everything that a change brings, but for routine and cost. */
export const risksOf = (change: ResourceChange, plan: Plan): Risk[] => [
  ...versionStepRisks(change),
  ...nodeMinimumRisks(change),
  ...risksIn(LOSSES, change),
  ...risksIn(DOWNTIMES, change),
  ...ingressRisks(change),
  ...ingressTlsRisks(change),
  ...policyRisks(change),
  ...settingRisks(change),
  ...guardRisks(change, plan),
  ...addressRisks(change, plan),
  ...identityRisks(change),
];
