import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "../../reports/resource";
import type { Block } from "../helpers";

/** What the program synthesizes: the Terraform JSON of every stack, by stack id. Tests may change their copy. */
export function synthesizeAll(env: Readonly<Record<string, string>> = {}): Record<string, Block> {
  const outdir = mkdtempSync(join(tmpdir(), "reports-"));
  try {
    const { status, stderr } = spawnSync(process.execPath, ["dist/main.js"], {
      env: { PATH: process.env.PATH, ...env, CDKTF_OUTDIR: outdir },
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    const read = (id: string) => JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")) as Block;
    return Object.fromEntries(readdirSync(join(outdir, "stacks")).map((id) => [id, read(id)]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** A synthesized stack as reports read it. `id` is `<environment>-<stack>`. */
export function stackOf(id: string, json: Block): Stack {
  const [, environment = "", stack = ""] = /^(.*)-([a-z]+)$/.exec(id) ?? [];
  const resources = Object.entries((json.resource ?? {}) as Record<string, Record<string, Block>>).flatMap(
    ([type, byName]) =>
      Object.entries(byName).map(([name, { "//": note, ...values }]) => ({
        environment,
        stack,
        type,
        name,
        address: `${type}.${name}`,
        values,
        pointer: `/resource/${type}/${name}`,
        ...(note?.metadata?.path && { constructPath: note.metadata.path as string }),
      })),
  );
  const outputs = Object.entries((json.output ?? {}) as Record<string, Block>);
  return {
    environment,
    stack,
    resources,
    outputs: Object.fromEntries(outputs.map(([name, { value }]) => [name, value])),
    locals: json.locals ?? {},
  };
}

/** The stacks of one environment among what was synthesized. */
export const stacksOf = (environment: string, all: Readonly<Record<string, Block>>): Stack[] =>
  Object.entries(all)
    .filter(([id]) => id.replace(/-[a-z]+$/, "") === environment)
    .map(([id, json]) => stackOf(id, json));

/** A stack of hand-written resources: `{ aws_vpc: { main: { … } } }`. */
export const stackWith = (id: string, resource: Block, rest: Block = {}): Stack => stackOf(id, { resource, ...rest });
