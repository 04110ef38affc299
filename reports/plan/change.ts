import type { Json, Values } from "../synthesized";
import { markUnknown } from "./mark-unknown";
import { redact } from "./redact";
import type { RawChange, RawInvocation } from "./schema";
import { type Action, type Invocation, type OutputChange, type ResourceChange, SENSITIVE, UNKNOWN } from "./types";

/** One managed resource of a plan; nothing for a data source. */
export function changeOf(raw: RawChange): ResourceChange[] {
  if (raw.mode === "data") return [];
  const { address, type, name, index, change, previous_address, action_reason, deposed, module_address = "" } = raw;
  const { before, after, judged } = sidesOf(change);
  const module = withoutKeys(module_address);
  return [
    {
      address,
      configAddress: `${module === "" ? "" : `${module}.`}${type}.${name}`,
      module: module_address,
      ...(index === undefined || index === null ? {} : { index }),
      ...(deposed ? { deposed } : {}),
      ...(previous_address && previous_address !== address ? { previousAddress: previous_address } : {}),
      type,
      name,
      action: actionOf(change.actions),
      isCreatedFirst: change.actions[0] === "create",
      isImported: change.importing !== undefined && change.importing !== null,
      ...importIdOf(change),
      before: groupOrNull(before),
      after: groupOrNull(after),
      judged: { before: groupOrNull(judged.before), after: groupOrNull(judged.after) },
      sensitive: [...new Set([change.before_sensitive, change.after_sensitive].flatMap(keysMarked))],
      replacePaths: change.replace_paths ?? [],
      ...(action_reason ? { reason: action_reason } : {}),
    },
  ];
}

/** An output of a plan. */
export function outputOf(name: string, change: RawChange["change"]): OutputChange {
  const { before, after } = sidesOf(change);
  return { name, action: actionOf(change.actions), before, after };
}

/** What a provider does beside making resources. */
export function invocationOf(raw: RawInvocation, deferred?: string): Invocation {
  const { address, type, config_values, config_unknown, config_sensitive, lifecycle_action_trigger: trigger } = raw;
  const marked = { value: markUnknown(config_values ?? null, config_unknown ?? null), marks: config_sensitive ?? null };
  const { after } = redact({ value: null, marks: null }, marked);
  const [resource, event] = [trigger?.triggering_resource_address, trigger?.action_trigger_event];
  return {
    address,
    type,
    config: groupOrNull(after) ?? {},
    ...(resource === undefined ? {} : { trigger: `${event ?? "a change"} of ${resource}` }),
    ...(deferred === undefined ? {} : { deferred }),
  };
}

/** Both sides as they may be shown: sensitive values hidden, unknown ones marked; and as they are judged. */
function sidesOf({
  before = null,
  after = null,
  after_unknown,
  before_sensitive,
  after_sensitive,
}: RawChange["change"]) {
  const judged = { before, after: markUnknown(after, after_unknown ?? null) };
  const shown = redact(
    { value: judged.before, marks: before_sensitive ?? null },
    { value: judged.after, marks: after_sensitive ?? null },
  );
  return { ...shown, judged };
}

/** What the actions of a change come to. */
export function actionOf(actions: readonly string[]): Action {
  const [first = "no-op", ...more] = actions;
  if (more.length === 0) return first as Action;
  return actions.includes("forget") && !actions.includes("delete") ? "create-forget" : "replace";
}

function importIdOf({ importing, after_identity }: RawChange["change"]): { importId?: string } {
  if (importing === undefined || importing === null) return {};
  const id = importing.unknown === true ? UNKNOWN : (importing.id ?? importing.identity ?? after_identity ?? null);
  return id === null || id === "" ? {} : { importId: typeof id === "string" ? id : JSON.stringify(id) };
}

const keysMarked = (marks: Json | undefined): string[] =>
  marks === true
    ? [SENSITIVE]
    : typeof marks === "object" && marks !== null
      ? Object.keys(marks).filter((key) => isMarked((marks as Values)[key]))
      : [];

const isMarked = (marks: Json | undefined): boolean =>
  typeof marks === "object" && marks !== null ? Object.values(marks).some(isMarked) : marks === true;

/** `module.a["x"].module.b[0]` without its keys; what is in quotes may hold brackets. */
export const withoutKeys = (address: string): string => address.replace(/\["(?:[^"\\]|\\.)*"\]|\[[^\]"]*\]/g, "");

export const groupOrNull = (value: Json): Values | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : null;
