import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { z } from "zod";
import { literal } from "../../environments/literal";
import { UserError } from "../../environments/problem";
import { environmentSchema } from "../../environments/schema";
import { synthesize } from "../../stacks/synthesize";
import { load, problemsOf, SHOP } from "./fixture";

/** What Terraform would evaluate, with a marker that is found again. */
const planted = (marker: string) => `\${upper("${marker}")}%{if true}x`;

type Path = readonly (string | number)[];
type Schema = z.core.$ZodType;

/** Every place of the schema that takes a text: by the keys that lead there, `*` for one the author chooses, 0 for an entry. */
function textPlaces(schema: Schema, path: Path = []): { readonly path: Path; readonly isKey: boolean }[] {
  const def = schema._zod.def as unknown as {
    type: string;
    innerType?: Schema;
    shape?: Record<string, Schema>;
    keyType?: Schema;
    valueType?: Schema;
    element?: Schema;
    options?: Schema[];
  };
  if (def.innerType) return textPlaces(def.innerType, path);
  if (def.type === "string") return [{ path, isKey: false }];
  if (def.shape) return Object.entries(def.shape).flatMap(([key, inner]) => textPlaces(inner, [...path, key]));
  if (def.options) return def.options.flatMap((option) => textPlaces(option, path));
  if (def.element) return textPlaces(def.element, [...path, 0]);
  if (def.valueType) return [{ path: [...path, "*"], isKey: true }, ...textPlaces(def.valueType, [...path, "*"])];
  return [];
}

/** A document with something of everything, so that every place of the schema has a home in it. */
const WHOLE = `${SHOP}      command: [sh]
      env: { A: b }
      volumes: {}
  monitoring: {}
`;

/** The document with a text or a key in one place; the names that authors choose are those of the document where there are any. */
function plantedAt(path: Path, isKey: boolean, text: string): string {
  const document = parse(WHOLE);
  let node = document;
  for (const [i, step] of path.entries()) {
    const isLast = i === path.length - 1;
    const key = step === "*" ? (isLast && isKey ? text : (Object.keys(node)[0] ?? "a")) : step;
    if (isLast) node[key] = isKey ? (Object.values(node)[0] ?? "x") : text;
    else node[key] ??= typeof path[i + 1] === "number" ? [] : {};
    node = node[key];
  }
  return stringify(document);
}

const places = [
  ...new Map(textPlaces(environmentSchema).map((place) => [`${place.path.join(".")} ${place.isKey}`, place])).values(),
];

test("the walk finds the places of the schema that take texts", () => {
  expect(places.length).toBeGreaterThan(60);
  expect(places.map(({ path }) => path.join("."))).toEqual(
    expect.arrayContaining(["tags.*", "workloads.apps.*.command.0", "workloads.apps.*.env.*", "data.backup.schedule"]),
  );
});

describe.each(places.map((place) => [`${place.path.join(".")}${place.isKey ? " (a key)" : ""}`, place] as const))(
  "an expression in %s",
  (_, { path, isKey }) => {
    const marker = "marker-1a2b3c";
    const file = plantedAt(path, isKey, planted(marker));

    test("is refused with its line, or reaches Terraform as text", () => {
      const problems = problemsOf(file);
      if (problems.length > 0) {
        expect(problems.every((problem) => /^\d+ {2}\S/.test(problem))).toBe(true);
        return;
      }
      const folder = mkdtempSync(join(process.env.REAL_OUTPUT ?? tmpdir(), "literal-"));
      const json = JSON.stringify(synthesize(load({ "shop.yaml": file }), folder));
      const found = [...json.matchAll(/(.{0,20})upper\([^)]*marker-1a2b3c/g)].map(([text]) => text);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((text) => /\$\$\{upper/.test(text))).toBe(true);
      expect(json).not.toMatch(/(?<!%)%\{if/);
    });
  },
);

test("commands and variables of a container may hold everything", () => {
  for (const [path, isKey] of [
    [["workloads", "apps", "*", "command", 0], false],
    [["workloads", "apps", "*", "env", "*"], false],
  ] as const)
    expect(problemsOf(plantedAt(path, isKey, planted("m")))).toEqual([]);
});

describe("literal", () => {
  test("doubles the sign before a brace, in values and in keys", () => {
    expect(literal({ "a${b}": ["%{c}", { d: "$e {f} 100%" }] })).toEqual({ "a$${b}": ["%%{c}", { d: "$e {f} 100%" }] });
  });

  test("adds one sign to those that are there already", () => {
    expect(literal("^a$${x}")).toBe("^a$$${x}");
  });

  test("leaves numbers and nothing alone", () => {
    expect(literal([1, true, null, undefined])).toEqual([1, true, null, undefined]);
  });
});

describe("texts that no file may hold", () => {
  const env = (value: string) => `${SHOP}      env: { A: ${value} }\n`;
  test.each([
    ["NUL", '"a\\0b"', "holds the character U+0000"],
    ["a carriage return", '"a\\rb"', "holds the character U+000D"],
    ["a C1 control, which YAML takes for a line break", '"a\\u0085b"', "holds the character U+0085"],
    ["a line separator", '"a\\u2028b"', "holds the character U+2028"],
    ["a lone surrogate", '"a\\ud800b"', "holds the character U+D800"],
    ["a control of writing direction", '"a\\u202eb"', "holds the character U+202E"],
    ["a noncharacter", '"a\\uffffb"', "holds the character U+FFFF"],
  ])("%s", (_, value, problem) => {
    expect(problemsOf(env(value))).toEqual([
      `39  workloads.apps.web.env.A: ${problem}, which programs on the way read in different ways; remove it`,
    ]);
  });

  test.each(["'${TfToken[TOKEN.3]}'", "'#{TfToken[TOKEN.3]}'", "'$${TfToken[TOKEN.99999]}'"])(
    "a reference of cdktf: %s",
    (value) => {
      expect(problemsOf(env(value))).toEqual([
        "39  workloads.apps.web.env.A: holds TfToken[…], which cdktf takes for a reference of its own; write it another way",
      ]);
    },
  );

  test("a number that cdktf takes for a reference", () => {
    expect(problemsOf(env('"-1.8881545897087827e+289"'))).toEqual([
      "39  workloads.apps.web.env.A: holds -1.8881545897087827e+289, which cdktf takes for a reference of its own; write another number",
    ]);
  });

  test("more than Linux passes to a program", () => {
    expect(problemsOf(env(`"${"a".repeat(131_072)}"`))).toEqual([
      "39  workloads.apps.web.env.A: has 131072 bytes, and Linux passes at most 131071 to a program; write it into a file of the image",
    ]);
  });

  test("several lines and tabs are fine, and so is every script", () => {
    expect(load({ "shop.yaml": env('"a\\n\\tб 名 😀"') }).environments[0]?.workloads?.apps.web?.env.A).toBe(
      "a\n\tб 名 😀",
    );
  });
});

test("a file that synthesis would stop at never gets that far", () => {
  expect(() => load({ "shop.yaml": plantedAt(["tags", "*"], false, planted("m")) })).toThrow(UserError);
});
