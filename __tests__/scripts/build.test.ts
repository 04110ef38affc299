import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "build-"));
  for (const folder of ["scripts", "stacks/network"]) mkdirSync(join(project, folder), { recursive: true });
  copyFileSync("scripts/build.mjs", join(project, "scripts/build.mjs"));
  write(
    "package.json",
    JSON.stringify({ scripts: { compile: "mkdir -p dist/stacks && echo 1 > dist/main.js && echo . >> compiled" } }),
  );
  write("package-lock.json", "{}");
  write("tsconfig.json", JSON.stringify({ include: ["main.ts", "stacks"] }));
  write("main.ts", "1;");
  write("stacks/network/stack.ts", "2;");
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

const write = (file: string, text: string): void => writeFileSync(join(project, file), text);

const build = () => spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: project, encoding: "utf8" });

/** How often the compiler ran. */
const compiled = (): number =>
  existsSync(join(project, "compiled")) ? readFileSync(join(project, "compiled"), "utf8").split("\n").length - 1 : 0;

test("compiles once, as long as nothing changes", () => {
  build();
  build();
  expect(compiled()).toBe(1);
});

test.each<[string, () => void]>([
  ["a source file changes, however deep", () => write("stacks/network/stack.ts", "3;")],
  ["a source file is added", () => write("stacks/network/outputs.ts", "3;")],
  ["a source file is removed", () => rmSync(join(project, "stacks/network/stack.ts"))],
  ["versions of packages change", () => write("package-lock.json", '{"lockfileVersion":3}')],
  ["the compiler's settings change", () => write("tsconfig.json", JSON.stringify({ include: ["main.ts"] }))],
  ["the output folder is removed", () => rmSync(join(project, "dist"), { recursive: true })],
  ["something compiled is changed", () => write("dist/main.js", "another")],
])("compiles again when %s", (_, change) => {
  build();
  change();
  build();
  expect(compiled()).toBe(2);
});

test("takes no notice of files the compiler does not read", () => {
  build();
  write("stacks/network/notes.md", "notes");
  build();
  expect(compiled()).toBe(1);
});

test("ends with the compiler's exit code and compiles again the next time, when it finds a mistake", () => {
  write("package.json", JSON.stringify({ scripts: { compile: "echo . >> compiled && exit 2" } }));
  const codes = [build().status, build().status];
  expect([codes, compiled()]).toEqual([[2, 2], 2]);
});

test("an interrupted build counts as none", () => {
  build();
  write("main.ts", "2;");
  write("package.json", JSON.stringify({ scripts: { compile: "echo . >> compiled && kill -9 $$" } }));
  build();
  write("main.ts", "1;");
  write(
    "package.json",
    JSON.stringify({ scripts: { compile: "mkdir -p dist/stacks && echo 1 > dist/main.js && echo . >> compiled" } }),
  );
  build();
  expect(compiled()).toBe(3);
});

test("leaves a program that may be started as it is, and the list of packages beside it", () => {
  const compile = "mkdir -p dist/cli && echo . > dist/cli/aws-platform.js";
  write("package.json", JSON.stringify({ scripts: { compile } }));
  mkdirSync(join(project, "cli"));
  write("cli/aws-platform.ts", "1;");
  build();
  expect(statSync(join(project, "dist/cli/aws-platform.js")).mode & 0o111).toBe(0o111);
  expect(readFileSync(join(project, "dist/package-lock.json"), "utf8")).toBe("{}");
});

test("removes what was compiled of sources that are gone, and nothing else", () => {
  const made = [
    "main.js",
    "program.js",
    "stacks/network/stack.js",
    "stacks/old/stack.js",
    "stacks/old.json",
    ".gen/a.js",
  ];
  const compile = made.map((file) => `mkdir -p $(dirname dist/${file}) && echo . > dist/${file}`).join(" && ");
  write("package.json", JSON.stringify({ scripts: { compile } }));
  build();
  expect(made.filter((file) => !existsSync(join(project, "dist", file)))).toEqual([
    "stacks/old/stack.js",
    "stacks/old.json",
  ]);
});
