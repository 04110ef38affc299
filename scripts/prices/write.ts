import { type Book, grouped, type PriceBlock } from "./build";

/** The files of a book by name. JSON with one line for each family of machines, so that a price is found and a change is seen. */
export function filesOf({ sources, everyRegion, regions }: Book): Map<string, string> {
  return new Map([
    ["sources.json", `${JSON.stringify(sources, undefined, 2)}\n`],
    ["every-region.json", file([["blocks", blocks(everyRegion)]])],
    ...Object.entries(regions).map(([name, { blocks: own, spotSaving }]): [string, string] => [
      `${name}.json`,
      file([
        ["blocks", blocks(own)],
        ["spotSaving", table(spotSaving)],
      ]),
    ]),
  ]);
}

const file = (entries: readonly (readonly [string, string])[]): string =>
  `{\n${entries.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(",\n")}\n}\n`;

const blocks = (all: readonly PriceBlock[]): string =>
  `[\n${all
    .map(({ prefix, source, prices }) => {
      const head = `"prefix": ${JSON.stringify(prefix)}, "source": ${JSON.stringify(source)}`;
      return `{ ${head}, "prices": ${table(prices)} }`;
    })
    .join(",\n")}\n]`;

/** A line holds a family, like all sizes of `m5`, or a service, like all of `ebs`. */
function table(prices: Readonly<Record<string, number>>): string {
  const lines = grouped(prices, familyOf).map(([, family]) =>
    Object.entries(family)
      .map(([key, value]) => `${JSON.stringify(key)}: ${value}`)
      .join(", "),
  );
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n}`;
}

const familyOf = (key: string): string => (key.includes(".") ? key.replace(/\.[^.]+$/, "") : key.replace(/-.*/, ""));
