import type { Json, Values } from "../synthesized";

/**
 * What happens to a resource. `replace` destroys and creates; `forget` leaves it running and drops it from the state;
 * `create-forget` makes another one and leaves the old one running.
 */
export type Action = "no-op" | "read" | "create" | "update" | "replace" | "delete" | "forget" | "create-forget";

/** Where a value is inside of a resource, for example `["scaling_config", 0, "min_size"]`. */
export type AttributePath = readonly (string | number)[];

/**
 * One resource before and after. The reader puts `SENSITIVE` in the place of a sensitive value and `UNKNOWN` in the place of
 * one that AWS decides.
 */
export interface ResourceChange {
  /** As Terraform prints it, with modules and the key of `for_each`. */
  readonly address: string;
  /** Address in the configuration, without keys: `module.vpc.aws_subnet.public` of `module.vpc[0].aws_subnet.public["a"]`. */
  readonly configAddress: string;
  /** The module it is in, with keys: `module.vpc[0]`; empty for the root module. */
  readonly module: string;
  /** Its key of `count` or `for_each`. */
  readonly index?: string | number;
  /** Key of an object that an interrupted replacement left behind; the resource itself is not meant. */
  readonly deposed?: string;
  /** Address before a `moved` block. */
  readonly previousAddress?: string;
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** The new one is made before the old one goes. */
  readonly isCreatedFirst: boolean;
  /** An existing object is taken over. */
  readonly isImported: boolean;
  /** What of AWS is taken over: an id, or the parts of an identity; unknown parts are `UNKNOWN`. */
  readonly importId?: string;
  readonly before: Values | null;
  readonly after: Values | null;
  /** Both sides with their sensitive values: to be judged, and never to be shown. */
  readonly judged: { readonly before: Values | null; readonly after: Values | null };
  /** First keys of the paths whose values are sensitive: nothing of them is shown. */
  readonly sensitive: readonly string[];
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
  /** With the modules it is in: `module.vpc.aws_subnet.public`. References in its expressions are relative to its module. */
  readonly address: string;
  /** `module.vpc.`, or nothing for the root module: what comes before the references in its expressions. */
  readonly prefix: string;
  /** An expression is Terraform's `{ constant_value }`, `{ references }` or both, nested blocks are lists of those. */
  readonly expressions: Values;
  readonly dependsOn: readonly string[];
  /** What runs when the resource is made, or goes: `local-exec`, with its expressions. Plans do not say at which of both. */
  readonly provisioners: readonly { readonly type: string; readonly expressions: Values }[];
}

/** Something a provider does when the plan is applied, beside making resources: Terraform 1.14's actions. */
export interface Invocation {
  /** `action.aws_ec2_stop_instance.stop` */
  readonly address: string;
  readonly type: string;
  /** Its arguments, as they may be shown. */
  readonly config: Values;
  /** What sets it off, in words; it was asked for by hand when nothing does. */
  readonly trigger?: string;
  /** Why it waits for a later plan. */
  readonly deferred?: string;
}

/** A check, precondition or validation that does not hold, or that nobody could evaluate. */
export interface CheckResult {
  readonly address: string;
  readonly status: "fail" | "error" | "unknown";
  readonly problems: readonly string[];
}

/** A change that Terraform put off to a later plan. */
export interface Deferred {
  readonly reason: string;
  readonly change: ResourceChange;
}

/** What `terraform show -json` says about one stack, reduced to what a review needs. */
export interface Plan {
  /** File it was read from, for messages. */
  readonly file: string;
  readonly formatVersion: string;
  readonly terraformVersion: string;
  /** False: Terraform deferred something, so another plan must follow. */
  readonly isComplete: boolean;
  /** When it was planned, RFC 3339; older versions do not say. */
  readonly timestamp?: string;
  /** Managed resources in the order of the plan, also those that do not change. */
  readonly changes: readonly ResourceChange[];
  /** Changes made outside of Terraform since the last apply. */
  readonly drift: readonly ResourceChange[];
  readonly outputs: readonly OutputChange[];
  readonly invocations: readonly Invocation[];
  readonly deferred: readonly Deferred[];
  /** Only those that do not hold. */
  readonly checks: readonly CheckResult[];
  /** Keys that this reader does not know, like `resource_changes.0.new_key`: whatever they mean is not in the review. */
  readonly unknownKeys: readonly string[];
  /** Providers by whose types' names the tables judge, although they were written for others: `registry.terraform.io/acme/aws`. */
  readonly otherProviders: readonly string[];
  /** Addresses of what is changed in place and has another identity after it. */
  readonly otherIdentities: readonly string[];
  /** Where the plan says two things that cannot both be so, a sentence each. */
  readonly contradictions: readonly string[];
  /** By address in the configuration, of all modules. */
  readonly configuration: ReadonlyMap<string, Configured>;
  /** Literal arguments of the providers, by their key: `aws`. */
  readonly providers: Readonly<Record<string, Values>>;
  /** Versions that the configuration asks for, by the provider's name: `aws` → `6.25.0`. */
  readonly providerVersions: Readonly<Record<string, string>>;
}

/** Stands in for a sensitive value. */
export const SENSITIVE = "(sensitive)";
/** Stands in for a sensitive value that differs from the one before. */
export const SENSITIVE_CHANGED = "(sensitive, another one)";
/** Stands in for a value that is known after apply only. */
export const UNKNOWN = "(known after apply)";
