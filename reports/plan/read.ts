import { terraform } from "../../platform/terraform";
import { changeOf, invocationOf, outputOf } from "./change";
import { checksOf, contradictionsOf, otherIdentitiesOf, otherProvidersOf, unknownKeysOf } from "./consistent";
import { planSchema, type RawModule, type RawPlan } from "./schema";
import { parseJson } from "./text";
import type { Configured, Plan } from "./types";

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
    return `is a state; name the plan: ${terraform()} show -json <saved plan>`;
  if (resource_changes === undefined && planned_values === undefined) return "is JSON, but no plan: it plans nothing";
  return undefined;
}

function planOf(raw: RawPlan, file: string): Plan {
  const { root_module, provider_config } = raw.configuration;
  const changes = raw.resource_changes.flatMap(changeOf);
  return {
    file,
    formatVersion: raw.format_version,
    terraformVersion: raw.terraform_version,
    isComplete: raw.complete,
    ...(raw.timestamp ? { timestamp: raw.timestamp } : {}),
    changes,
    drift: raw.resource_drift.flatMap(changeOf),
    outputs: Object.entries(raw.output_changes).map(([name, change]) => outputOf(name, change)),
    invocations: [
      ...raw.action_invocations.map((one) => invocationOf(one)),
      ...raw.deferred_action_invocations.map(({ action_invocation, reason }) =>
        invocationOf(action_invocation, reason),
      ),
    ],
    deferred: raw.deferred_changes.flatMap(({ reason, resource_change }) =>
      changeOf(resource_change).map((change) => ({ reason, change })),
    ),
    checks: checksOf(raw),
    unknownKeys: unknownKeysOf(raw),
    otherProviders: otherProvidersOf(raw),
    otherIdentities: otherIdentitiesOf(raw),
    contradictions: contradictionsOf(raw),
    configuration: new Map(configuredIn(root_module, "").map((one) => [one.address, one])),
    providerVersions: Object.fromEntries(
      Object.values(provider_config).flatMap(({ name, version_constraint }) =>
        name && version_constraint ? [[name, version_constraint]] : [],
      ),
    ),
    providers: Object.fromEntries(
      Object.entries(provider_config).map(([key, { expressions = {} }]) => [key, expressions]),
    ),
  };
}

/** Resources of a module and of those it calls. */
const configuredIn = ({ resources, module_calls }: RawModule, prefix: string): Configured[] => [
  ...resources.map(({ address, expressions = {}, depends_on = [], provisioners }) => ({
    address: `${prefix}${address}`,
    prefix,
    expressions,
    dependsOn: depends_on,
    provisioners: (provisioners ?? []).map(({ type, expressions: own = {} }) => ({ type, expressions: own })),
  })),
  ...Object.entries(module_calls).flatMap(([name, { module }]) =>
    module ? configuredIn(module, `${prefix}module.${name}.`) : [],
  ),
];
