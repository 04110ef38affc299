import type { ResourceChange } from "../plan";
import { entryOf } from "../synthesized";

/** Terraform's `action_reason` in words. Source: the JSON output format, "resource_changes". */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "its last creation failed half-way",
  replace_because_cannot_update: "it cannot change in place",
  replace_by_request: "the plan was made with -replace",
  replace_by_triggers: "something named in replace_triggered_by changes",
  delete_because_no_resource_config: "it is no longer configured",
  delete_because_wrong_repetition: "its count or for_each came or went",
  delete_because_count_index: "its index is out of range",
  delete_because_each_key: "its key is no longer in for_each",
  delete_because_no_module: "its module is no longer configured",
  delete_because_no_move_target: "a moved block leads nowhere",
};

/** Why a resource is replaced or deleted; empty when Terraform does not say, or says something new. */
export const reasonOf = ({ reason = "" }: ResourceChange): string => entryOf(REASONS, reason) ?? "";
