/** A permission that names more than one thing without saying which. */
export interface Wildcard {
  readonly stack: string;
  /** Resource whose policy has it. */
  readonly address: string;
  /** Statement by its id. */
  readonly statement: string;
  readonly what: "action" | "resource" | "principal";
  /** `*`, `kms:ReEncrypt*`, `arn:…:loadbalancer/app/*`; `everything but …` for a negation. */
  readonly values: readonly string[];
  /** Of a resource the actions this reason is for. */
  readonly actions: readonly string[];
  /** Why it is so, and who says so; undefined when nobody has said. */
  readonly reason?: Reason;
}

/** Why a wildcard is right. */
export interface Reason {
  readonly text: string;
  readonly source: string;
}

/** What is found in a statement, before anybody asks why. */
export interface Found {
  readonly what: Wildcard["what"];
  readonly value: string;
  readonly actions: readonly string[];
}
