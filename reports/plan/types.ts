import type { Json, Values } from "../synthesized";

/** What happens to a resource. `replace` destroys and creates; `forget` leaves it running and drops it from the state. */
export type Action = "no-op" | "read" | "create" | "update" | "replace" | "delete" | "forget";

/** Where a value is inside of a resource, for example `["scaling_config", 0, "min_size"]`. */
export type AttributePath = readonly (string | number)[];

/**
 * One resource before and after. The reader puts `SENSITIVE` in the place of a sensitive value and `UNKNOWN` in the place of
 * one that AWS decides.
 */
export interface ResourceChange {
  /** As Terraform prints it, with modules and the key of `for_each`. */
  readonly address: string;
  /** Address in the configuration, without keys: `aws_subnet.public` of `aws_subnet.public["a"]`. */
  readonly configAddress: string;
  /** Address before a `moved` block. */
  readonly previousAddress?: string;
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** The new one is made before the old one goes. */
  readonly isCreatedFirst: boolean;
  /** An existing object is taken over. */
  readonly isImported: boolean;
  readonly before: Values | null;
  readonly after: Values | null;
  /** Attributes that cannot change in place. */
  readonly replacePaths: readonly AttributePath[];
  /** Terraform's `action_reason`, for example `replace_because_tainted`. */
  readonly reason?: string;
}

/** One output before and after, with the same placeholders. */
export interface OutputChange {
  readonly name: string;
  readonly action: Action;
  readonly before: Json;
  readonly after: Json;
}

/** Arguments of one resource as they are written, from the plan's `configuration`. */
export interface Configured {
  readonly address: string;
  /** An expression is Terraform's `{ constant_value }`, `{ references }` or both, nested blocks are lists of those. */
  readonly expressions: Values;
  readonly dependsOn: readonly string[];
}

/** What `terraform show -json` says about one stack, reduced to what a review needs. */
export interface Plan {
  /** File it was read from, for messages. */
  readonly file: string;
  readonly formatVersion: string;
  readonly terraformVersion: string;
  /** False: Terraform deferred something, so another plan must follow. */
  readonly isComplete: boolean;
  /** Managed resources in the order of the plan, also those that do not change. */
  readonly changes: readonly ResourceChange[];
  /** Changes made outside of Terraform since the last apply. */
  readonly drift: readonly ResourceChange[];
  readonly outputs: readonly OutputChange[];
  /** By address in the configuration; of the root module. */
  readonly configuration: ReadonlyMap<string, Configured>;
  /** Literal arguments of the providers, by their key: `aws`. */
  readonly providers: Readonly<Record<string, Values>>;
}

/** Stands in for a sensitive value. */
export const SENSITIVE = "(sensitive)";
/** Stands in for a sensitive value that differs from the one before. */
export const SENSITIVE_CHANGED = "(sensitive, another one)";
/** Stands in for a value that is known after apply only. */
export const UNKNOWN = "(known after apply)";
