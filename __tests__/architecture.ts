import { posix } from "node:path";
import { house } from "../reports/diagram/house";

/** Source files by their path from the project's folder, with forward slashes. */
export type Sources = Readonly<Record<string, string>>;

/** What the files of each area may import besides packages: areas, which are top-level folders or files, or single files. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    Object.entries(house.areas).map(([area, { imports }]) => [area, area === "main.ts" ? imports : [...imports, area]]),
  ),
  __tests__: [...Object.keys(house.areas), "__tests__", "package.json"],
};

/** The rooms of `reports/`, floor by floor, the lowest first. */
export const FLOORS: readonly (readonly string[])[] = house.floors.map(({ rooms }) => rooms).reverse();

/** Every way of naming another module: `import … from`, `export … from`, `import "…"`, `import("…")`, `require("…")`. */
const IMPORTS = [
  /^[ \t]*(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']/gm,
  /^[ \t]*import\s*["']([^"']+)["']/gm,
  /\b(?:import|require(?:\.resolve)?)\s*\(\s*["'`]([^"'`]+)["'`]/g,
];

/** All resources of a provider at once, under every name that leads there. */
const WHOLE_PROVIDER = /^@cdktf\/provider-[a-z]+(\/lib)?(\/index(\.js)?)?\/?$/;

/** One sentence per import that goes the wrong way. */
export function importProblems(sources: Sources): string[] {
  return Object.entries(sources).flatMap(([file, text]) =>
    importsOf(text).flatMap((specifier) => problemOf(file, specifier) ?? []),
  );
}

/** The modules that a source file names, in the order of the ways of naming them. */
export const importsOf = (text: string): string[] =>
  IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, specifier = ""]) => specifier));

function problemOf(file: string, specifier: string): string | undefined {
  if (WHOLE_PROVIDER.test(specifier))
    return `${file} imports ${specifier}; import one resource by path, like ${specifier.split("/").slice(0, 2).join("/")}/lib/…`;
  if (!specifier.startsWith(".")) return undefined;
  const allowed = MAY_IMPORT[areaOf(file)];
  if (!allowed) return `${file} is in no known area; give ${areaOf(file)} its place in the order of imports`;
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  if (!allowed.includes(target) && !allowed.includes(areaOf(target)))
    return `${file} imports ${specifier}; ${areaOf(file)} may import ${allowed.join(", ")}`;
  return file.startsWith("reports/") && target.startsWith("reports/") ? climb(file, specifier, target) : undefined;
}

/** Rooms of one floor that may import each other one way: a plan is read with what reads Terraform JSON. */
const SAME_FLOOR: Readonly<Record<string, readonly string[]>> = { plan: ["synthesized"] };

/** The sentence for an import inside of `reports/` that does not run down. */
function climb(file: string, specifier: string, target: string): string | undefined {
  const [from, to] = [file, target].map((path) => path.split("/")[1] ?? "") as [string, string];
  const floor = FLOORS.findIndex((rooms) => rooms.includes(from));
  if (floor < 0) return `${file} is on no floor of reports; give ${from} its place`;
  const below = [...(SAME_FLOOR[from] ?? []), ...FLOORS.slice(0, floor).flat()];
  return from === to || below.includes(to)
    ? undefined
    : `${file} imports ${specifier}; ${from} may import ${[from, ...below].join(", ")}`;
}

/** Files that import each other in a circle, also when they only import types: one list of paths for each circle. */
export function circles(sources: Sources): string[][] {
  const targets = new Map(
    Object.entries(sources).map(([file, text]) => [
      file,
      importsOf(text)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => posix.normalize(posix.join(posix.dirname(file), specifier)))
        .flatMap(
          (path) =>
            [path, `${path}.ts`, `${path}/index.ts`, path.replace(/\.js$/, ".ts")].find((it) => it in sources) ?? [],
        ),
    ]),
  );
  const [order, left] = [new Map<string, number>(), new Map<string, number>()];
  const [open, found]: [string[], string[][]] = [[], []];
  const visit = (file: string): number => {
    order.set(file, order.size);
    left.set(file, order.get(file) as number);
    open.push(file);
    for (const target of targets.get(file) ?? []) {
      const least = order.has(target) ? (open.includes(target) ? order.get(target) : undefined) : visit(target);
      left.set(file, Math.min(left.get(file) as number, least ?? Number.POSITIVE_INFINITY));
    }
    if (left.get(file) === order.get(file)) {
      const circle = open.splice(open.indexOf(file)).sort();
      if (circle.length > 1 || targets.get(file)?.includes(file)) found.push(circle);
    }
    return left.get(file) as number;
  };
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return found;
}

const areaOf = (path: string): string => {
  const [first = ""] = path.split("/");
  return /^main(\.js)?$/.test(first) ? "main.ts" : first;
};
