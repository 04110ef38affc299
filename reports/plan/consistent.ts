import { entryOf, isGroup, type Json, toGroup, type Values } from "../synthesized";
import { groupOrNull } from "./change";
import { hasMark } from "./mark-unknown";
import { KNOWN_KEYS, type RawChange, type RawPlan, type RawState } from "./schema";
import type { CheckResult } from "./types";

/** Keys that nobody here knows, each once by where it is. */
export function unknownKeysOf(raw: RawPlan): string[] {
  const unknown = (found: object, known: readonly string[], where: string) =>
    Object.keys(found)
      .filter((key) => !known.includes(key))
      .map((key) => `${where}${key}`);
  const deferred = raw.deferred_changes.map(({ resource_change }) => resource_change);
  const changes = [...raw.resource_changes, ...raw.resource_drift, ...deferred];
  const put = raw.deferred_action_invocations.map(({ action_invocation }) => action_invocation);
  return [
    ...new Set([
      ...unknown(raw, KNOWN_KEYS.plan, ""),
      ...changes.flatMap((one) => unknown(one, KNOWN_KEYS.change, "resource_changes.")),
      ...changes.flatMap(({ change }) => unknown(change, KNOWN_KEYS.difference, "resource_changes.change.")),
      ...Object.values(raw.output_changes).flatMap((one) => unknown(one, KNOWN_KEYS.difference, "output_changes.")),
      ...raw.deferred_changes.flatMap((one) => unknown(one, KNOWN_KEYS.deferred, "deferred_changes.")),
      ...[...raw.action_invocations, ...put].flatMap((one) =>
        unknown(one, KNOWN_KEYS.invocation, "action_invocations."),
      ),
    ]),
  ];
}

/** Providers that have types of this project's names, and are not those that the tables were written for. */
export function otherProvidersOf(raw: RawPlan): string[] {
  const found = raw.resource_changes.flatMap(({ type, provider_name = "" }) => {
    const [prefix = ""] = type.split("_", 1);
    const isOther = JUDGED.has(prefix) && provider_name !== "" && !provider_name.endsWith(`/hashicorp/${prefix}`);
    return isOther ? [provider_name] : [];
  });
  return [...new Set(found)].sort();
}
const JUDGED = new Set(["aws", "kubernetes", "helm"]);

/** Addresses of what is changed in place into another object, as its provider tells objects apart: some providers allow it. */
export const otherIdentitiesOf = (raw: RawPlan): string[] =>
  raw.resource_changes.flatMap(({ address, change }) =>
    change.actions.join() === "update" && isAnother(change) ? [address] : [],
  );

/** Checks that do not hold, with what they say. */
export const checksOf = ({ checks }: RawPlan): CheckResult[] =>
  (checks ?? []).flatMap(({ address, status, instances }) =>
    status === "pass"
      ? []
      : [
          {
            address: String(address?.to_display ?? "a check"),
            status: status === "fail" || status === "error" ? status : "unknown",
            problems: (instances ?? []).flatMap(({ problems }) => (problems ?? []).map(({ message }) => message)),
          },
        ],
  );

/** Where a plan says two things that cannot both be so: somebody changed it, or it is not what it seems. */
export function contradictionsOf(raw: RawPlan): string[] {
  const changes = raw.resource_changes.flatMap((one) => {
    const problem = problemOf(one);
    return problem ? [`${one.address} ${problem}`] : [];
  });
  const isChanging = raw.resource_changes.some(({ change }) => !["no-op", "read"].includes(change.actions.join()));
  return [
    ...changes,
    ...twice(raw),
    ...(raw.applyable || !isChanging
      ? []
      : ["Terraform says that this plan cannot be applied (applyable is false), and it changes something"]),
    ...disagreements(raw),
  ];
}

const ALLOWED = new Set([
  "no-op",
  "create",
  "read",
  "update",
  "delete",
  "forget",
  "delete,create",
  "create,delete",
  "create,forget",
  "forget,create",
]);

function problemOf(raw: RawChange): string | undefined {
  const { mode, change } = raw;
  const actions = change.actions.join();
  if (!isNamedAsSaid(raw)) return "has an address that is not the one of its module, type and name";
  const [before, after] = [change.before ?? null, change.after ?? null];
  if (!ALLOWED.has(actions)) return `has the actions ${JSON.stringify(change.actions)}, which do not go together`;
  if (mode === "data")
    return actions === "read" || actions === "no-op" ? undefined : `is a data source, and its action is ${actions}`;
  if (actions === "create" && before !== null) return "is created, and was there before";
  if ((actions === "delete" || actions === "forget") && after !== null)
    return `has the action ${actions}, and is there after`;
  if (!["create", "read", "no-op"].includes(actions) && before === null)
    return `has the action ${actions}, and was not there before`;
  if (/create|update/.test(actions) && (after === null || change.after_unknown === true))
    return `has the action ${actions}, and the plan says nothing of what will be there`;
  if (actions === "no-op" && isAnother(change)) return "has the action no-op, and is another object after than before";
  const isDifferent = JSON.stringify(before) !== JSON.stringify(after) && !isSameValue(before, after);
  return actions === "no-op" && isDifferent ? "has the action no-op, and differs before and after" : undefined;
}

/** Whether the provider says by its identity that two sides are not the same object; a part that only one side has says nothing. */
function isAnother({ before_identity, after_identity }: RawChange["change"]): boolean {
  const [old, now] = [toGroup(before_identity), toGroup(after_identity)];
  return Object.entries(old).some(([key, part]) => {
    const then = entryOf(now, key) ?? null;
    return part !== null && then !== null && !isSameValue(part, then);
  });
}

/** Whether an address is made of what the change says besides: everything here is judged by the type, and approved by the address. */
function isNamedAsSaid({ address, module_address = "", mode, type, name }: RawChange): boolean {
  const start = `${module_address === "" ? "" : `${module_address}.`}${mode === "data" ? "data." : ""}${type}.${name}`;
  return address === start || (address.startsWith(`${start}[`) && address.endsWith("]"));
}

/** The same object twice: an approval or a verdict of one would count for the other. */
function twice({ resource_changes }: RawPlan): string[] {
  const seen = new Set<string>();
  return resource_changes.flatMap(({ address, deposed }) => {
    const key = JSON.stringify([address, deposed ?? null]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [`${address} is in the plan twice`];
  });
}

/** Resources that `planned_values` shows otherwise than `resource_changes`. Plans that list no planned values say nothing. */
function disagreements({ planned_values, resource_changes }: RawPlan): string[] {
  const planned = planned_values?.root_module ? resourcesIn(planned_values.root_module) : [];
  if (planned.length === 0) return [];
  const byAddress = new Map(
    resource_changes.filter(({ deposed }) => deposed === undefined).map((one) => [one.address, one]),
  );
  const said = planned.flatMap(({ address, values }) => {
    const change = byAddress.get(address);
    if (!change) return [`${address} is among the planned values, and not among the changes`];
    const after = change.change.after ?? null;
    if (after === null) return [`${address} is among the planned values, and is gone after the changes`];
    return differ(groupOrNull(values), groupOrNull(after), change.change.after_unknown ?? null)
      ? [`${address} has other planned values than its change says`]
      : [];
  });
  const listed = new Set(planned.map(({ address }) => address));
  const missing = resource_changes
    .filter(
      ({ mode, deposed, change }) => mode === "managed" && deposed === undefined && (change.after ?? null) !== null,
    )
    .filter(({ address }) => !listed.has(address))
    .map(({ address }) => `${address} is there after the changes, and not among the planned values`);
  return [...said, ...missing];
}

const resourcesIn = ({ resources, child_modules }: RawState): { address: string; values: Json }[] => [
  ...resources.flatMap(({ address, mode, values = null }) => (mode === "data" ? [] : [{ address, values }])),
  ...child_modules.flatMap(resourcesIn),
];

/** Whether a value that both know is another one; what is not known yet is left out on either side. */
const differ = (planned: Values | null, after: Values | null, unknown: Json): boolean =>
  planned !== null &&
  after !== null &&
  Object.entries(planned).some(
    ([key, value]) =>
      Object.hasOwn(after, key) &&
      !(isGroup(unknown) && hasMark(entryOf(unknown, key) ?? null)) &&
      !isSameValue(value, entryOf(after, key) ?? null),
  );

function isSameValue(a: Json, b: Json): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return a === b || (isNothing(a) && isNothing(b));
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSameValue(entryOf(a as Values, key) ?? null, entryOf(b as Values, key) ?? null));
}

/** Providers answer "", null, [] and {} for the same. */
const isNothing = (value: Json): boolean =>
  value === null || value === "" || (typeof value === "object" && Object.values(value).every(isNothing));
