import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Plan, parsePlan } from "../../reports/plan";
import { examine, type Reviewed, review } from "../../reports/review";
import type { Approval } from "../../reports/review/approvals";
import { parseStack, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";

export const ROOT = resolve(__dirname, "../../..");
export const DATE = "2026-11-23";

/** File of a plan that the real Terraform made in the emulator, cut down to a few resources. */
export const planFile = (name: string): string => join(ROOT, "__tests__/reports/plans", `${name}.json`);

export const realPlan = (name: string): Plan => read(readFileSync(planFile(name)), `${name}.json`);

/** Parts of one `resource_changes` entry. */
export interface Change {
  readonly type?: string;
  readonly name?: string;
  readonly index?: string;
  readonly actions?: readonly string[];
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly more?: object;
  readonly changeMore?: object;
}

/** A change as Terraform writes it; without anything the update of a VPC. */
export function rawChange(change: Change): Record<string, unknown> {
  const { type = "aws_vpc", name = "main", index, actions = ["update"], before = {}, after = {} } = change;
  const address = `${type}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`;
  const isNew = actions.join() === "create";
  const isGone = actions.join() === "delete";
  return {
    address,
    mode: "managed",
    type,
    name,
    change: { actions, before: isNew ? null : before, after: isGone ? null : after, ...change.changeMore },
    ...change.more,
  };
}

/** The smallest plan of `shop-data`, with changes. */
export const rawPlan = (changes: readonly Change[], more: object = {}): Record<string, unknown> => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: changes.map(rawChange),
  configuration: {
    provider_config: {
      aws: { expressions: { default_tags: [{ tags: { constant_value: { Platform: "shop", Stack: "data" } } }] } },
    },
    root_module: {},
  },
  ...more,
});

export const bytes = (json: unknown): Buffer => Buffer.from(JSON.stringify(json));

/** A plan that must be readable. */
export function read(text: Buffer, file = "plan.json"): Plan {
  const plan = parsePlan(text, file);
  if ("problem" in plan) throw new Error(plan.problem);
  return plan;
}

export const plan = (changes: readonly Change[], more: object = {}): Plan => read(bytes(rawPlan(changes, more)));

/** An environment of stacks that are written like `cdk.tf.json`. */
export const environment = (stacks: Readonly<Record<string, Values>>): SynthesizedEnvironment => ({
  name: "shop",
  stacks: Object.entries(stacks).map(([name, json]) => parseStack(`shop-${name}`, json)),
});

/** What a review may be given besides the plans. */
export interface Given {
  readonly environment?: SynthesizedEnvironment;
  readonly approvals?: readonly Approval[];
  readonly date?: string;
}

/** The card of plans, judged on `DATE`. */
export function card(plans: Plan | readonly Plan[], { environment: known, approvals = [], date = DATE }: Given = {}) {
  const reviewed = [plans]
    .flat()
    .map((one): Reviewed => ({ ...examine(one), ...(known ? { environment: known } : {}) }));
  const support = { date, kubernetes: {}, postgresql: {}, redis: {}, valkey: {} };
  return review(reviewed, { approvals, date, support, waivers: [] });
}

/** The groups that one change is in besides what it costs, with what happens. */
export const groupsOf = (change: Change, more: object = {}): string[] =>
  card(plan([change], more))
    .entries.filter(({ group }) => group !== "cost")
    .map(({ group, what }) => [group, ...what.map((one) => one.what)].join(": "));
