import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { withCharts } from "../../reports/built/charts/objects";
import { type RootModule, readEnvironments, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";

/** Folder that the environments of tests were synthesized into, once for all tests. */
export const realOutput = (): string => process.env.REAL_OUTPUT as string;

/** The environments of tests as they are synthesized. */
export const realEnvironments = (): SynthesizedEnvironment[] => readEnvironments(realOutput());

/** The same with the objects of the charts that lie beside their stacks, as the audit judges them. */
export function judgedEnvironments(): SynthesizedEnvironment[] {
  const assets = realAssets();
  const moduleOf = (id: string): RootModule => ({ id, files: [], variables: {}, unread: [], assets: assets[id] ?? {} });
  return realEnvironments().map(({ name, stacks }) => ({
    name,
    stacks: stacks.map((stack) => withCharts(stack, moduleOf(stack.id))),
  }));
}

/** The environments of tests as the audit reads them, but for the files beside each `cdk.tf.json`. */
export const realModules = (): RootModule[] =>
  Object.entries(realStacks()).map(([id, json]) => {
    const file = `stacks/${id}/cdk.tf.json`;
    const sha256 = createHash("sha256")
      .update(readFileSync(join(realOutput(), file)))
      .digest("hex");
    return { id, files: [{ file, json }], variables: {}, unread: [], hashes: [{ file, sha256 }] };
  });

/** The `cdk.tf.json` of every stack by the stack's id; each caller gets a copy of its own. */
export const realStacks = (): Record<string, Values> =>
  Object.fromEntries(
    readdirSync(join(realOutput(), "stacks")).map((id) => [
      id,
      JSON.parse(readFileSync(join(realOutput(), "stacks", id, "cdk.tf.json"), "utf8")) as Values,
    ]),
  );

/** The texts beside every shipped stack, such as charts, by the stack's id and their path. */
export const realAssets = (): Record<string, Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(realOutput(), "stacks")).map((id) => {
      const folder = join(realOutput(), "stacks", id);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const paths = files.map(({ parentPath, name }) => join(parentPath, name));
      return [id, Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, "utf8")]))];
    }),
  );
