import type { Json, Values } from "../synthesized";
import { markUnknown } from "./mark-unknown";
import { redact } from "./redact";
import { planSchema, type RawChange, type RawPlan } from "./schema";
import { parseJson } from "./text";
import type { Action, Configured, OutputChange, Plan, ResourceChange } from "./types";

/** Reads the bytes of a file that `terraform show -json` wrote; otherwise says in one sentence why that cannot be. */
export function parsePlan(bytes: Buffer, file: string): Plan | { problem: string } {
  const refuse = (problem: string) => ({ problem: `${printable(file)} ${problem}` });
  const parsed = parseJson(bytes);
  if ("problem" in parsed) return refuse(parsed.problem);
  const wrong = notAPlan(parsed.json);
  if (wrong) return refuse(wrong);
  const result = planSchema.safeParse(parsed.json);
  if (!result.success) {
    const [issue] = result.error.issues;
    return refuse(`is no plan that can be read: ${issue?.path.map(String).join(".")}: ${issue?.message}`);
  }
  if (result.data.errored) return refuse("is a plan that ended with an error and cannot be applied; plan again");
  return planOf(result.data, file);
}

/** One line without control characters, short enough to read. */
const printable = (text: string): string => text.replace(/\p{C}/gu, "?").slice(0, 300);

function notAPlan(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return "is JSON, but no plan";
  const { format_version, resource_changes, planned_values, values } = json as Record<string, unknown>;
  if (typeof format_version !== "string") return "is JSON, but no plan: it has no format_version";
  if (!/^1\.\d+$/.test(format_version))
    return `has format_version ${printable(JSON.stringify(format_version))}; this review reads 1.x`;
  if (values !== undefined && planned_values === undefined)
    return "is a state; name the plan: terraform show -json <saved plan>";
  if (resource_changes === undefined && planned_values === undefined) return "is JSON, but no plan: it plans nothing";
  return undefined;
}

function planOf(raw: RawPlan, file: string): Plan {
  const { root_module, provider_config } = raw.configuration;
  return {
    file,
    formatVersion: raw.format_version,
    terraformVersion: raw.terraform_version,
    isComplete: raw.complete,
    changes: raw.resource_changes.flatMap(changeOf),
    drift: raw.resource_drift.flatMap(changeOf),
    outputs: Object.entries(raw.output_changes).map(([name, change]) => outputOf(name, change)),
    configuration: new Map(
      root_module.resources.map(({ address, expressions = {}, depends_on = [] }): [string, Configured] => [
        address,
        { address, expressions, dependsOn: depends_on },
      ]),
    ),
    providers: Object.fromEntries(
      Object.entries(provider_config).map(([key, { expressions = {} }]) => [key, expressions]),
    ),
  };
}

function changeOf(raw: RawChange): ResourceChange[] {
  if (raw.mode === "data") return [];
  const { address, type, name, change, previous_address, action_reason } = raw;
  const { before, after } = sidesOf(change);
  return [
    {
      address,
      configAddress: `${type}.${name}`,
      ...(previous_address ? { previousAddress: previous_address } : {}),
      type,
      name,
      action: actionOf(change.actions),
      isCreatedFirst: change.actions[0] === "create",
      isImported: change.importing !== undefined && change.importing !== null,
      before: groupOrNull(before),
      after: groupOrNull(after),
      replacePaths: change.replace_paths ?? [],
      ...(action_reason ? { reason: action_reason } : {}),
    },
  ];
}

const outputOf = (name: string, change: RawChange["change"]): OutputChange => ({
  name,
  action: actionOf(change.actions),
  ...sidesOf(change),
});

/** Both sides as they may be shown: sensitive values hidden, unknown ones marked. */
const sidesOf = ({ before, after, after_unknown, before_sensitive, after_sensitive }: RawChange["change"]) =>
  redact(
    { value: before ?? null, marks: before_sensitive ?? null },
    { value: markUnknown(after ?? null, after_unknown ?? null), marks: after_sensitive ?? null },
  );

const actionOf = (actions: readonly string[]): Action => (actions.length > 1 ? "replace" : (actions[0] as Action));

const groupOrNull = (value: Json): Values | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : null;
