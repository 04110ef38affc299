import { type Configured, type ResourceChange, UNKNOWN } from "../plan";
import { type Block, isGroup, type Json, pointerTo, type Stack, type Values } from "../synthesized";
import { PlannedNames } from "./planned-names";
import type { Reviewed } from "./reviewed";

/** Which side of a plan. */
export type Side = "before" | "after";

/**
 * A stack as it is before or after a plan, in the shape that the rules of the audit judge. Plans do not say `lifecycle`
 * and where outputs lead; both are taken from what the environment synthesizes to.
 */
export function plannedStack({ plan, identity, environment: synthesized }: Reviewed, side: Side): Stack {
  const { id, environment = "", name = id } = identity;
  const written = synthesized?.stacks.find((stack) => stack.id === id);
  const lifecycles = new Map(
    (written?.resources ?? []).flatMap(({ address, values: { lifecycle } }) =>
      lifecycle ? [[address, { lifecycle }]] : [],
    ),
  );
  const names = new PlannedNames(plan, side);
  const blocks = plan.changes.flatMap((change): Block[] => {
    const values = writtenIn(change, side);
    if (!values || change.deposed !== undefined) return [];
    const configured = plan.configuration.get(change.configAddress);
    const lifecycle = lifecycles.get(change.configAddress);
    const linked = withIds(values, { names, change }, configured !== undefined && change.module === "");
    return [
      blockOf(
        change,
        names.nameOf(change),
        {
          ...withExpressions(linked, configured, { names, change }),
          ...dependsOn(configured, { names, change }),
          ...lifecycle,
        },
        { id, environment, name },
      ),
    ];
  });
  return {
    id,
    environment,
    name,
    file: plan.file,
    resources: blocks,
    dataSources: [],
    providers: [],
    outputs: written?.outputs ?? [],
    locals: written?.locals ?? {},
    declarations: [],
    backend: undefined,
    reads: [],
  };
}

/** Types whose plans show every block that could be written, those that nobody wrote as empty lists. */
const SHOWS_ALL = /^kubernetes_/;

/** What is written of a resource. To Kubernetes an empty list is none: its API leaves both out. */
function writtenIn({ type, judged }: ResourceChange, side: Side): Values | null {
  const values = judged[side];
  return values && SHOWS_ALL.test(type) ? (withoutEmpty(values) as Values) : values;
}

function withoutEmpty(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isGroup(value)) return value;
  const written = Object.entries(value).filter(
    ([, inner]) => inner !== null && !(Array.isArray(inner) && inner.length === 0),
  );
  return Object.fromEntries(written.map(([key, inner]) => [key, withoutEmpty(inner)]));
}

const blockOf = (
  { type, address }: ResourceChange,
  name: string,
  values: Values,
  stack: { id: string; environment: string; name: string },
): Block => ({
  kind: "resource",
  environment: stack.environment,
  stack: stack.name,
  type,
  name,
  address,
  values,
  pointer: pointerTo("resource", type, name),
  constructPath: stack.id,
});

/** The instance whose expressions are read, and how it names others. */
interface Here {
  readonly names: PlannedNames;
  readonly change: ResourceChange;
  readonly prefix?: string;
}

const dependsOn = (configured: Configured | undefined, { names, change }: Here): Values =>
  configured && configured.dependsOn.length > 0
    ? {
        depends_on: configured.dependsOn.map((one) => names.resolve(one, configured.prefix, change) ?? one),
      }
    : {};

const withExpressions = (values: Values, configured: Configured | undefined, here: Here): Values =>
  overlay(values, configured?.expressions ?? {}, { ...here, prefix: configured?.prefix ?? "" }) as Values;

/** Ids of other planned resources as the references that they are: a module is given them as variables. */
function withIds(values: Values, here: Here, isShown: boolean): Values {
  const link = (value: Json, key: string): Json => {
    if (typeof value === "string") {
      const reference = here.names.ofId(key, value, here.change, isShown);
      return reference ? `\${${reference}}` : value;
    }
    if (Array.isArray(value)) return value.map((entry) => link(entry, key));
    if (!isGroup(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, link(inner, name)]));
  };
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, key === "id" || key === "arn" ? value : link(value, key)]),
  );
}

/**
 * Planned values with the expressions that lead to other resources of the stack, by which rules find what belongs together.
 * Anything else is as planned: defaults of the provider, and what other stacks answered.
 * Null is left out, as it is in what is written.
 */
function overlay(value: Json, expression: Json | undefined, here: Here): Json {
  if (Array.isArray(expression))
    return Array.isArray(value) ? value.map((entry, i) => overlay(entry, expression[i], here)) : value;
  if (!isGroup(expression)) return value;
  if (isExpression(expression)) return expressed(value, expression, here);
  if (Array.isArray(value)) return value.map((entry) => overlay(entry, expression, here));
  if (!isGroup(value)) return value;
  const written = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(written.map(([key, inner]) => [key, overlay(inner, expression[key], here)]));
}

const isExpression = (expression: Values): boolean =>
  Array.isArray(expression.references) || Object.hasOwn(expression, "constant_value");

/** The expression instead of what only names another resource, or is not known yet; a JSON text stays one that can be read. */
function expressed(
  value: Json,
  { references = [], constant_value }: Values,
  { names, change, prefix = "" }: Here,
): Json {
  const named = (references as readonly string[])
    .map((reference) => reference.replace(PREVIEWED, "data.terraform_remote_state.$1.outputs.$2"))
    .filter((reference) => NAMES_RESOURCE.test(reference))
    .flatMap((reference) =>
      prefix === ""
        ? [names.resolve(reference, prefix, change) ?? reference]
        : (names.resolve(reference, prefix, change) ?? []),
    );
  if (named.length === 0 || !(isIdentifier(value) || IS_NAME.test(String(constant_value)))) return value;
  if (value === UNKNOWN && typeof constant_value === "string") return constant_value;
  const texts = longest(named).map((reference) => `\${${reference}}`);
  const isList = Array.isArray(value) && typeof constant_value !== "string";
  return isList ? texts : (texts[0] ?? value);
}

/** A preview has a sample in a local value instead of another stack's output. */
const PREVIEWED = /^local\.preview_([a-z]+)_(\w+)$/;

/** Exactly the name of another resource, by which a rule finds it as well as by an id. */
const IS_NAME = /^\$\{\w+\.\w+\.name\}$/;

const NAMES_RESOURCE = /^(data\.)?(?!data\.|var\.|local\.|module\.|each\.|count\.|path\.)\w+\.\w/;

/** Whether a value, or every entry of a list, is an id or an ARN that AWS gave. */
const isIdentifier = (value: Json): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(isIdentifier)
    : typeof value === "string" &&
      (value === UNKNOWN || /^(arn:\S+|[a-z]+-([0-9a-f]{8,32}|preview[\w-]*)|[0-9a-f-]{36})$/.test(value));

/** Terraform lists `aws_vpc.main.id` and `aws_vpc.main` for one use. */
const longest = (references: readonly string[]): string[] =>
  references.filter((one) => !references.some((other) => other !== one && other.startsWith(`${one}.`)));
