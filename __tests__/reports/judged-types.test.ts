import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JUDGED_DATA, JUDGED_RESOURCES } from "../../reports/rules/judged-types";
import { madeTypes } from "./made-types";

/** Every TypeScript file below folders, as text. */
const textOf = (...folders: string[]): string =>
  folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && file !== "judged-types.ts")
        .map((file) => readFileSync(join(folder, file), "utf8")),
    )
    .join("\n");

const rules =
  textOf("reports/rules") +
  readFileSync("reports/built/pods.ts", "utf8") +
  readFileSync("reports/built/permissions.ts", "utf8");
const isNamed = (type: string): boolean => new RegExp(`\\b${type}\\b`).test(rules);

test("every type that a module can make is judged", () => {
  expect(madeTypes().filter((type) => !JUDGED_RESOURCES.includes(type))).toEqual([]);
});

test("no type is called judged that is neither made nor named by a rule", () => {
  const made = madeTypes();
  expect(JUDGED_RESOURCES.filter((type) => !made.includes(type) && !isNamed(type))).toEqual([]);
});

test("the data sources that are judged are those that are read", () => {
  const read = [...textOf("modules", "stacks", "platform").matchAll(/\/lib\/data-([a-z0-9-]+)"/g)].map(
    ([, name = ""]) => name.replaceAll("-", "_"),
  );
  expect([...JUDGED_DATA]).toEqual([...new Set([...read, "terraform_remote_state"])].sort());
});
