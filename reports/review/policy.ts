import { show } from "../built/differences";
import type { SupportCalendar } from "../built/support";
import { plain } from "../built/text";
import { UNKNOWN } from "../plan";
import { type Finding, judge, RULES } from "../rules/judge";
import type { Rule } from "../rules/rule";
import type { Side } from "./planned-blocks";
import type { PlannedEnvironment } from "./planned-environment";
import type { Reviewed } from "./reviewed";

/** A rule that one resource breaks after the plan and did not break before. */
export interface NewFailure {
  readonly rule: string;
  readonly requirement: string;
  readonly fix: string;
  readonly stack: string;
  readonly address: string;
  readonly attribute: string;
  readonly value: string;
  /** Day until which `waivers.yaml` allows it. */
  readonly waivedUntil?: string;
}

/** What the rules need besides the plan. */
export interface PolicyContext {
  readonly support: SupportCalendar;
  /** Day of the review, `yyyy-mm-dd`. */
  readonly date: string;
  readonly waivers: readonly {
    readonly rule: string;
    readonly environment: string;
    readonly stack: string;
    readonly address: string;
    readonly expires: string;
  }[];
}

/** Judges the resources of the planned stacks before and after, and returns what fails only after. */
export function newFailures(environments: readonly PlannedEnvironment[], context: PolicyContext): NewFailure[] {
  return environments.flatMap((planned) => {
    const after = failuresOn("after", planned, context, RULES);
    const broken = RULES.filter(({ id }) => after.some(({ rule }) => rule.id === id));
    const before = new Set(failuresOn("before", planned, context, broken).map(keyOf));
    return after
      .filter((finding) => !before.has(keyOf(finding)))
      .map((finding) => toFailure(finding, planned.plans, context));
  });
}

const keyOf = ({ rule, stack, address }: Finding): string => `${rule.id} ${stack} ${address}`;

function failuresOn(
  side: Side,
  { plans, [side]: environment }: PlannedEnvironment,
  { support, date }: PolicyContext,
  rules: readonly Rule[],
): Finding[] {
  const names = new Set(plans.map(({ identity }) => identity.name ?? identity.id));
  const isKnown = plans.every((one) => one.environment !== undefined);
  return judge({ environment, support, date }, rules).filter(
    ({ verdict, stack, value, pointer }) =>
      verdict === "fail" && names.has(stack) && !isUnknown(value) && (isKnown || !isOpen(value, pointer)),
  );
}

/** What is known after apply only breaks no rule yet. */
const isUnknown = (value: Finding["value"]): boolean => JSON.stringify(value).includes(UNKNOWN);

/** What cannot be judged without the synthesized environment: where an expression leads, and lifecycles. */
const isOpen = (value: Finding["value"], pointer: string): boolean =>
  /^"\$\{[^{}]*\}"$/.test(JSON.stringify(value)) || pointer.includes("/lifecycle");

function toFailure(finding: Finding, plans: readonly Reviewed[], { waivers, date }: PolicyContext): NewFailure {
  const { rule, environment, stack, address, value } = finding;
  const attribute = finding.pointer.split("/").slice(4).join(".");
  const waiver = waivers.find(
    (one) => one.rule === rule.id && one.environment === environment && one.stack === stack && one.address === address,
  );
  return {
    rule: rule.id,
    requirement: rule.requirement,
    fix: rule.fix,
    stack: plans.find(({ identity }) => (identity.name ?? identity.id) === stack)?.identity.id ?? stack,
    address: plain(address, 200),
    attribute: plain(attribute, 120),
    value: show(attribute, value),
    ...(waiver && waiver.expires >= date ? { waivedUntil: waiver.expires } : {}),
  };
}
