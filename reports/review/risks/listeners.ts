import { type ResourceChange, UNKNOWN } from "../../plan";
import { blocksIn, toList, type Values } from "../../synthesized";
import type { Risk } from "./row";

/** Where a listener, or a rule of one, says what it does with visitors. */
const ACTIONS: Readonly<Record<string, string>> = {
  aws_lb_listener: "default_action",
  aws_alb_listener: "default_action",
  aws_lb_listener_rule: "action",
  aws_alb_listener_rule: "action",
};

/** Conditions of a rule that name visitors, and not what they ask for. */
const NAMES_VISITOR = ["source_ip", "http_header"];

/** Visitors that a listener asked who they are, or told apart, and no longer does. */
export function listenerRisks({ type, before, after }: ResourceChange): Risk[] {
  const argument = Object.hasOwn(ACTIONS, type) ? ACTIONS[type] : undefined;
  if (argument === undefined || !before || !after || after[argument] === UNKNOWN) return [];
  const asks = (side: Values) =>
    blocksIn(side, argument).some(({ type: kind }) => /^(authenticate-|jwt-)/.test(String(kind)));
  const names = (side: Values) =>
    NAMES_VISITOR.filter((name) => blocksIn(side, "condition").some((one) => toList(one[name]).length > 0));
  const lost = after.condition === UNKNOWN ? [] : names(before).filter((name) => !names(after).includes(name));
  return [
    ...(asks(before) && !asks(after)
      ? [risk("everybody is let in without signing in", "Keep the action that asks.", argument)]
      : []),
    ...(lost.length > 0
      ? [risk("it is for more visitors than before", "Keep the condition that names them.", "condition")]
      : []),
  ];
}

const risk = (what: string, advice: string, attribute: string): Risk => ({
  group: "exposure",
  what,
  advice,
  attributes: [attribute],
});
