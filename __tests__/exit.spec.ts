import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pins from "../pins.json";

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
interface Stack {
  readonly resource?: Blocks;
  readonly data?: Blocks;
}

/** What every block may have, whatever its type. */
const OF_TERRAFORM = ["//", "provider", "depends_on", "lifecycle", "count", "for_each", "connection", "provisioner"];

const folder = mkdtempSync(join(tmpdir(), "exit-"));
const copy = join(folder, "copy");
const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
const run = (cwd: string, outdir: string, program: string, ...args: readonly string[]) => {
  const env = { ...process.env, PATH, CDKTF_OUTDIR: outdir }; // npm is set up by variables in some places
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8", timeout: 600_000 });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
};

const stacksIn = (outdir: string): string[] => readdirSync(join(outdir, "stacks")).sort();
const stackOf = (outdir: string, stack: string): Stack =>
  JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));

/** Without what says which generator, in which version, wrote it. */
const butForVersions = ({ "//": _, ...stack }: Stack & { "//"?: unknown }) => stack;

/** The way out of cdktf (decision 0001), taken: it needs npm, and Node.js 22.19 or later. */
describe("a copy with cdktn in place of cdktf", () => {
  const [here, there] = [join(folder, "cdktf"), join(folder, "cdktn")];
  const bindings = join(copy, "node_modules/@cdktn/provider-aws");
  beforeAll(() => {
    run(".", here, process.execPath, "dist/main.js");
    run(".", here, process.execPath, "scripts/to-cdktn.mjs", copy);
    run(copy, there, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error");
    run(copy, there, "npm", "run", "--silent", "compile"); // checks every argument that is used against the newer bindings
    run(copy, there, process.execPath, "dist/main.js");
  }, 900_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test("synthesizes the same stacks, equal but for the generator's version", () => {
    expect(stacksIn(there)).toEqual(stacksIn(here));
    for (const stack of stacksIn(here))
      expect([stack, butForVersions(stackOf(there, stack))]).toEqual([stack, butForVersions(stackOf(here, stack))]);
  });

  test("was made by cdktn", () => {
    const [stack = ""] = stacksIn(there);
    const text = readFileSync(join(there, "stacks", stack, "cdk.tf.json"), "utf8");
    expect(text).toContain('"version": "0.24.0"');
    expect(readdirSync(join(copy, "node_modules"))).toContain("cdktn");
    expect(readFileSync(join(copy, "platform/stack.ts"), "utf8")).not.toMatch(/from "(cdktf|@cdktf\/provider-aws)/);
  });

  test("has bindings of the very AWS provider that is pinned", () => {
    const { cdktn } = JSON.parse(readFileSync(join(bindings, "package.json"), "utf8"));
    expect(cdktn.provider).toEqual({
      name: "registry.terraform.io/hashicorp/aws",
      version: pins.providers.aws.version,
    });
  });

  test("writes no argument that the pinned AWS provider does not have, overrides included", () => {
    const unknown = stacksIn(here).flatMap((stack) => {
      const { resource, data } = stackOf(here, stack);
      return [...argumentsOf(resource, ""), ...argumentsOf(data, "data-aws-")].filter(
        ([path, argument]) => !new RegExp(`\\b${argument}: `).test(readFileSync(join(bindings, path), "utf8")),
      );
    });
    expect(unknown).toEqual([]);
  });
});

/** `["lib/vpc/index.js", "cidr_block"]` of every argument of AWS's blocks. */
const argumentsOf = (blocks: Blocks | undefined, prefix: string): [string, string][] =>
  Object.entries(blocks ?? {})
    .filter(([type]) => type.startsWith("aws_"))
    .flatMap(([type, byName]) =>
      Object.values(byName).flatMap((block) =>
        Object.keys(block)
          .filter((argument) => !OF_TERRAFORM.includes(argument))
          .map((argument): [string, string] => [
            `lib/${prefix}${type.slice("aws_".length).replaceAll("_", "-")}/index.js`,
            argument,
          ]),
      ),
    );
