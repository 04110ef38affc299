import { markup } from "../../html/markup";
import { code, type Figure, figure, linkTo, list, number, table } from "../../html/parts";
import type { Stack } from "../../synthesized";
import { chapter } from "./chapter";

/** One stack with what it reads of others and what it promises them. */
export interface StackView {
  readonly name: string;
  /** Below the output folder. */
  readonly file: string;
  readonly resources: number;
  /** Where the state is kept, for example an address in S3. */
  readonly state: string;
  readonly reads: readonly { readonly stack: string; readonly outputs: readonly string[] }[];
  readonly outputs: readonly { readonly name: string; readonly description: string; readonly pointer: string }[];
}

export interface StacksView {
  readonly stacks: readonly StackView[];
  readonly picture: Figure;
}

export const stackId = (name: string): string => `stack/${name}`;

export const stacks = chapter({
  id: "stacks",
  title: "Stacks",
  lead: "Which parts have a Terraform state of their own, and what do they promise each other?",
  view: ({ environment, drawings }) => stacksOf(environment.stacks, drawings.stacks),
  render: ({ stacks: all, picture }) => markup`${figure(picture)}
${table(
  "Stacks",
  ["Stack", "Resources", "Reads", "State"],
  all.map(({ name, resources, reads, state }) => [
    linkTo(stackId(name), name),
    number(resources),
    reads.map(({ stack }) => stack).join(", ") || "nothing",
    code(state),
  ]),
)}
<div class="items">${all.map(stackDetails)}</div>`,
});

const stackDetails = ({ name, file, reads, outputs }: StackView) =>
  markup`<details class="item" id="${stackId(name)}"><summary><span class="name">${name}</span> <span class="aside">${outputs.length} outputs</span></summary>
<p>Everything below is in ${code(file)}.</p>
${reads.length > 0 && markup`<h4>Reads</h4>${list(reads.map(({ stack, outputs: used }) => markup`${linkTo(stackId(stack), stack)}: ${used.map(code).flatMap((it, i) => (i === 0 ? [it] : [", ", it]))}`))}`}
${
  outputs.length > 0 &&
  table(
    `Outputs of ${name}`,
    ["Output", "What it is", "Where"],
    outputs.map((output) => [code(output.name), output.description, code(output.pointer)]),
  )
}</details>\n`;

const stacksOf = (stacks: readonly Stack[], picture: StacksView["picture"]): StacksView => ({
  picture,
  stacks: stacks.map(({ name, file, resources, reads, outputs, backend }) => ({
    name,
    file,
    resources: resources.length,
    state: [backend?.type, ...["bucket", "path", "organization", "key"].flatMap((key) => backend?.values[key] ?? [])]
      .filter((part) => part !== undefined)
      .join(" "),
    reads,
    outputs: outputs.map((output) => ({
      name: output.name,
      description: String(output.values.description ?? ""),
      pointer: output.pointer,
    })),
  })),
});
