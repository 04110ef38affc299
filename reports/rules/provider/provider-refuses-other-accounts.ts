import type { Block } from "../../synthesized";
import { attribute, forType } from "../checks";
import { type Context, judged, type Rule } from "../rule";
import { isSet } from "../values";

/** Whether a stack has resources of AWS and no word about its provider: then any credentials will do. */
const usesDefault = (block: Block, context: Context): boolean => {
  const stack = context.environment.stacks.find(({ name }) => name === block.stack);
  if (!stack) return false;
  return (
    stack.resources.some(({ type, values }) => type.startsWith("aws_") && values.provider === undefined) &&
    !stack.providers.some(({ type, values }) => type === "aws" && values.alias === undefined)
  );
};

export const providerRefusesOtherAccounts: Rule = {
  id: "provider-refuses-other-accounts",
  requirement: "The AWS provider refuses any account but the environment's.",
  why: "With the wrong credentials a plan for one environment would be applied to another.",
  controls: { "nist-800-53-r5": ["AC-3"] },
  setting: "account",
  fix: "Set `allowed_account_ids` of the provider.",
  severity: "high",
  check: (block, context) =>
    block.kind === "stack" && usesDefault(block, context)
      ? judged(false, "/provider/aws", undefined)
      : forType("provider.aws", attribute("allowed_account_ids", isSet))(block, context),
};
