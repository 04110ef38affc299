import { show } from "../built/differences";
import { coversPattern } from "../built/patterns";
import type { SupportCalendar } from "../built/support";
import { plain } from "../built/text";
import { isQuiet, SENSITIVE, UNKNOWN } from "../plan";
import { type Finding, failuresOf, RULES } from "../rules/judge";
import { adviceOf, type Rule } from "../rules/rule";
import { grouped, remembered } from "../synthesized";
import type { Side } from "./planned-blocks";
import type { PlannedEnvironment } from "./planned-environment";
import type { Reviewed } from "./reviewed";
import { type Severities, severityOf } from "./severity";
import { PREVIEW_GUARD } from "./stack";

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
  /** Whether it refuses the plan, or is only told. */
  readonly severity: "refuse" | "warn";
}

/** What the rules need besides the plan. */
export interface PolicyContext {
  readonly support: SupportCalendar;
  /** Day of the review, `yyyy-mm-dd`. */
  readonly date: string;
  /** How rules are taken. @default as this project means them */
  readonly severities?: Severities;
  readonly waivers: readonly {
    readonly rule: string;
    /** `*` is every environment. */
    readonly environment: string;
    readonly stack: string;
    /** `*` stands for any part of a name. */
    readonly address: string;
    readonly expires: string;
  }[];
}

/** Judges the resources of the planned stacks before and after, and returns what fails only after. */
export function newFailures(environments: readonly PlannedEnvironment[], context: PolicyContext): NewFailure[] {
  const { severities = {} } = context;
  return environments.flatMap((planned) => {
    const isOurs = planned.plans.every(({ environment }) => environment !== undefined);
    const asked = RULES.filter(({ id }) => severityOf(id, isOurs, severities) !== "off");
    const after = failuresOn("after", planned, context, asked);
    const failing = new Set(after.map(({ rule }) => rule.id));
    const broken = asked.filter(({ id }) => failing.has(id));
    const before = new Set(failuresOn("before", planned, context, broken).map(keyOf));
    const changed = new Set(
      planned.plans.flatMap(({ plan, identity }) =>
        plan.changes
          .filter((change) => !isQuiet(change))
          .map(({ address }) => `${identity.name ?? identity.id} ${address}`),
      ),
    );
    return after
      .filter((finding) => !before.has(keyOf(finding)))
      .map((finding) => {
        // code of others is refused for what it changes, and told the rest
        const severity = severityOf(finding.rule.id, isOurs, severities);
        const isItsOwn = isOurs || changed.has(`${finding.stack} ${finding.address}`);
        return toFailure(finding, planned.plans, context, severity === "refuse" && isItsOwn ? "refuse" : "warn");
      });
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
  return failuresOf({ environment, support, date }, rules).filter(
    ({ address, stack, value, pointer }) =>
      address !== PREVIEW_GUARD && names.has(stack) && !isUnknown(value) && (isKnown || !isOpen(value, pointer)),
  );
}

/** What is known after apply only breaks no rule yet. */
const isUnknown = (value: Finding["value"]): boolean => JSON.stringify(value).includes(UNKNOWN);

/** What cannot be judged without the synthesized environment: where an expression leads, and lifecycles. */
const isOpen = (value: Finding["value"], pointer: string): boolean =>
  /^"\$\{[^{}]*\}"$/.test(JSON.stringify(value)) || pointer.includes("/lifecycle");

function toFailure(
  finding: Finding,
  plans: readonly Reviewed[],
  { waivers, date }: PolicyContext,
  severity: NewFailure["severity"],
): NewFailure {
  const { rule, environment, stack, address, value } = finding;
  const attribute = finding.pointer.split("/").slice(4).join(".");
  const waiver = waivers.find(
    (one) =>
      one.rule === rule.id &&
      (one.environment === "*" || one.environment === environment) &&
      one.stack === stack &&
      coversPattern(one.address, address),
  );
  return {
    rule: rule.id,
    requirement: rule.requirement,
    fix: adviceOf(rule),
    stack: plans.find(({ identity }) => (identity.name ?? identity.id) === stack)?.identity.id ?? stack,
    address: plain(address, 200),
    attribute: plain(attribute, 120),
    value: isHidden(finding, plans) ? SENSITIVE : show(attribute, value),
    severity,
    ...(waiver && waiver.expires >= date ? { waivedUntil: waiver.expires } : {}),
  };
}

/** Whether what a rule found is marked as sensitive in the plan. */
const isHidden = ({ stack, address, pointer }: Finding, plans: readonly Reviewed[]): boolean =>
  plans
    .filter(({ identity }) => (identity.name ?? identity.id) === stack)
    .flatMap(({ plan }) => changesOf(plan).get(address) ?? [])
    .some(({ sensitive }) => sensitive.some((key) => key === (pointer.split("/")[4] ?? key)));

const changesOf = remembered(({ changes }: Reviewed["plan"]) =>
  grouped(changes.map((change) => [change.address, change] as const)),
);
