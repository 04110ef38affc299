import { z } from "zod";
import type { Json, Values } from "../synthesized";

const values = z.custom<Values>((found) => typeof found === "object" && found !== null && !Array.isArray(found), {
  error: "must be an object",
});
const json = z.unknown().transform((found) => (found ?? null) as Json);
const name = z.string().regex(/^[\p{L}_][\p{L}\p{N}_-]*$/u, { error: "is no name that Terraform allows" });

/** `change` of a resource or an output: Terraform's "change representation". */
const change = z.looseObject({
  actions: z.array(z.enum(["no-op", "create", "read", "update", "delete", "forget"])).min(1),
  before: json.optional(),
  after: json.optional(),
  after_unknown: json.optional(),
  before_sensitive: json.optional(),
  after_sensitive: json.optional(),
  before_identity: json.optional(),
  after_identity: json.optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).nullish(),
  importing: z.looseObject({ id: json.optional(), unknown: json.optional(), identity: json.optional() }).nullish(),
  generated_config: z.unknown().optional(),
});

const resourceChange = z.looseObject({
  address: z.string().min(1).max(500, { error: "is longer than 500 characters" }),
  previous_address: z.string().optional(),
  module_address: z.string().optional(),
  mode: z.enum(["managed", "data"]),
  type: name,
  name,
  index: z.union([z.string(), z.number()]).nullish(),
  index_unknown: z.unknown().optional(),
  deposed: z.string().optional(),
  provider_name: z.string().optional(),
  action_reason: z.string().optional(),
  change,
});

const configured = z.looseObject({
  address: z.string(),
  expressions: values.optional(),
  depends_on: z.array(z.string()).optional(),
  provisioners: z.array(z.looseObject({ type: z.string(), expressions: values.optional() })).nullish(),
});

/** A module of the configuration; modules hold modules. */
const configuredModule = z.looseObject({
  resources: z.array(configured).default([]),
  get module_calls() {
    return z.record(z.string(), z.looseObject({ module: configuredModule.optional() })).default({});
  },
});

const invocation = z.looseObject({
  address: z.string().min(1).max(500),
  type: name,
  name: z.string().optional(),
  config_values: json.optional(),
  config_sensitive: json.optional(),
  config_unknown: json.optional(),
  provider_name: z.string().optional(),
  lifecycle_action_trigger: values.nullish(),
  invoke_action_trigger: values.nullish(),
});

const check = z.looseObject({
  address: values.optional(),
  status: z.string(),
  instances: z
    .array(
      z.looseObject({
        address: values.optional(),
        status: z.string().optional(),
        problems: z.array(z.looseObject({ message: z.string().default("") })).nullish(),
      }),
    )
    .nullish(),
});

/** Resources of a state, and of the modules below. */
const stateModule = z.looseObject({
  resources: z
    .array(z.looseObject({ address: z.string(), mode: z.string().optional(), values: json.optional() }))
    .default([]),
  get child_modules() {
    return z.array(stateModule).default([]);
  },
});

/**
 * The parts of `terraform show -json <plan>` that are read; everything else may be there too, and is said not to be known.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format, Terraform 1.5 to 1.14, OpenTofu 1.6 to 1.11
 */
export const planSchema = z.looseObject({
  format_version: z.string(),
  terraform_version: z.string().default("?"),
  timestamp: z.string().optional(),
  errored: z.boolean().default(false),
  complete: z.boolean().default(true),
  applyable: z.boolean().default(true),
  variables: z.unknown().optional(),
  prior_state: z.unknown().optional(),
  relevant_attributes: z.unknown().optional(),
  planned_values: z.looseObject({ root_module: stateModule.optional() }).nullish(),
  resource_changes: z
    .array(resourceChange)
    .nullish()
    .transform((found) => found ?? []),
  resource_drift: z
    .array(resourceChange)
    .nullish()
    .transform((found) => found ?? []),
  output_changes: z
    .record(name, change)
    .nullish()
    .transform((found) => found ?? {}),
  deferred_changes: z
    .array(z.looseObject({ reason: z.string().default(""), resource_change: resourceChange }))
    .default([]),
  action_invocations: z.array(invocation).default([]),
  deferred_action_invocations: z
    .array(z.looseObject({ reason: z.string().default(""), action_invocation: invocation }))
    .default([]),
  checks: z.array(check).nullish(),
  configuration: z
    .looseObject({
      provider_config: z
        .record(
          z.string(),
          z.looseObject({
            name: z.string().optional(),
            version_constraint: z.string().optional(),
            expressions: values.optional(),
          }),
        )
        .default({}),
      root_module: configuredModule.default({ resources: [], module_calls: {} }),
    })
    .default({ provider_config: {}, root_module: { resources: [], module_calls: {} } }),
});

/** Keys that are read, by where they are: whatever else a plan says is not in the review. */
export const KNOWN_KEYS = {
  plan: Object.keys(planSchema.shape),
  change: Object.keys(resourceChange.shape),
  difference: Object.keys(change.shape),
  invocation: Object.keys(invocation.shape),
  deferred: ["reason", "resource_change"],
} as const;

export type RawPlan = z.output<typeof planSchema>;
export type RawChange = z.output<typeof resourceChange>;
export type RawInvocation = z.output<typeof invocation>;
export type RawModule = z.output<typeof configuredModule>;
export type RawState = z.output<typeof stateModule>;
