import { accountOf } from "../../built/policies";
import type { Configured, Plan, ResourceChange } from "../../plan";
import { entryOf, isGroup, type Json, type Stack, textsOf, toList, type Values, valueAt } from "../../synthesized";
import { asJudged } from "./judged";

/** What a change is judged with: the rest of its plan, and what its stack synthesizes to where that is known. */
export class Around {
  /** Every change as it is judged, in the order of the plan. */
  readonly changes: readonly ResourceChange[];
  /** Accounts that the plan shows to be one's own. */
  readonly accounts: ReadonlySet<string>;
  private readonly planned: ReadonlySet<ResourceChange>;
  private readonly byConfig = new Map<string, ResourceChange[]>();
  private readonly byId = new Map<string, ResourceChange>();
  private readonly byTypes = new Map<string, ResourceChange[]>();
  private readonly written: ReadonlyMap<string, Values>;
  private users: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(
    readonly plan: Plan,
    stack?: Stack,
  ) {
    this.changes = plan.changes.map(asJudged);
    this.planned = new Set(this.changes);
    for (const change of this.changes) {
      add(this.byConfig, change.configAddress, change);
      add(this.byTypes, change.type, change);
      for (const id of [change.after?.id, change.before?.id])
        if (typeof id === "string" && change.deposed === undefined && !this.byId.has(id)) this.byId.set(id, change);
    }
    this.accounts = accountsOf(plan);
    this.written = new Map((stack?.resources ?? []).map(({ address, values }) => [address, values]));
  }

  ofType(type: string): readonly ResourceChange[] {
    return this.byTypes.get(type) ?? [];
  }

  /**
   * Whether the configuration sets an argument of a resource; undefined when the plan does not show its configuration.
   * @param path its name, or its path without positions in lists where it is inside of a block
   */
  isConfigured = (change: ResourceChange, path: string): boolean | undefined => {
    const configured = this.configured(change);
    return configured && isSetAt(configured.expressions, path.split("."));
  };

  /** What runs when a resource is made, or goes, as the plan's configuration says it. */
  provisionersOf = (change: ResourceChange): Configured["provisioners"] => this.configured(change)?.provisioners ?? [];

  /** What the synthesized stack says about a resource, with its expressions; undefined when it is not one of this project. */
  writtenAs = ({ configAddress }: ResourceChange): Values | undefined => this.written.get(configAddress);

  /** Resources that an argument of a resource refers to, by its id when it is known, else by its expression. */
  target(change: ResourceChange, argument: string, side: "before" | "after" = "after"): ResourceChange[] {
    const found = toList(valueAt(change[side], argument)).flatMap((id) =>
      typeof id === "string" ? (this.byId.get(id) ?? []) : [],
    );
    if (found.length > 0 || side === "before") return found;
    const configured = this.configured(change);
    if (!configured) return [];
    const addresses = referencesIn(entryOf(configured.expressions, argument)).map(
      (reference) => `${configured.prefix}${reference}`,
    );
    const all = [...new Set(addresses)].flatMap((address) => this.byConfig.get(address) ?? []);
    const near = all.filter((one) => one.module === change.module && one.index === change.index);
    return near.length > 0 ? near : all;
  }

  /** Addresses in the configuration of what refers to a resource. */
  usersOf(configAddress: string): readonly string[] {
    this.users ??= usersIn(this.plan);
    return this.users.get(configAddress) ?? [];
  }

  /** Whether a change is one of the plan, and not what somebody did by hand. */
  isPlanned = (change: ResourceChange): boolean => this.planned.has(change);

  /** The resource with an id that AWS gave. */
  withId = (id: string): ResourceChange | undefined => this.byId.get(id);

  /** Whether something in the plan with this type is made now, and was not there before. */
  makes = (type: string): boolean => this.ofType(type).some(({ action }) => action === "create");

  private configured = ({ configAddress }: ResourceChange): Configured | undefined =>
    this.plan.configuration.get(configAddress);
}

const add = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const own = map.get(key);
  if (own) own.push(value);
  else map.set(key, [value]);
};

/** Whether an expression, or anything inside of one, is written at a path; blocks are lists of expressions. */
function isSetAt(written: Json | undefined, [name, ...rest]: readonly string[]): boolean {
  if (Array.isArray(written)) return written.some((block) => isSetAt(block, [name ?? "", ...rest]));
  if (name === undefined || !isGroup(written) || isExpression(written)) return isSet(written);
  return rest.length === 0 ? isSet(entryOf(written, name)) : isSetAt(entryOf(written, name), rest);
}

const isExpression = (written: Values): boolean =>
  Array.isArray(written.references) || written.constant_value !== undefined;

/** `null` written as a constant sets nothing. */
const isSet = (expression: Json | undefined): boolean =>
  expression !== undefined && !(isGroup(expression) && expression.constant_value === null);

/** Resources that an expression names, without what of them: `aws_eip.nat`. */
export function referencesIn(expression: Json | undefined): string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isGroup(expression)) return [];
  const own = textsOf(expression.references).flatMap((text) => /^((?:data\.)?\w+\.[\w-]+)/.exec(text)?.[1] ?? []);
  return [
    ...own,
    ...Object.entries(expression).flatMap(([key, inner]) =>
      key === "references" || key === "constant_value" ? [] : referencesIn(inner),
    ),
  ];
}

/** Who refers to what in the configuration. */
function usersIn({ configuration }: Plan): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { address, prefix, expressions } of configuration.values())
    for (const reference of new Set(referencesIn(expressions))) add(users, `${prefix}${reference}`, address);
  return users;
}

/** Accounts that resources were made in, and those that the provider is limited to. */
function accountsOf({ changes, providers }: Plan): Set<string> {
  const made = changes.flatMap(({ judged: { before, after } }) =>
    [before, after].flatMap((side) => [side?.arn, side?.owner_id]).flatMap((text) => accountIn(text) ?? []),
  );
  const allowed = Object.values(providers).flatMap((expressions) =>
    textsOf(valueAt(expressions, "allowed_account_ids.constant_value")),
  );
  return new Set([...made, ...allowed]);
}

const accountIn = (text: Json | undefined): string | undefined =>
  typeof text === "string" ? accountOf(text) : undefined;
