import { documentsIn } from "../../built/policies";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { entryOf, grouped, type Json } from "../../synthesized";
import { ADMITTING_TYPES } from "./admitting";
import type { Around } from "./around";
import { CHART_SETTINGS } from "./chart-settings";
import { isEveryday } from "./everyday";
import { ACTS_AS, isIdentity } from "./identity";
import { PRINCIPAL } from "./named-everybody";
import { firstOf, isWithin, lastOf } from "./paths";
import { ADMITS } from "./reach";
import type { Row } from "./row";
import { GROUPS } from "./security-groups";
import { SETTINGS } from "./settings";
import { changedPaths, flatten } from "./settings/flat";

/** Arguments that are judged by what they mean, and not by a row about them: by types, and of every type. */
const BY_MEANING: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket: ["lifecycle_rule"],
  aws_s3_bucket_lifecycle_configuration: ["rule"],
  aws_s3_bucket_replication_configuration: ["rule"],
  aws_ecr_lifecycle_policy: ["policy"],
  aws_ecr_replication_configuration: ["replication_configuration"],
  aws_backup_plan: ["rule"],
  aws_dlm_lifecycle_policy: ["policy_details"],
  aws_route_table: ["route"],
  aws_default_route_table: ["route"],
  aws_vpc_endpoint: ["route_table_ids", "subnet_ids"],
  aws_eip: ["instance", "network_interface"],
  aws_eip_association: ["instance_id", "network_interface_id"],
  helm_release: ["postrender.binary_path"],
  aws_wafv2_web_acl: ["rule", "default_action"],
  aws_wafv2_rule_group: ["rule"],
  aws_elasticache_replication_group: ["user_group_ids", "auth_token", "auth_token_update_strategy"],
};

/** Types that Terraform makes up, and that are nothing outside of it. */
const MADE_UP = /^(terraform_data|(null|random|time|local|template)_\w+)$/;

/** Paths of the settings that count in every type, by their last name, and of those of some types. */
const NAMED: ReadonlyMap<string, readonly string[]> = grouped(
  SETTINGS.filter(({ types }) => types === undefined).map(({ path }) => [lastOf(path), path]),
);
const OF_TYPES: ReadonlyMap<string, readonly string[]> = grouped(
  SETTINGS.flatMap(({ types = [], path }) => types.map((type): [string, string] => [type, path])),
);

/**
 * Arguments that a change in place sets otherwise, and that nothing here knows: neither a row, nor a setting, nor what is
 * judged by its meaning, nor the list of what is changed every day.
 * @param rows every row about types, by type
 * @returns their paths without positions in lists, in the order of their names
 */
export function unjudgedArguments(
  change: ResourceChange,
  around: Pick<Around, "isConfigured">,
  rows: ReadonlyMap<string, readonly Row[]>,
): string[] {
  const { type, action, before, after } = change;
  if (action !== "update" || isIdentity(type) || MADE_UP.test(type)) return [];
  const changed = changedPaths(flatten(before), flatten(after));
  if (changed.length === 0) return [];
  return changed
    .filter((path) => !changed.some((inner) => inner.startsWith(`${path}.`)))
    .filter((path) => isUnread(change, path, around, rows))
    .sort();
}

/** Whether nothing here knows an argument, by its path without positions in lists, and a provider does not fill it in. */
export function isUnread(
  change: ResourceChange,
  path: string,
  around: Pick<Around, "isConfigured">,
  rows: ReadonlyMap<string, readonly Row[]>,
): boolean {
  const { type, before, after } = change;
  if (MADE_UP.test(type) || isJudgedAnywhere(path) || isJudgedIn(type, path, rows)) return false;
  const [old, now] = [flatten(before).get(path), flatten(after).get(path)];
  return !isComputed(path, now, change, around) && !isPolicy(old) && !isPolicy(now);
}

/** Whether an argument is judged in every type that has it. */
function isJudgedAnywhere(path: string): boolean {
  const last = lastOf(path);
  return (
    ACTS_AS.test(firstOf(path)) ||
    PRINCIPAL.test(last) ||
    GROUPS.some((group) => isWithin(path, group)) ||
    (NAMED.get(last)?.some((end) => path === end || path.endsWith(`.${end}`)) ?? false)
  );
}

/** Whether an argument is judged in this type, or is one of everyday there. */
const isJudgedIn = (type: string, path: string, rows: ReadonlyMap<string, readonly Row[]>): boolean =>
  isEveryday(type, path) ||
  (isWithin(path, "settings") && CHART_SETTINGS.some((setting) => setting.path.test(path))) ||
  (entryOf(BY_MEANING, type) ?? []).some((start) => isWithin(path, start)) ||
  (ADMITTING_TYPES.has(type) && ADMITS.some((start) => isWithin(path, start))) ||
  (path === "subnet_ids" && /^aws_\w+_subnet_group$/.test(type)) ||
  (OF_TYPES.get(type) ?? []).some((start) => isWithin(path, start) || isWithin(start, path)) ||
  (rows.get(type) ?? []).some(
    ({ on, attributes = [] }) => on.includes("update") && attributes.some((start) => isWithin(path, start)),
  );

/** Whether the provider fills it in by itself, after the apply. */
const isComputed = (
  path: string,
  now: readonly Json[] | undefined,
  change: ResourceChange,
  around: Pick<Around, "isConfigured">,
): boolean => (now?.every((value) => value === UNKNOWN) ?? false) && around.isConfigured(change, path) !== true;

/** Policies are compared statement by statement, whatever the argument is called. */
const isPolicy = (values: readonly Json[] | undefined): boolean =>
  values?.some((value) => documentsIn(value).length > 0) ?? false;
