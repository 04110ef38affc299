import type { Wildcard } from "./wildcard";

/** Where something is written. */
export interface Placed {
  readonly stack: string;
  readonly address: string;
}

/** One role, user or group of AWS: who may use it and for what. */
export interface IdentityView extends Placed {
  readonly name: string;
  /** `role`, `user` or `group`. */
  readonly kind: string;
  /** Who may assume it, or who is in it, in words. */
  readonly assumedBy: readonly string[];
  /** What to look at: strangers, everybody, nobody. */
  readonly warnings: readonly string[];
  /** Its policies, each with a text for each statement. */
  readonly grants: readonly { readonly name: string; readonly words: readonly string[] }[];
  /** Policy that bounds it. */
  readonly boundary?: string;
  /** Trust and permissions as they are written, indented. */
  readonly json: string;
}

export interface IdentitiesView {
  readonly identities: readonly IdentityView[];
  /** Who is what in the cluster. */
  readonly clusterAccess: readonly (Placed & { readonly principal: string; readonly may: readonly string[] })[];
  readonly kubernetes: readonly (Placed & { readonly name: string; readonly may: readonly string[] })[];
  readonly dataUsers: readonly (Placed & { readonly name: string; readonly login: string; readonly may: string })[];
  /** Resources that say themselves who may use them. */
  readonly resourcePolicies: readonly (Placed & { readonly words: readonly string[]; readonly json: string })[];
  readonly wildcards: readonly Wildcard[];
  /** What cannot be told from the JSON. */
  readonly unseen: readonly string[];
}
