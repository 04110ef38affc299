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
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).nullish(),
  importing: z.unknown().optional(),
});

const resourceChange = z.looseObject({
  address: z.string().min(1).max(500, { error: "is longer than 500 characters" }),
  previous_address: z.string().optional(),
  mode: z.enum(["managed", "data"]),
  type: name,
  name,
  action_reason: z.string().optional(),
  change,
});

const configured = z.looseObject({
  address: z.string(),
  expressions: values.optional(),
  depends_on: z.array(z.string()).optional(),
});

/**
 * The parts of `terraform show -json <plan>` that are read; everything else may be there too.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
export const planSchema = z.looseObject({
  format_version: z.string(),
  terraform_version: z.string().default("?"),
  errored: z.boolean().default(false),
  complete: z.boolean().default(true),
  resource_changes: z.array(resourceChange).default([]),
  resource_drift: z.array(resourceChange).default([]),
  output_changes: z.record(name, change).default({}),
  configuration: z
    .looseObject({
      provider_config: z.record(z.string(), z.looseObject({ expressions: values.optional() })).default({}),
      root_module: z.looseObject({ resources: z.array(configured).default([]) }).default({ resources: [] }),
    })
    .default({ provider_config: {}, root_module: { resources: [] } }),
});

export type RawPlan = z.output<typeof planSchema>;
export type RawChange = z.output<typeof resourceChange>;
