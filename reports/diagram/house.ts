import HOUSE from "./house.json";
import type { Arrow, Box, Picture } from "./picture";

/** The folders of this project, what each may import, and the floors of `reports/` from the top down. */
export interface House {
  /** Top-level folders and files: what each answers, and what it may import besides itself. */
  readonly areas: Readonly<Record<string, { readonly is: string; readonly imports: readonly string[] }>>;
  /** A room, which is a folder of `reports/`, may import from itself and from the rooms of lower floors. */
  readonly floors: readonly { readonly name: string; readonly rooms: readonly string[] }[];
}

/** The one place that says where a folder stands; the architecture test keeps the imports so. */
export const house: House = HOUSE;

/** How the code is arranged: an arrow leads from what imports to what is imported, so every arrow runs down. */
export function drawHouse({ areas, floors }: House = house): Picture {
  const arrows = Object.entries(areas).flatMap(([from, { imports }]) => directOnly(imports, areas).map(arrow(from)));
  return {
    title: "The folders of the code and what they import",
    description:
      "Imports go one way: from the commands down to the environment files, and in reports from floor to floor.",
    facts: [
      ...Object.entries(areas).map(
        ([name, { is, imports }]) => `${name}: ${is}; imports ${imports.join(", ") || "nothing"}.`,
      ),
      ...floors.map(({ name, rooms }) => `Floor of reports: ${name}: ${rooms.join(", ")}.`),
    ],
    boxes: Object.entries(areas)
      .reverse()
      .map(([name, { is }]) => toBox(name, is, floors)),
    arrows,
    legend: [
      "Arrows: what the upper imports from the lower; what a lower one imports may be imported by the upper too.",
      "In reports each floor imports only from the floors below it.",
    ],
  };
}

/** Imports that no other import leads to already: the picture stays readable. */
const directOnly = (imports: readonly string[], areas: House["areas"]): string[] => {
  const names = imports.map((it) => it.split("/")[0] ?? it);
  return names.filter((name) => !names.some((other) => other !== name && areas[other]?.imports.includes(name)));
};

const arrow =
  (from: string) =>
  (to: string): Arrow => ({ from, to, label: [""] });

const toBox = (name: string, is: string, floors: House["floors"]): Box =>
  name === "reports"
    ? {
        id: name,
        kind: "zone",
        title: name,
        lines: [is],
        children: floors.map((floor) => ({
          id: `${name}/${floor.name}`,
          kind: "thing",
          title: floor.name,
          lines: [floor.rooms.join(", ")],
        })),
      }
    : { id: name, kind: "stack", title: name, lines: [is] };
