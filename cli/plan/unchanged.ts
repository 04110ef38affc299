import { readFileSync } from "node:fs";
import { EXIT, type ExitCode } from "../../platform/exit";
import { isSame } from "../../reports/built/values";
import { isQuiet, type Plan, parsePlan, type ResourceChange } from "../../reports/plan";

/**
 * Arguments whose change waits for the maintenance window while `apply_immediately` is false, by type: until then AWS answers
 * with the old value, and every plan shows the change. Source: the fields of `PendingModifiedValues` of DBInstance (Amazon RDS API
 * reference) and of CacheCluster (Amazon ElastiCache API reference).
 */
const WAITS: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: [
    ...[
      "allocated_storage",
      "backup_retention_period",
      "ca_cert_identifier",
      "engine_version",
      "instance_class",
      "iops",
    ],
    ...["multi_az", "port", "storage_throughput", "storage_type"],
  ],
  aws_elasticache_replication_group: ["engine", "engine_version", "node_type"],
};

/** A group of settings for another major version waits with that version, because it fits no engine before (ModifyDBInstance, EngineVersion). */
const WAITS_WITH_VERSION = "parameter_group_name";

/** What plans would still change after a deployment: what waits for a maintenance window, and everything else. */
export interface Remains {
  readonly waiting: readonly string[];
  readonly others: readonly string[];
}

/** Sorts what plans change, a sentence each. A change of anything beside waiting arguments is one of the others. */
export function remainsOf(plans: readonly Plan[]): Remains {
  const changes = plans.flatMap(({ changes: all }) => all).filter((change) => !isQuiet(change));
  const isWaiting = (change: ResourceChange): boolean =>
    change.action === "update" &&
    change.after?.apply_immediately === false &&
    changed(change).every(
      (attribute, _, all) =>
        WAITS[change.type]?.includes(attribute) ||
        (attribute === WAITS_WITH_VERSION && WAITS[change.type] !== undefined && all.includes("engine_version")),
    );
  return {
    waiting: changes.filter(isWaiting).map((change) => `${change.address}: ${changed(change).join(", ")}`),
    others: [
      ...changes
        .filter((change) => !isWaiting(change))
        .map((change) => `${change.address} would ${change.action}: ${changed(change).join(", ")}`),
      ...plans.flatMap(({ outputs }) =>
        outputs.flatMap(({ name, action }) => (action === "no-op" ? [] : [`output ${name} would ${action}`])),
      ),
      ...plans.flatMap(({ deferred }) => deferred.map(({ change }) => `${change.address} was put off by Terraform`)),
    ],
  };
}

const changed = ({ judged: { before, after } }: ResourceChange): string[] =>
  [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .filter((key) => !isSame(before?.[key], after?.[key]))
    .sort();

/**
 * Says what saved plans would still change, and whether that is nothing but what waits for a maintenance window.
 * @param leftOut stacks that could not be planned: of them nothing is known
 */
export function sayRemains(files: readonly string[], leftOut: number): ExitCode {
  const read = files.map((file) => parsePlan(readFileSync(file), file));
  const plans = read.flatMap((plan) => ("problem" in plan ? [] : [plan]));
  const { waiting, others } = remainsOf(plans);
  for (const line of waiting) console.log(`waits for the maintenance window (changes: window): ${line}`);
  const unknown =
    leftOut > 0 ? [`${leftOut} stacks were not planned: what is left to change in them is not known`] : [];
  const problems = [...unknown, ...read.flatMap((plan) => ("problem" in plan ? [plan.problem] : [])), ...others];
  for (const line of problems) console.error(line);
  if (problems.length === 0) console.log(waiting.length > 0 ? "nothing else to change" : "nothing to change");
  return problems.length === 0 ? EXIT.fine : EXIT.refused;
}
