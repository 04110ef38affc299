import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import pins from "../../pins.json";
import { Agent, syntaxProblem } from "../pipelines/shell";
import { loadWorkflowParser } from "../pipelines/workflow";

describe("CODEOWNERS", () => {
  const lines = readFileSync(".github/CODEOWNERS", "utf8")
    .split("\n")
    .filter((line) => /^[/*]/.test(line))
    .map((line) => line.split(/\s+/) as [string, string]);
  /** The line that says who a file belongs to; whose team that is, is for whoever owns the repository to write. */
  const lineOf = (file: string): string | undefined =>
    lines.findLast(([pattern]) => pattern === "*" || `/${file}`.startsWith(pattern))?.[0];

  test("names files and folders that there are", () => {
    expect(
      lines.map(([pattern]) => pattern).filter((pattern) => pattern !== "*" && !existsSync(`.${pattern}`)),
    ).toEqual([]);
  });

  test("gives every file that decides what is let through to the owners, and nothing else", () => {
    const gates = [
      ...["waivers.yaml", "approvals.yaml", "scanner-differences.yaml", "pins.json", "addresses/moves.yaml"],
      ...[".github/CODEOWNERS", ".github/workflows/platform.yml", ".gitlab-ci.yml", ".ci/run", "pipelines/plan.sh"],
      ...["reports/rules/index.ts", "reports/review/gate.ts", "modules/github/deploy.ts", "environments/shop.yaml"],
    ];
    expect(gates.filter((file) => lineOf(file) === "*")).toEqual([]);
    expect(["modules/vpc/index.ts", "docs/faq.md"].map(lineOf)).toEqual(["*", "*"]);
  });
});

describe("what editors and new machines read", () => {
  const json = (file: string) => JSON.parse(readFileSync(file, "utf8"));
  const major = readFileSync(".nvmrc", "utf8").trim();

  test("has a version of Node.js that is tested, the newest, everywhere", () => {
    expect(pins.node.versions.at(-1)?.split(".")[0]).toBe(major);
    expect(json(".devcontainer/devcontainer.json").image).toContain(`:${major}-`);
    expect(readFileSync(".gitlab-ci.yml", "utf8")).toContain(`image: node:${major}-`);
  });

  test("recommends the extension that completes environment files", () => {
    expect(json(".vscode/extensions.json").recommendations).toContain("redhat.vscode-yaml");
    for (const file of ["statuspage", "flask-eks"].filter((name) => existsSync(`environments/${name}.yaml`)))
      expect(readFileSync(`environments/${file}.yaml`, "utf8")).toMatch(/^# yaml-language-server: \$schema=/m);
  });
});

describe("issue templates", () => {
  test("ask for something, each with a name and a description", () => {
    const files = readdirSync(".github/ISSUE_TEMPLATE").filter((file) => file !== "config.yml");
    expect(files).toHaveLength(2);
    for (const file of files) {
      const { name, description, body } = parse(readFileSync(join(".github/ISSUE_TEMPLATE", file), "utf8"));
      expect([Boolean(name), Boolean(description), body.length > 1]).toEqual([true, true, true]);
    }
  });
});

describe("the hook before a commit", () => {
  const HOOK = readFileSync(".githooks/pre-commit", "utf8");
  const committing = (files: string, npm = "") => {
    const agent = new Agent({ npm, git: `case "$*" in *toplevel*) pwd ;; *cached*) printf '${files}' ;; esac` });
    const status = agent.run(HOOK, {});
    const log = agent.log().filter((line) => line.startsWith("npm"));
    agent.remove();
    return { status, log };
  };

  test("can be run, and read by a shell", () => {
    expect([spawnSync("test", ["-x", ".githooks/pre-commit"]).status, syntaxProblem(HOOK)]).toEqual([0, ""]);
  });

  test("looks at style always, and at files and addresses where one of them changes", () => {
    expect(committing("README.md\\n").log).toEqual(["npm run --silent lint"]);
    expect(committing("environments/shop.yaml\\n").log).toEqual([
      "npm run --silent lint",
      "npm run --silent synth",
      "npm run --silent addresses",
    ]);
    expect(committing("").log).toEqual([]);
  });

  test("stops a commit whose addresses are not registered", () => {
    expect(committing("a.ts\\n", 'case "$*" in *addresses*) exit 1 ;; esac').status).toBe(1);
  });
});

describe("a release", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const notes = (tag: string, changelog?: string) => {
    cpSync("package.json", join(folder, "package.json"));
    if (changelog === undefined) cpSync("CHANGELOG.md", join(folder, "CHANGELOG.md"));
    else writeFileSync(join(folder, "CHANGELOG.md"), changelog);
    const script = resolve("scripts/release-notes.mjs");
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, tag], { cwd: folder, encoding: "utf8" });
    return { status, stdout, stderr };
  };

  test("has notes for the version that this is, with what to do on an upgrade", () => {
    const { status, stdout } = notes(`v${version}`);
    expect([status, stdout.startsWith("### Upgrade notes\n"), stdout.includes("\n## ")]).toEqual([0, true, false]);
  });

  test.each([
    [
      "another tag",
      "v9.9.9",
      undefined,
      `the tag is v9.9.9, and package.json has ${version}; tag v${version}, or change package.json\n`,
    ],
    [
      "no section",
      `v${version}`,
      "## [Unreleased]\n\ntext\n",
      `CHANGELOG.md has no section "## [${version}] - <day>"; give [Unreleased] that heading\n`,
    ],
    [
      "an empty one",
      `v${version}`,
      `## [${version}] - 2026-11-28\n\n## [0.0.9] - 2026-01-01\n\ntext\n`,
      `the section of ${version} in CHANGELOG.md is empty\n`,
    ],
  ])("is refused with %s", (_, tag, changelog, why) => {
    expect(notes(tag, changelog)).toEqual({ status: 1, stdout: "", stderr: why });
  });

  test("is a workflow that GitHub reads, pinned and without a key", async () => {
    const text = readFileSync(".github/workflows/release.yml", "utf8");
    expect(await loadWorkflowParser()(text)).toEqual([]);
    expect(text).not.toMatch(/secrets\.|uses: (?!\S+@[0-9a-f]{40} # v)/);
  });
});
