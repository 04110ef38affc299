import { posix } from "node:path";

/** Source files by their path from the project's folder, with forward slashes. */
export type Sources = Readonly<Record<string, string>>;

/**
 * What the files of each area may import besides packages: areas, which are top-level folders or files, or single files.
 * Reports know nothing of environment files; they only read their own registers as strictly as those are read.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  environments: ["environments"],
  platform: ["environments", "platform"],
  contracts: ["environments", "platform", "contracts"],
  modules: ["modules"],
  stacks: ["environments", "platform", "contracts", "modules", "stacks"],
  reports: ["reports", "environments/register"],
  operations: ["environments", "platform", "reports", "operations"],
  "main.ts": ["environments", "platform", "stacks"],
  scripts: ["environments", "platform", "contracts", "modules", "stacks", "reports", "operations", "main.ts", "scripts"],
  __tests__: [
    "environments",
    "platform",
    "contracts",
    "modules",
    "stacks",
    "reports",
    "operations",
    "main.ts",
    "scripts",
    "__tests__",
    "package.json",
  ],
};

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
  return allowed.includes(target) || allowed.includes(areaOf(target))
    ? undefined
    : `${file} imports ${specifier}; ${areaOf(file)} may import ${allowed.join(", ")}`;
}

const areaOf = (path: string): string => {
  const [first = ""] = path.split("/");
  return first === "main" ? "main.ts" : first;
};
