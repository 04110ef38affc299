import { readdirSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { circles, FLOORS, importProblems, importsOf } from "./architecture";

const ROOT = resolve(__dirname, "../..");
const AREAS = [
  "environments",
  "platform",
  "contracts",
  "modules",
  "stacks",
  "reports",
  "operations",
  "cli",
  "scripts",
  "__tests__",
];

/** Every TypeScript file of the project. */
const SOURCES = Object.fromEntries(
  readdirSync(ROOT, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isFile()) return entry.name;
      if (!entry.isDirectory() || !AREAS.includes(entry.name)) return [];
      return readdirSync(join(ROOT, entry.name), { recursive: true, encoding: "utf8" }).map((name) =>
        join(entry.name, name).replaceAll(sep, "/"),
      );
    })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => [file, readFileSync(join(ROOT, file), "utf8")]),
);

describe("imports", () => {
  test("go one way in every file", () => {
    expect(importProblems(SOURCES)).toEqual([]);
  });

  test("are found in the files: the check does not pass because it reads nothing", () => {
    expect(importsOf(SOURCES["main.ts"] ?? "")).toContain("./stacks/synthesize");
    expect(Object.keys(SOURCES)).toEqual(expect.arrayContaining(["modules/vpc/index.ts", "stacks/network.ts"]));
  });
});

describe("circles", () => {
  test("there are none, also none of types", () => {
    expect(circles(SOURCES)).toEqual([]);
  });

  test("are found through any number of files, by either way of naming a file", () => {
    const files = {
      "reports/a.ts": 'import type { B } from "./b";',
      "reports/b.ts": 'export * from "./c";',
      "reports/c/index.ts": 'import { a } from "../a";',
      "reports/d.ts": 'import { a } from "./a";',
      "reports/e.ts": 'import { e } from "./e";',
    };
    expect(circles(files)).toEqual([["reports/a.ts", "reports/b.ts", "reports/c/index.ts"], ["reports/e.ts"]]);
  });
});

describe("floors of reports", () => {
  const problems = (file: string, text: string) => importProblems({ [file]: text });

  test("every room has its place", () => {
    const rooms = readdirSync(join(ROOT, "reports"), { withFileTypes: true });
    expect(rooms.map(({ name }) => name).sort()).toEqual(FLOORS.flat().sort());
  });

  test.each([
    ["reports/synthesized/parse.ts", "../built/pods"],
    ["reports/built/pods.ts", "../rules/checks"],
    ["reports/cost/index.ts", "../reachability"],
    ["reports/rules/bucket/bucket-versioned.ts", "../../audit/report"],
    ["reports/diagram/layout.ts", "../html/markup"],
    ["reports/html/page.ts", "../audit/document"],
    ["reports/review/page.ts", "../audit/report"],
  ])("%s may not import %s", (file, specifier) => {
    expect(problems(file, `import type { X } from "${specifier}";`)).toHaveLength(1);
  });

  test.each([
    ["reports/built/pods.ts", "../synthesized"],
    ["reports/rules/bucket/bucket-versioned.ts", "../checks"],
    ["reports/html/picture.ts", "../diagram/layout"],
    ["reports/audit/chapters/cost.ts", "../../cost"],
  ])("%s may import %s", (file, specifier) => {
    expect(problems(file, `import { x } from "${specifier}";`)).toEqual([]);
  });

  test("a new room needs a place", () => {
    expect(problems("reports/weather/index.ts", 'import { x } from "../built/pods";')).toEqual([
      "reports/weather/index.ts is on no floor of reports; give weather its place",
    ]);
  });
});

describe("importProblems", () => {
  const problems = (file: string, text: string) => importProblems({ [file]: text });

  test.each([
    ["modules/vpc/index.ts", "../../platform/names"],
    ["modules/vpc/index.ts", "../../environments/schema"],
    ["modules/vpc/index.ts", "../../stacks"],
    ["environments/load.ts", "../platform/stack"],
    ["platform/stack.ts", "../contracts"],
    ["contracts/network.ts", "../stacks/network"],
    ["contracts/network.ts", "../modules/vpc"],
    ["stacks/network.ts", "../cli/command"],
    ["scripts/bench.ts", "../cli/program"],
    ["stacks/network.ts", "../main"],
    ["reports/cost/index.ts", "../../environments/load"],
    ["operations/doctor/names.ts", "../../modules/vpc"],
    ["main.ts", "./modules/vpc"],
    ["cli/tools.ts", "../__tests__/helpers"],
    ["modules/vpc/index.ts", "../../../elsewhere"],
  ])("%s may not import %s", (file, specifier) => {
    expect(problems(file, `import { x } from "${specifier}";`)).toHaveLength(1);
  });

  test.each([
    ["modules/vpc/index.ts", "../kms"],
    ["modules/vpc/index.ts", "node:path"],
    ["modules/vpc/index.ts", "@cdktf/provider-aws/lib/vpc"],
    ["platform/stack.ts", "../environments/schema"],
    ["contracts/network.ts", "../platform/contract"],
    ["stacks/network.ts", "../modules/vpc"],
    ["main.ts", "./stacks"],
    ["reports/audit/waivers.ts", "../../environments/register"],
    ["operations/doctor/names.ts", "../../reports/synthesized"],
    ["scripts/helm.ts", "../environments/problem"],
    ["cli/commands/synth.ts", "../../main.js"],
    ["__tests__/stacks/network.test.ts", "../../cli/program"],
  ])("%s may import %s", (file, specifier) => {
    expect(problems(file, `import { x } from "${specifier}";`)).toEqual([]);
  });

  test.each([
    'import x from "<it>";',
    'import "<it>";',
    'import type { X } from "<it>";',
    'import {\n  x,\n  type Y,\n} from "<it>";',
    'export * from "<it>";',
    "export { x } from '<it>';",
    'import x = require("<it>");',
    'const x = await import("<it>");',
    "const x = require(`<it>`);",
    'type X = import("<it>").X;',
  ])("sees %j", (text) => {
    expect(problems("modules/vpc/index.ts", text.replace("<it>", "../../stacks"))).toEqual([
      "modules/vpc/index.ts imports ../../stacks; modules may import pins.json, modules",
    ]);
  });

  test("a comment with an example is no import", () => {
    expect(problems("modules/vpc/index.ts", '/**\n * import { x } from "../../stacks";\n */')).toEqual([]);
  });

  test.each(["", "/lib", "/lib/", "/lib/index", "/lib/index.js"])("the whole provider is refused as %j", (tail) => {
    expect(problems("modules/vpc/index.ts", `import { vpc } from "@cdktf/provider-aws${tail}";`)).toEqual([
      `modules/vpc/index.ts imports @cdktf/provider-aws${tail}; import one resource by path, like @cdktf/provider-aws/lib/…`,
    ]);
  });

  test("a new top-level folder needs a place in the order", () => {
    expect(problems("utilities/text.ts", 'import { x } from "../stacks";')).toEqual([
      "utilities/text.ts is in no known area; give utilities its place in the order of imports",
    ]);
  });
});

describe("source files", () => {
  const production = Object.entries(SOURCES).filter(([file]) => !file.startsWith("__tests__/"));

  test("are small enough to hold: at most 200 lines", () => {
    const long = production.map(([file, text]) => ({ file, lines: text.split("\n").length - 1 }));
    expect(long.filter(({ lines }) => lines > 200)).toEqual([]);
  });

  test("name no folder of one machine", () => {
    const personal = /(?<![\w.}])\/(?:home|Users|root|tmp|work)\/[\w.-]+/;
    expect(
      production.flatMap(([file, text]) => {
        const [found] = personal.exec(text) ?? [];
        return found ? [`${file}: ${found}`] : [];
      }),
    ).toEqual([]);
  });
});
