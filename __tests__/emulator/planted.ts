type Resource = Record<string, unknown>;

/** A synthesized stack, the parts that are changed. */
export interface Stack {
  /** What cdktf prints outputs by. */
  readonly "//": { readonly outputs: Record<string, { readonly outputs: Record<string, string> }> };
  readonly resource: Readonly<Record<string, Record<string, Resource>>>;
  readonly output: Record<string, unknown>;
}

/** A change of what was synthesized, made after each synthesis while it is planted: see `plant.ts`. */
export interface Planted {
  readonly name: string;
  /** Stack whose synthesized JSON is changed. */
  readonly stack: string;
  readonly plant: (stack: Stack) => void;
}

/** Changes every resource of a type. */
export function each(stack: Stack, type: string, change: (resource: Resource) => void): void {
  for (const resource of Object.values(stack.resource[type] ?? {})) change(resource);
}

/** Gives a resource another name, wherever it is used, and says so in a `moved` block. */
export function rename(stack: Stack, type: string, name: string, newName: string): void {
  const use = new RegExp(`\\b${type}\\.${name}\\b`, "g");
  const [from, to] = [`${type}.${name}`, `${type}.${newName}`];
  Object.assign(stack, JSON.parse(JSON.stringify(stack).replace(use, to)), { moved: [{ from, to }] });
  const resources = stack.resource[type];
  if (!resources?.[name]) throw new Error(`there is no ${from} to rename`);
  resources[newName] = resources[name];
  delete resources[name];
}

/** Takes a resource out, with everything that refers to it; lists of outputs go on without it, and an output of it alone is empty. */
export function remove(stack: Stack, type: string, name: string): void {
  const reference = `\${${type}.${name}.`;
  delete stack.resource[type]?.[name];
  for (const resources of Object.values(stack.resource))
    for (const [key, resource] of Object.entries(resources))
      if (JSON.stringify(resource).includes(reference)) delete resources[key];
  for (const output of Object.values(stack.output) as { value: unknown }[])
    if (Array.isArray(output.value)) output.value = output.value.filter((item) => !String(item).startsWith(reference));
    else if (String(output.value).startsWith(reference)) output.value = "";
}
