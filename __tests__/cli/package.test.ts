import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { importsOf } from "../architecture";
import { SHOP } from "../environments/fixture";
import { PROJECT } from "../project";
import { realOutput } from "../reports/real-output";
import { planFile } from "../reports/review-fixture";

const ROOT = resolve(__dirname, "../../..");
const temporary = mkdtempSync(join(tmpdir(), "package-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const ENV = {
  PATH: process.env.PATH,
  HOME: temporary,
  npm_config_cache: join(temporary, "cache"),
  REVIEW_DATE: "2026-11-23",
};

function run(cwd: string, program: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env: ENV, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** Runs a program that must succeed. */
function must(cwd: string, program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = run(cwd, program, ...args);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
  return stdout;
}

/**
 * Packs what is compiled and installs the tarball into an empty folder with npm, as its user does. There is no network: what
 * the package depends on will be this repository's `node_modules`, so the tarball that npm gets names no dependencies.
 */
function install(): string {
  const [user, made] = ["user", "made"].map((name) => join(temporary, name)) as [string, string];
  for (const folder of [user, made]) mkdirSync(folder);
  const tarball = must(ROOT, "npm", "pack", "--ignore-scripts", "--silent", "--pack-destination", made).trim();
  must(made, "tar", "-xzf", tarball);
  const {
    dependencies: _,
    devDependencies: __,
    ...rest
  } = JSON.parse(readFileSync(join(made, "package/package.json"), "utf8"));
  writeFileSync(join(made, "package/package.json"), JSON.stringify(rest));
  must(made, "tar", "-czf", tarball, "package");
  writeFileSync(join(user, "package.json"), "{}");
  must(user, "npm", "install", "--offline", "--silent", "--no-audit", "--no-fund", join(made, tarball));
  return user;
}

describe("the package, installed into an empty folder", () => {
  const user = install();
  const files = readdirSync(join(user, "node_modules/aws-platform"), { recursive: true, encoding: "utf8" });
  symlinkSync(join(ROOT, "node_modules"), join(user, "node_modules/aws-platform/node_modules"), "dir");
  const program = join(user, "node_modules/.bin/aws-platform");

  test("reviews a plan with npx, and refuses what nobody approved", () => {
    cpSync(planFile("data-replace"), join(user, "plan.json"));
    const { status, stdout } = run(
      user,
      "npx",
      "--offline",
      "aws-platform",
      "review",
      "plan.json",
      "--html",
      "card.html",
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: expect.stringMatching(/^## Plan review\n/) });
    expect(readFileSync(join(user, "card.html"), "utf8")).toMatch(/^<!doctype html>/);
  });

  test("audits a folder that was handed over, with the waivers of the folder where the user stands", () => {
    cpSync(join(PROJECT, "waivers.yaml"), join(user, "waivers.yaml"));
    cpSync(join(realOutput(), "stacks/statuspage-network"), join(user, "given/stacks/statuspage-network"), {
      recursive: true,
    });
    const { status, stdout, stderr } = run(user, program, "audit", "given");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "writing the audit of statuspage\n" });
    expect(stdout).toMatch(/\nstatuspage {2}pass {2}/);
    expect(readdirSync(join(user, "audit/statuspage"))).toEqual(
      expect.arrayContaining(["SHA256SUMS", "architecture.svg", "bom.json", "evidence.json", "hcl", "index.html"]),
    );
  });

  test("synthesizes the environment files of that folder", () => {
    mkdirSync(join(user, "environments"));
    writeFileSync(join(user, "environments/shop.yaml"), SHOP);
    const { status, stdout, stderr } = run(user, program, "synth");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/\nshop-network +\d+/);
    expect(existsSync(join(user, "cdktf.out/stacks/shop-network/cdk.tf.json"))).toBe(true);
  });

  test("compares two folders", () => {
    const { status, stdout } = run(user, program, "diff", "given", "given");
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining("statuspage") });
  });

  test("spells its commands by its own name, and has none that need the sources", () => {
    const { stdout } = run(user, program);
    expect(stdout).toMatch(/^Usage: aws-platform <command> \[arguments\]\n/);
    expect(stdout).not.toMatch(/^ {2}(test|lint|bench|diagrams) /m);
    expect(run(user, program, "plan").stderr).toMatch(
      /^usage: aws-platform plan \[options\] <environment> \[stack\.\.\.\]\n/,
    );
    expect(run(user, program, "bench")).toMatchObject({
      status: 1,
      stderr: "bench works on the sources of aws-platform; run it in a clone of its repository\n",
    });
  });

  test("holds everything that its commands import when they run", () => {
    const runsAtOnce = ["dist/cli/aws-platform.js", "dist/cli/terraform/adapt-output.js"];
    const modules = files.filter(
      (file) => /^dist\/(cli|operations|reports)\/.*\.js$/.test(file) && !runsAtOnce.includes(file),
    );
    const requires = modules.map((file) => `require("./node_modules/aws-platform/${file}");`).join("");
    expect(run(user, process.execPath, "-e", requires)).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(modules.length).toBeGreaterThan(200);
  });

  test("says where the user stands what is missing there", () => {
    const empty = mkdtempSync(join(temporary, "empty-"));
    expect(run(empty, program, "synth")).toMatchObject({ status: 1, stderr: expect.stringContaining("environments") });
  });

  test.each(["bash", "zsh", "fish"])("prints for %s how to ask it what comes next", (shell) => {
    expect(run(user, program, "completion", shell).stdout).toContain("aws-platform complete --");
  });

  test("answers a shell with names, or with files where files are meant", () => {
    expect(run(user, program, "complete", "--", "plan", "").stdout).toBe("shop\tenvironment\n:4\n");
    expect(run(user, program, "complete", "--", "review", "").stdout).toBe(":0\n");
  });

  test("holds no tests, sources, caches or maps but the one that leads to sources", () => {
    expect(files).toContain("dist/cli/aws-platform.js");
    expect(files.filter((file) => /__tests__|\.ts|\.cache|\.tsbuildinfo/.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith(".map"))).toEqual(["dist/program.js.map"]);
  });
});

test("every package that the program imports is installed with it", () => {
  const areas = ["environments", "platform", "contracts", "modules", "stacks", "reports", "cli"];
  const files = areas.flatMap((area) =>
    readdirSync(join(ROOT, area), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(ROOT, area, name), "utf8")),
  );
  const packages = files
    .flatMap(importsOf)
    .filter(
      (specifier) =>
        !specifier.startsWith(".") && !specifier.startsWith("node:") && !builtinModules.includes(specifier),
    )
    .map((specifier) =>
      specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect([...new Set(packages)].filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
  expect(packages.length).toBeGreaterThan(100);
});
