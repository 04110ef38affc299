import type { KeyPath } from "../environments/problem";
import { keyOf } from "./construct-keys";
import { NAMES, type NameRule, type Scope } from "./names-table";
import type { Block, StackJson } from "./stack-json";

/** A synthesized stack, and where in which file each of its keys is written. */
export interface NamedStack {
  readonly id: string;
  /** Name of the stack without its environment, like `data`. */
  readonly stack: string;
  /** Its synthesized JSON. */
  readonly json: StackJson;
  readonly environment: {
    readonly name: string;
    readonly account: string;
    readonly region: string;
    readonly file: string;
    readonly lineOf: (path: KeyPath) => number;
  };
}

/** A name that a stack gives a resource, and where that is unique. */
export interface Named {
  readonly rule: NameRule;
  readonly name: string;
  readonly stack: NamedStack;
  /** What the names are compared by: the kind, the scope and the name. */
  readonly identity: string;
  readonly key: KeyPath;
}

/** Every name of a stack that is known now; one that only AWS or another resource knows is that one's. */
export function namesIn(stack: NamedStack): Named[] {
  return Object.entries(stack.json.resource ?? {}).flatMap(([type, byName]) =>
    (NAMES[type] ? [NAMES[type]] : kubernetesRule(type)).flatMap((rule) =>
      Object.values(byName).flatMap((block) => namedBy(block, type, rule, stack)),
    ),
  );
}

function namedBy(block: Block, type: string, rule: NameRule, stack: NamedStack): Named[] {
  const source = rule.isMetadata ? (metadataOf(block) as Block) : block;
  const parts = rule.arguments.map((argument) => source[argument]);
  const [name] = parts;
  if (typeof name !== "string" || isExpression(name)) return [];
  const plain = rule.ignoreCase ? name.toLowerCase() : name;
  const path = (block["//"]?.metadata?.path ?? "").split("/").slice(1);
  return [
    {
      rule,
      name,
      stack,
      identity: [type, SCOPES[rule.scope].of(stack, source), plain, ...parts.slice(1)].join("\n"),
      key: keyOf(stack.stack, path),
    },
  ];
}

const metadataOf = ({ metadata }: Block): unknown => (Array.isArray(metadata) ? metadata[0] : metadata) ?? {};
const isExpression = (text: string): boolean => /(?<!\$)\$\{/.test(text);

/** Kubernetes objects have their names in `metadata`, unique in a namespace by kind. */
const kubernetesRule = (type: string): NameRule[] =>
  type.startsWith("kubernetes_")
    ? [
        {
          what: `name of the ${type.replace(/^kubernetes_|_v\d+$/g, "").replaceAll("_", " ")}`,
          arguments: ["name"],
          scope: "namespace",
          max: 253,
          isMetadata: true,
        },
      ]
    : [];

/** Where a name is unique: what tells one place from another, and how that is said. */
export const SCOPES: Readonly<
  Record<Scope, { readonly of: (stack: NamedStack, block: Block) => string; readonly words: string }>
> = {
  world: { of: () => "", words: "it is one for all accounts" },
  account: { of: ({ environment }) => environment.account, words: "an account has one, in all regions together" },
  region: {
    of: ({ environment: { account, region } }) => `${account} ${region}`,
    words: "a region of an account has one",
  },
  environment: { of: ({ environment: { name } }) => name, words: "a VPC and a cluster have one" },
  namespace: {
    of: ({ environment: { name } }, { namespace = "" }) => `${name} ${namespace}`,
    words: "a namespace has one",
  },
  zone: { of: (_, { zone_id: zone }) => String(zone), words: "a hosted zone has one of a type" },
};
