import { show } from "../built/differences";
import { plain } from "../built/text";
import { isEmpty } from "../built/values";
import { cell, code, table } from "../markdown/escape";
import type { Json } from "../synthesized";
import type { AttributeDifference, StackDifference } from "./compare";

type Changed = StackDifference["changed"][number];

/** Attributes of one resource that are told; a dashboard can differ in hundreds. */
const MOST_ATTRIBUTES = 12;

/** What two sides are called. */
export interface Sides {
  readonly a: string;
  readonly b: string;
}

/** What differs, in Markdown: first a line for each stack, then resource by resource. */
export function renderDifference(title: string, sides: Sides, stacks: readonly StackDifference[]): string {
  const different = stacks.filter(isDifferent);
  const [a, b] = [code(sides.a), code(sides.b)];
  const overview = table(
    [
      "stack",
      "same #",
      "other names only #",
      "different #",
      `only in ${cell(sides.a)} #`,
      `only in ${cell(sides.b)} #`,
    ],
    stacks.map(({ stack, same, sameButNames, changed, onlyA, onlyB, retyped }) => [
      cell(stack),
      ...[same, sameButNames, changed.length + retyped.length, onlyA.length, onlyB.length].map(dotted),
    ]),
  );
  const names = stacks.reduce((sum, { sameButNames }) => sum + sameButNames, 0);
  const notes = [
    ...(different.length === 0 ? [`Nothing differs between ${a} and ${b}.`] : []),
    ...(names > 0 ? ["Other names only: what differs is the environment's own name, account or region."] : []),
  ];
  const repeated = repeatedIn(stacks);
  const sections = [everywhere(repeated, sides), ...different.map((one) => stackSection(one, repeated, sides))];
  return [`## ${title}`, overview, ...notes, ...sections.filter(Boolean)].join("\n\n");
}

const dotted = (number: number): string => (number > 0 ? `${number}` : "·");

const isDifferent = ({ changed, onlyA, onlyB, retyped, unread }: StackDifference): boolean =>
  changed.length + onlyA.length + onlyB.length + retyped.length + unread.length > 0;

/** Differences that several stacks have at the same address, like tags that a provider gives; with their stacks. */
function repeatedIn(stacks: readonly StackDifference[]): Map<string, { changed: Changed; stacks: string[] }> {
  const found = new Map<string, { changed: Changed; stacks: string[] }>();
  for (const { stack, changed } of stacks)
    for (const one of changed) {
      const known = found.get(JSON.stringify(one));
      if (known) known.stacks.push(stack);
      else found.set(JSON.stringify(one), { changed: one, stacks: [stack] });
    }
  return new Map([...found].filter(([, one]) => one.stacks.length > 1));
}

const everywhere = (repeated: ReturnType<typeof repeatedIn>, sides: Sides): string =>
  [...repeated.values()]
    .map(({ changed, stacks }) => `### ${stacks.map(code).join(", ")}\n\n${changedBlock(changed, sides)}`)
    .join("\n\n");

function stackSection(
  { stack, changed, onlyA, onlyB, retyped, unread }: StackDifference,
  repeated: ReturnType<typeof repeatedIn>,
  sides: Sides,
): string {
  const own = changed.filter((one) => !repeated.has(JSON.stringify(one)));
  if (own.length + onlyA.length + onlyB.length + retyped.length + unread.length === 0) return "";
  return [
    `### ${code(stack)}`,
    only(sides.a, onlyA),
    only(sides.b, onlyB),
    retyped
      .map(
        (one) =>
          `- The construct ${code(one.construct)} makes ${code(one.a)} in ${code(sides.a)}, ${code(one.b)} in ${code(sides.b)}.`,
      )
      .join("\n"),
    ...own.map((one) => changedBlock(one, sides)),
    unread.length > 0 &&
      `Not compared, because nothing here reads it: ${unread.map((one) => code(plain(one, 200))).join(", ")}.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function changedBlock({ address, attributes }: Changed, sides: Sides): string {
  const rest = attributes.length - MOST_ATTRIBUTES;
  const lines = attributes.slice(0, MOST_ATTRIBUTES).map((one) => sentence(one, sides));
  return [`${code(plain(address, 200))} differs:`, "", ...lines, ...(rest > 0 ? [`- and in ${rest} more`] : [])].join(
    "\n",
  );
}

/** Addresses that one side has, a line for each type. */
function only(side: string, addresses: readonly string[]): string {
  if (addresses.length === 0) return "";
  const typeOf = (address: string) => address.slice(0, address.lastIndexOf("."));
  const types = [...new Set(addresses.map(typeOf))].sort();
  const lines = types.map((type) => {
    const names = addresses
      .filter((address) => typeOf(address) === type)
      .map((address) => code(address.slice(type.length + 1)));
    return `- ${code(type)}: ${names.join(", ")}`;
  });
  return [`Only in ${code(side)}:`, "", ...lines].join("\n");
}

function sentence({ path, a, b }: AttributeDifference, sides: Sides): string {
  const value = (it: Json | undefined) => code(show(path, it, { most: 120 }));
  const name = code(plain(path, 160));
  if (isEmpty(b)) return `- ${name}: ${value(a)} in ${code(sides.a)} only`;
  if (isEmpty(a)) return `- ${name}: ${value(b)} in ${code(sides.b)} only`;
  return `- ${name}: ${value(a)} in ${code(sides.a)}, ${value(b)} in ${code(sides.b)}`;
}
