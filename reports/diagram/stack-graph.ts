import type { Stack, SynthesizedEnvironment } from "../synthesized";
import type { Arrow, Box, Picture } from "./picture";

/** More names than this beside an arrow hide the picture; the facts have all of them. */
const MOST_NAMES = 4;

/** The stacks of an environment and which outputs each reads of which other: what must be deployed before what. */
export function drawStacks({ name, stacks }: SynthesizedEnvironment): Picture {
  const arrows = stacks.flatMap((stack) => stack.reads.map((read): Arrow => arrowOf(stack.name, read)));
  return {
    title: `Stacks of ${name}`,
    description: `${stacks.length === 1 ? "1 stack" : `${stacks.length} stacks`} with a Terraform state each. An arrow leads from a stack to one that reads its outputs.`,
    facts: [
      ...stacks.map(inWords),
      ...notHere(stacks).map((missing) => `${missing} is not here, so nothing of it was judged.`),
    ],
    boxes: [...notHere(stacks).map(toMissing), ...inOrder(stacks).map(toBox)],
    arrows,
    legend: ["Arrows: outputs that the lower stack reads from the state of the upper one, which is deployed first."],
  };
}

const arrowOf = (reader: string, { stack, outputs }: Stack["reads"][number]): Arrow => ({
  from: stack,
  to: reader,
  label:
    outputs.length > MOST_NAMES
      ? [...outputs.slice(0, MOST_NAMES - 1), `and ${outputs.length - MOST_NAMES + 1} more`]
      : outputs.length > 0
        ? outputs
        : ["no output"],
});

/** Names of stacks that are read and were not handed over with the others. */
const notHere = (stacks: readonly Stack[]): string[] => {
  const read = stacks.flatMap((stack) => stack.reads.map((one) => one.stack));
  return [...new Set(read)].filter((one) => !stacks.some((stack) => stack.name === one)).sort();
};

const toMissing = (name: string): Box => ({ id: name, kind: "outside", title: name, lines: ["not here"] });

const toBox = ({ name, resources, outputs }: Stack): Box => ({
  id: name,
  kind: "stack",
  title: name,
  lines: [`${resources.length} resources, ${outputs.length} outputs`],
});

/** Stacks that read nothing come first, so that the picture starts where a deployment does. */
const inOrder = (stacks: readonly Stack[]): Stack[] =>
  [...stacks].sort((a, b) => a.reads.length - b.reads.length || (a.name < b.name ? -1 : 1));

function inWords({ name, reads, outputs }: Stack): string {
  const read = reads.map((it) => `${it.outputs.join(", ") || "no output"} of ${it.stack}`).join("; ");
  const published = outputs.map((output) => output.name).join(", ");
  return `${name} reads ${read || "no other stack"}; it publishes ${published || "nothing"}.`;
}
