import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { isDeeper } from "../../reports/plan";
import { spelled } from "../places";

/** Deepest nesting that is read: pod templates nest some fifteen levels. */
const MOST_LEVELS = 100;

/** An environment and the stack's own word; reports are written to a folder of this name. */
const STACK_ID = /^[a-z][a-z0-9-]*-[a-z]+$/;

/**
 * The stacks in a folder of synthesized output: those of its manifest, or without one all that lie below `stacks`.
 * @throws UserError when it holds none, or what it holds is not what cdktf writes; every problem at once
 */
export function stacksIn(folder: string): string[] {
  const manifest = join(folder, "manifest.json");
  const ids = existsSync(manifest) ? listed(manifest) : foldersIn(join(folder, "stacks"));
  if (ids.length === 0)
    throw new UserError(`${folder} holds no stacks; name a folder that ${spelled("synth")} wrote, like cdktf.out`);
  const problems = ids.flatMap((id) =>
    STACK_ID.test(id)
      ? (problemOf(join(folder, "stacks", id, "cdk.tf.json")) ?? [])
      : `${JSON.stringify(id.slice(0, 80))} in ${folder} is no name of a stack; it is an environment and a stack, like shop-network`,
  );
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return ids;
}

/** The names that a manifest lists. */
function listed(manifest: string): string[] {
  const problem = problemOf(manifest);
  if (problem) throw new UserError(problem);
  const { stacks } = JSON.parse(readFileSync(manifest, "utf8"));
  return typeof stacks === "object" && stacks !== null ? Object.keys(stacks) : [];
}

const foldersIn = (folder: string): string[] =>
  (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [])
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Why a file is not the JSON object that cdktf writes, in a sentence. */
function problemOf(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8");
    if (isDeeper(text, MOST_LEVELS)) return `${file} is nested deeper than ${MOST_LEVELS} levels; synthesize it again`;
    const json = JSON.parse(text);
    if (typeof json === "object" && json !== null && !Array.isArray(json)) return undefined;
    return `${file} is JSON, but no object; synthesize it again`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code
      ? `${file} cannot be read (${code}); synthesize it again`
      : `${file} is not JSON, or was cut off; synthesize it again`;
  }
}
