import { type ResourceChange, UNKNOWN } from "../../plan";
import { blocksIn, isGroup, type Json, toList, type Values, valueAt } from "../../synthesized";
import type { Risk } from "./row";

const TYPES: ReadonlySet<string> = new Set(["aws_wafv2_web_acl", "aws_wafv2_rule_group"]);

/** What a firewall for the web refused and lets in now. */
export function webAclRisks({ type, before, after }: ResourceChange): Risk[] {
  if (!TYPES.has(type) || !before || !after) return [];
  const opens = isChosen(before, "default_action.block") && !isChosen(after, "default_action.block");
  const [old, now] = [rulesOf(before), rulesOf(after)];
  const lost = after.rule === UNKNOWN ? [] : [...old].filter(([name, refuses]) => refuses && now.get(name) !== true);
  return [
    ...(opens ? [risk("what no rule is about is let in", "default_action")] : []),
    ...(lost.length > 0
      ? [risk("requests that it refused are let in", "rule", lost.map(([name]) => name).join(", "))]
      : []),
    ...(after.rule === UNKNOWN ? [risk("its rules are known after apply only and cannot be judged", "rule")] : []),
  ];
}

const risk = (what: string, attribute: string, detail?: string): Risk => ({
  group: "exposure",
  what,
  ...(detail ? { detail } : {}),
  advice: "Keep the rule, or make sure that another one refuses the same.",
  attributes: [attribute],
});

/** Whether each rule, by its name, refuses anything: it blocks or asks, or leaves the rules of its group as they are. */
const rulesOf = (values: Values): Map<string, boolean> =>
  new Map(blocksIn(values, "rule").map((rule) => [String(rule.name), refuses(rule)]));

const refuses = (rule: Values): boolean =>
  ["action.block", "action.captcha", "action.challenge", "override_action.none"].some((path) => isChosen(rule, path));

/** Whether one of several empty blocks is there: `action { block {} }`. */
const isChosen = (values: Values, path: string): boolean => {
  const chosen: Json | undefined = valueAt(values, path);
  return isGroup(chosen) || toList(chosen).length > 0;
};
