import { references } from "./references";
import type { Block, Json, Kind, RemoteStateRead, Stack, Values } from "./types";
import { toGroup, toList } from "./values";

/** The stack that a parsed `cdk.tf.json` describes. Every list is sorted, so the order in the file does not matter. */
export function parseStack(id: string, json: Values): Stack {
  const { environment, name } = splitId(id);
  const block = (kind: Kind, type: string, blockName: string, address: string, pointer: string, found: Json): Block => {
    const { "//": metadata, ...values } = toGroup(found);
    const constructPath = toGroup(toGroup(metadata).metadata).path;
    return {
      kind,
      environment,
      stack: name,
      type,
      name: blockName,
      address,
      values,
      pointer,
      constructPath: typeof constructPath === "string" ? constructPath : id,
    };
  };
  const typed = (kind: "resource" | "data", prefix: string) =>
    entries(json[kind]).flatMap(([type, byName]) =>
      entries(byName).map(([key, found]) =>
        block(kind, type, key, `${prefix}${type}.${key}`, pointerTo(kind, type, key), found),
      ),
    );
  const resources = typed("resource", "");
  const dataSources = typed("data", "data.");
  const providers = entries(json.provider).flatMap(([type, configurations]) =>
    toList(configurations).map((found, i) =>
      block("provider", type, type, `provider.${type}`, pointerTo("provider", type, i), found),
    ),
  );
  const outputs = entries(json.output).map(([key, found]) =>
    block("output", "output", key, `output.${key}`, pointerTo("output", key), found),
  );
  const [backend] = entries(toGroup(json.terraform).backend).map(([type, found]) =>
    block("backend", type, type, `backend.${type}`, pointerTo("terraform", "backend", type), found),
  );
  const named = (kind: Kind, prefix: string, found: Json | undefined, ...path: string[]) =>
    entries(found).map(([key, values]) => block(kind, key, key, `${prefix}.${key}`, pointerTo(...path, key), values));
  const { required_providers } = toGroup(json.terraform);
  const declarations = [
    ...named("variable", "var", json.variable, "variable"),
    ...named("module", "module", json.module, "module"),
    ...named("requirement", "required_providers", required_providers, "terraform", "required_providers"),
    ...(json.locals === undefined ? [] : [block("local", "locals", "locals", "locals", "/locals", json.locals)]),
  ];
  return {
    id,
    environment,
    name,
    file: `stacks/${id}/cdk.tf.json`,
    resources,
    dataSources,
    providers,
    outputs,
    locals: toGroup(json.locals),
    declarations,
    backend,
    reads: readsOf(dataSources, [...resources, ...dataSources, ...providers, ...outputs]),
  };
}

/** A JSON pointer to the value that the keys lead to. */
export const pointerTo = (...keys: readonly (string | number)[]): string =>
  keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** `flask-eks-network` is the stack `network` of `flask-eks`: names of stacks have no dash. */
function splitId(id: string): { environment: string; name: string } {
  const dash = id.lastIndexOf("-");
  return { environment: id.slice(0, dash), name: id.slice(dash + 1) };
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

const entries = (value: Json | undefined): [string, Json][] =>
  Object.entries(toGroup(value))
    .filter(([key]) => key !== "//")
    .sort(([a], [b]) => (a < b ? -1 : 1));
