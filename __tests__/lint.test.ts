import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const PROVIDERS = ["@cdktf/provider-aws", "@cdktf/provider-kubernetes", "@cdktf/provider-helm"];

/** Every way of loading a module that the linter knows. */
const FORMS = {
  import: (name: string) => `import * as all from "${name}";\n\nconsole.log(all);\n`,
  "import type": (name: string) => `import type { vpc } from "${name}";\n\nexport type Vpc = vpc.Vpc;\n`,
  export: (name: string) => `export * from "${name}";\n`,
  "import()": (name: string) => `const all = await import("${name}");\nconsole.log(all);\n`,
  "require()": (name: string) => `const all = require("${name}");\nconsole.log(all);\n`,
};

/** The findings of the project's linter in planted files: the names of the refused ones, and what was said. */
function lint(files: Readonly<Record<string, string>>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.ts`), text);
    const config = `--config-path=${join(ROOT, "biome.json")}`;
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(ROOT, "node_modules/@biomejs/biome/bin/biome"),
        "lint",
        config,
        "--only=style/noRestrictedImports",
        "--max-diagnostics=none",
        "--reporter=json",
      ],
      { cwd: folder, encoding: "utf8" },
    );
    const report = JSON.parse(stdout) as { diagnostics: { message: string; location: { path: string } }[] };
    return Object.fromEntries(
      report.diagnostics.map(({ message, location: { path } }) => [path.replace(/\.ts$/, ""), message]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the linter", () => {
  const planted = Object.fromEntries(
    PROVIDERS.flatMap((provider, i) =>
      Object.values(FORMS).flatMap((write, j) => [
        [`root-${i}-${j}`, write(provider)],
        [`path-${i}-${j}`, write(`${provider}/lib/provider`)],
      ]),
    ),
  );
  const found = lint(planted);

  const cases = PROVIDERS.flatMap((provider, i) => Object.keys(FORMS).map((form, j) => [provider, form, `${i}-${j}`]));

  test.each(cases)("refuses the root of %s by %s", (provider, _form, id) => {
    expect(found[`root-${id}`]).toMatch(`import one resource by path, for example ${provider}/lib/`);
  });

  test.each(cases)("lets a resource of %s through by %s", (_provider, _form, id) => {
    expect(found).not.toHaveProperty(`path-${id}`);
  });
});
