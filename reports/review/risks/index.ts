import type { ResourceChange } from "../../plan";
import { addressRisks } from "./addresses";
import { ADMITTING_TYPES } from "./admitting";
import type { Around } from "./around";
import { asSet } from "./assumed";
import { containerRisks } from "./containers";
import { DOWNTIMES } from "./downtime";
import { endpointRisks } from "./endpoints";
import { holdsNothing } from "./gone/nothing";
import { grantRisks } from "./grants";
import { guardRisks } from "./guards";
import { helmRisks } from "./helm";
import { identityRisks, isIdentity } from "./identity";
import { ingressMoveRisks } from "./ingress-moves";
import { ingressTlsRisks } from "./ingress-tls";
import { isUnread, unjudgedArguments } from "./judged-arguments";
import { keptRisks } from "./kept";
import { KUBERNETES_TYPES, kubernetesRisks } from "./kubernetes";
import { listenerRisks } from "./listeners";
import { GUARDED, LOSSES } from "./loss";
import { MADE } from "./made";
import { meaningRisks } from "./named-everybody";
import { nodeMinimumRisks } from "./node-minimum";
import { onlyGrowsRisks } from "./only-grows";
import { policyRisks } from "./policy-width";
import { programRisks } from "./programs";
import { openingRisks } from "./reach";
import { routeRisks } from "./routes";
import { byType, GONE, type Risk, type Row, risksIn } from "./row";
import { groupRisks } from "./security-groups";
import { SETTINGS, settingRisks } from "./settings";
import { tellingRisks } from "./telling";
import { versionStepRisks } from "./version-steps";
import { webAclRisks } from "./web-acl";

export { Around } from "./around";
export { movesIngress } from "./ingress-moves";
export type { Risk } from "./row";

/** Every row about types, the most dangerous first. */
export const ROWS: readonly Row[] = [...LOSSES, ...DOWNTIMES, ...GUARDED, ...MADE];
const INDEX = byType(ROWS);

/** Types that some table knows: of any other nobody has judged what a change of it brings. */
const KNOWN: ReadonlySet<string> = new Set([
  ...INDEX.keys(),
  ...SETTINGS.flatMap(({ types = [] }) => types),
  ...ADMITTING_TYPES,
  ...KUBERNETES_TYPES,
]);

const isKnown = (type: string): boolean => KNOWN.has(type) || holdsNothing(type) || isIdentity(type);

/** Types of which some table says what goes with them, or that nothing does. */
const GOES: ReadonlySet<string> = new Set([
  ...ROWS.filter(({ on }) => on.includes("delete")).flatMap(({ types }) => types),
  ...KUBERNETES_TYPES,
]);
const isKnownToGo = (type: string): boolean => GOES.has(type) || holdsNothing(type) || isIdentity(type);

/** Everything that a change brings, but for routine and cost. */
export function risksOf(change: ResourceChange, around: Around): Risk[] {
  const { type, action } = change;
  const set = asSet(change);
  const telling = tellingRisks(set, (path) => isUnread(change, path, around, INDEX));
  const known: Risk[] = [
    ...versionStepRisks(change),
    ...nodeMinimumRisks(change),
    ...onlyGrowsRisks(change),
    ...ingressMoveRisks(change),
    ...risksIn(INDEX, change),
    ...keptRisks(change, around),
    ...openingRisks(change, around),
    ...groupRisks(change, around),
    ...routeRisks(change, around),
    ...addressRisks(change, around),
    ...endpointRisks(change, around),
    ...ingressTlsRisks(change),
    ...kubernetesRisks(change),
    ...helmRisks(change),
    ...containerRisks(change),
    ...policyRisks(change, around),
    ...meaningRisks(change, around),
    ...settingRisks(set, (argument) => around.isConfigured(change, argument)),
    ...webAclRisks(change),
    ...listenerRisks(change),
    ...guardRisks(change, around),
    ...grantRisks(change, around),
    ...identityRisks(change),
    ...programRisks(change, around),
    ...telling,
  ];
  const isGoing = (GONE as readonly string[]).includes(action);
  if (isGoing ? !isKnownToGo(type) : !isKnown(type)) return distinct([...known, ...notJudged(action)]);
  const told = new Set(telling.flatMap(({ attributes = [] }) => attributes));
  const unjudged = unjudgedArguments(change, around, INDEX).filter((path) => !told.has(path));
  return distinct([...known, ...argumentsNotJudged(unjudged)]);
}

/** A type that no table knows: what is lost with it nobody can tell, and what else it does is said not to be judged. */
const notJudged = (action: ResourceChange["action"]): Risk[] => {
  if ((GONE as readonly string[]).includes(action))
    return [
      {
        group: "data loss",
        what: "nobody has judged what is lost with a resource of this type",
        advice: "Look up what it holds and who uses it; approve it when that is nothing.",
      },
    ];
  if (action === "forget" || action === "no-op" || action === "read") return [];
  return [
    {
      group: "not judged",
      what: "this review knows nothing about this type",
      advice: "Read what changes.",
    },
  ];
};

/** A type that is known, and arguments of it that are not. */
const argumentsNotJudged = (paths: readonly string[]): Risk[] =>
  paths.length === 0
    ? []
    : [
        {
          group: "not judged",
          what: "this review does not know what another value does here",
          detail: paths.join(", "),
          advice: "Read what changes.",
          attributes: paths,
        },
      ];

/** The same said by two tables is said once. */
function distinct(risks: readonly Risk[]): Risk[] {
  const seen = new Set<string>();
  return risks.filter(({ group, what, detail = "" }) => {
    const key = `${group}\0${what}\0${detail}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
