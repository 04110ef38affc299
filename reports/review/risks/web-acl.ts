import { isSame } from "../../built/values";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { blocksIn, isGroup, type Json, toList, type Values, valueAt } from "../../synthesized";
import type { Risk } from "./row";

const TYPES: ReadonlySet<string> = new Set(["aws_wafv2_web_acl", "aws_wafv2_rule_group"]);

/** What a firewall for the web refused and lets in now. */
export function webAclRisks({ type, before, after }: ResourceChange): Risk[] {
  if (!TYPES.has(type) || !before || !after) return [];
  const opens = isChosen(before, "default_action.block") && !isChosen(after, "default_action.block");
  const isUnknown = after.rule === UNKNOWN;
  const [old, now] = [blocksIn(before, "rule"), isUnknown ? [] : blocksIn(after, "rule")];
  const pairs = old.map((rule) => [rule, now.find((one) => isSameRule(one, rule))] as const);
  const lost = isUnknown
    ? []
    : pairs.filter(([rule, other]) => refuses(rule) && !(other && refusesAsMuch(rule, other)));
  const passes = now.filter((rule) => isChosen(rule, "action.allow") && !old.some((one) => allowsSame(one, rule)));
  const named = (rules: readonly Values[]) => rules.map(({ name }) => String(name)).join(", ");
  return [
    ...(opens ? [risk("what no rule is about is let in", "default_action")] : []),
    ...(lost.length > 0
      ? [risk("requests that it refused are let in", "rule", named(lost.map(([rule]) => rule)))]
      : []),
    ...(passes.length > 0 ? [risk("it lets in requests without asking further", "rule", named(passes))] : []),
    ...(isUnknown ? [risk("its rules are known after apply only and cannot be judged", "rule")] : []),
  ];
}

/** One rule under the same name, or what it is about under another. */
const isSameRule = (one: Values, other: Values): boolean =>
  one.name === other.name || (toList(one.statement).length > 0 && isSame(one.statement, other.statement));

const allowsSame = (one: Values, other: Values): boolean =>
  isSameRule(one, other) && isChosen(one, "action.allow") && isSame(one.statement, other.statement);

/** Whether a rule still refuses, at the same rate or earlier, and nothing of its group is left out or only counted that was not. */
function refusesAsMuch(rule: Values, other: Values): boolean {
  const limitOf = (one: Values) => Number(valueAt(one, "statement.rate_based_statement.limit") ?? 0);
  if (!refuses(other) || limitOf(other) > limitOf(rule)) return false;
  return LEAVES_OUT.every((path) => toList(valueAt(other, path)).length <= toList(valueAt(rule, path)).length);
}

/** Where a rule leaves out a part of its group. */
const LEAVES_OUT = ["managed_rule_group_statement", "rule_group_reference_statement"].flatMap((statement) =>
  ["rule_action_override", "excluded_rule", "scope_down_statement"].map((what) => `statement.${statement}.${what}`),
);

const risk = (what: string, attribute: string, detail?: string): Risk => ({
  group: "exposure",
  what,
  ...(detail ? { detail } : {}),
  advice: "Keep the rule, or make sure that another one refuses the same.",
  attributes: [attribute],
});

/** Whether a rule refuses anything: it blocks or asks, or leaves the rules of its group as they are. */
const refuses = (rule: Values): boolean =>
  ["action.block", "action.captcha", "action.challenge", "override_action.none"].some((path) => isChosen(rule, path));

/** Whether one of several empty blocks is there: `action { block {} }`. */
const isChosen = (values: Values, path: string): boolean => {
  const chosen: Json | undefined = valueAt(values, path);
  return isGroup(chosen) || toList(chosen).length > 0;
};
