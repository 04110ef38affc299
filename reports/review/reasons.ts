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
export const reasonOf = ({ reason = "" }: { readonly reason?: string | undefined }): string =>
  entryOf(REASONS, reason) ?? "";

/** Why Terraform puts a change off, in words. Source: the JSON output format, "deferred_changes". */
const DEFERRED: Readonly<Record<string, string>> = {
  unknown: "Terraform does not say why",
  instance_count_unknown: "nobody knows yet how many there will be",
  resource_config_unknown: "its arguments are not known yet",
  provider_config_unknown: "its provider is not configured yet",
  deferred_prereq: "what it depends on is put off, too",
  absent_prereq: "what it depends on is not there yet",
};

/** Why a change waits for a later plan. */
export const deferredBecause = (reason: string): string =>
  entryOf(DEFERRED, reason) ?? reason.replace(/[^\w -]/g, "?").slice(0, 60);
