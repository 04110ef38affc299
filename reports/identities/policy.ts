import { type Json, textsOf, type Values } from "../synthesized";

/** One test of a `Condition`. */
export interface Condition {
  /** `StringEquals`, `ForAnyValue:StringLike`, … */
  readonly operator: string;
  /** Condition key, for example `aws:SourceAccount`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Somebody a statement is about: `Service` `eks.amazonaws.com`, `AWS` `arn:…`, `*` for everybody. */
export interface Principal {
  readonly kind: string;
  readonly name: string;
}

/** One statement of an IAM policy, its single values as lists. */
export interface Statement {
  /** Its `Sid`, or `statement 2` by its position. */
  readonly id: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  /** All actions but these; then `actions` is empty. */
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

/** A policy document: its statements, and the JSON as it is written. */
export interface Policy {
  readonly statements: readonly Statement[];
  readonly source: Json;
}

/** Reads a policy document; undefined when it is no JSON, for example a reference to something unknown. */
export function readPolicy(value: Json | undefined): Policy | undefined {
  try {
    const source = typeof value === "string" ? (JSON.parse(value) as Json) : value;
    const { Statement: found } = source as Values;
    if (source === undefined || found === undefined || found === null) return undefined;
    return { source, statements: [found].flat().map((statement, i) => readStatement(statement as Values, i)) };
  } catch {
    return undefined;
  }
}

const readStatement = (written: Values, position: number): Statement => ({
  id: typeof written.Sid === "string" && written.Sid !== "" ? written.Sid : `statement ${position + 1}`,
  allows: written.Effect === "Allow",
  actions: textsOf(written.Action),
  notActions: textsOf(written.NotAction),
  resources: textsOf(written.Resource),
  notResources: textsOf(written.NotResource),
  principals: principalsIn(written.Principal),
  notPrincipals: principalsIn(written.NotPrincipal),
  conditions: conditionsIn(written.Condition),
});

function principalsIn(value: Json | undefined): Principal[] {
  if (typeof value === "string") return [{ kind: "*", name: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([kind, names]) => textsOf(names).map((name) => ({ kind, name })));
}

function conditionsIn(value: Json | undefined): Condition[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([operator, tests]) =>
    Object.entries(tests as Values).map(([key, values]) => ({ operator, key, values: [values].flat().map(String) })),
  );
}
