import { bodiesIn } from "./bodies";
import type { Scope } from "./expression";
import { instancesOf } from "./instances";
import { pointerTo } from "./pointer";
import { references } from "./references";
import { resolve, scopeOf } from "./resolve";
import type { Block, Json, Kind, RemoteStateRead, RootModule, Stack, Values } from "./types";
import { isGroup, toGroup, withoutNulls } from "./values";
import { type Refusal, type Written, writtenIn } from "./written";

/** The stack that a parsed `cdk.tf.json` describes. Every list is sorted, so the order in the file does not matter. */
export const parseStack = (id: string, json: Values): Stack =>
  parseModule({ id, files: [{ file: `stacks/${id}/cdk.tf.json`, json }], variables: {}, unread: [] });

/** The stack that the files of a root module describe. */
export function parseModule(module: RootModule): Stack {
  const { id } = module;
  const { of, refused } = writtenIn(module);
  const owner = { id, ...splitId(id) };
  const file = module.files[0]?.file ?? `stacks/${id}/cdk.tf.json`;
  const scope = scopeOf(of("variable"), of("locals"));
  const resources = typedBlocks("resource", of("resource"), scope, owner);
  const dataSources = typedBlocks("data", of("data"), scope, owner);
  const named = (kind: Kind, prefix: string, written: readonly Written[]): Block[] =>
    written.map((at) => {
      const [name = ""] = at.labels;
      return blockOf(kind, kind === "output" ? kind : name, name, `${prefix}.${name}`, at, owner, resolved(at, scope));
    });
  const providers = named("provider", "provider", of("provider"));
  const outputs = named("output", "output", of("output"));
  const settings = of("terraform");
  return {
    id,
    environment: owner.environment,
    name: owner.name,
    file,
    resources,
    dataSources,
    providers,
    outputs,
    locals: Object.assign({}, ...of("locals").map(({ values }) => values)),
    declarations: [
      ...named("variable", "var", of("variable")),
      ...named("module", "module", of("module")),
      ...named("requirement", "required_providers", settings.flatMap(requirementsIn)),
      ...of("locals").map((at) => blockOf("local", "locals", "locals", "locals", at, owner)),
      ...of("removed").map((at) =>
        blockOf("removal", "removed", "removed", `removed.${toReference(at.values.from)}`, at, owner),
      ),
      blockOf("stack", "stack", id, "stack", settings[0] ?? { file, pointer: "", labels: [], values: {} }, owner),
      ...[...refused, ...settings.flatMap(unknownSettings), ...secondBackends(settings)].map((refusal) =>
        unreadBlock(refusal, owner),
      ),
    ],
    backend: backendIn(settings, owner),
    reads: readsOf(dataSources, [...resources, ...dataSources, ...providers, ...outputs]),
  };
}

interface Owner {
  readonly id: string;
  readonly environment: string;
  readonly name: string;
}

function blockOf(
  kind: Kind,
  type: string,
  name: string,
  address: string,
  { file, pointer, values: written }: Written,
  owner: Owner,
  values = written,
): Block {
  const { "//": metadata, ...own } = values;
  const path = toGroup(toGroup(metadata).metadata).path;
  return {
    kind,
    environment: owner.environment,
    stack: owner.name,
    type,
    name,
    address,
    values: own,
    file,
    pointer,
    constructPath: typeof path === "string" ? path : owner.id,
  };
}

const typedBlocks = (kind: "resource" | "data", written: readonly Written[], scope: Scope, owner: Owner): Block[] =>
  written.flatMap((at) => {
    const [type = "", name = ""] = at.labels;
    const address = kind === "data" ? `data.${type}.${name}` : `${type}.${name}`;
    return instancesOf(at.values, scope).map(({ key, values }) =>
      blockOf(kind, type, name, `${address}${key}`, at, owner, withoutNulls(values)),
    );
  });

const resolved = ({ values }: Written, scope: Scope): Values => withoutNulls(toGroup(resolve(values, scope)));

/** What may be written in `terraform`; anything else is nothing that is judged. */
const SETTINGS: readonly string[] = ["//", "backend", "cloud", "required_providers", "required_version"];

const unknownSettings = ({ values, file, pointer }: Written): Refusal[] =>
  Object.keys(values)
    .filter((key) => !SETTINGS.includes(key))
    .map((key) => ({
      what: `terraform.${key}`,
      file,
      pointer: pointer + pointerTo(key),
      why: "No rule was written for this setting.",
    }));

/** Blocks below a key of `terraform`. */
const below = ({ values, file, pointer }: Written, key: string, names: number): Written[] =>
  bodiesIn(values[key], names, pointer + pointerTo(key), () => undefined).map((body) => ({ ...body, file }));

const requirementsIn = (settings: Written): Written[] =>
  below(settings, "required_providers", 0).flatMap((at) =>
    Object.entries(at.values)
      .filter(([name]) => name !== "//")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({
        ...at,
        labels: [name],
        pointer: at.pointer + pointerTo(name),
        values: isGroup(value) ? value : { version: value },
      })),
  );

const backendsIn = (settings: readonly Written[]): Written[] => [
  ...settings.flatMap((one) => below(one, "backend", 1)),
  ...settings.flatMap((one) => below(one, "cloud", 0)),
];

function backendIn(settings: readonly Written[], owner: Owner): Block | undefined {
  const [at] = backendsIn(settings);
  const [type = "cloud"] = at?.labels ?? [];
  return at && blockOf("backend", type, type, `backend.${type}`, at, owner);
}

/** Terraform keeps the state in one place and refuses another. */
const secondBackends = (settings: readonly Written[]): Refusal[] =>
  backendsIn(settings)
    .slice(1)
    .map(({ labels: [type = "cloud"], file, pointer }) => ({
      what: `backend.${type}`,
      file,
      pointer,
      why: "Another block says where the state is kept.",
    }));

const unreadBlock = ({ what, file, pointer, why }: Refusal, owner: Owner): Block =>
  blockOf("unread", "unread", what, what, { file, pointer, labels: [], values: { why } }, owner);

const toReference = (value: Json | undefined): string => String(value ?? "").replace(/^\$\{(.*)\}$/s, "$1");

/** `flask-eks-network` is the stack `network` of `flask-eks`; a name without a dash is an environment of one stack. */
function splitId(id: string): { environment: string; name: string } {
  const dash = id.lastIndexOf("-");
  return dash > 0 && dash < id.length - 1
    ? { environment: id.slice(0, dash), name: id.slice(dash + 1) }
    : { environment: id, name: id };
}

function readsOf(dataSources: readonly Block[], blocks: readonly Block[]): RemoteStateRead[] {
  const used = blocks.flatMap(({ values }) => references(values));
  return dataSources
    .filter(({ type }) => type === "terraform_remote_state")
    .map(({ name, address, pointer }) => {
      const outputs = used.filter((reference) => reference.address === address).flatMap(({ output }) => output ?? []);
      return { stack: name, outputs: [...new Set(outputs)].sort(), pointer };
    });
}
