import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../../environments/problem";
import { exportRevision, isRevision } from "../diff/revision";
import { fromUser } from "../places";
import { startProgress } from "../progress";
import { withTemporaryFolder } from "../temporary-folder";
import { synthesize } from "../terraform/commands";
import { FORMS, type Form } from "./forms";
import { affectedBy, type Synthesis } from "./graph";
import { NOTHING, readSynthesis } from "./read";

/** What stands for "before the first commit" in pipelines, and in the words of this command. */
const NO_REVISION = /^(none|0{40})$/;

/**
 * Prints which stacks a change reaches, in the order of their deployment.
 * @param base a revision, a folder that was synthesized into, or `none`, of which everything is new
 * @param head a revision or a folder. @default the files as they are now
 */
export async function affected(base: string, head: string | undefined, form: Form): Promise<void> {
  const names = [...new Set([base, ...(head === undefined ? [] : [head])])];
  const unknown = names.filter((name) => !NO_REVISION.test(name) && !isFolder(name) && !isRevision(name));
  if (unknown.length > 0)
    throw new UserError(
      unknown
        .map(
          (name) =>
            `${name} is neither a revision that git knows here nor a folder that was synthesized into; fetch it (a pipeline has to check out the whole history), or write none for everything`,
        )
        .join("\n"),
    );
  const progress = await startProgress();
  const text = await withTemporaryFolder("affected", async (folder) => {
    const after = await progress.step(`synthesizing ${head ?? "the files as they are now"}`, () =>
      synthesisOf(head, join(folder, "head")),
    );
    const before = await progress.step(`synthesizing ${base}`, () => earlier(base, join(folder, "base")));
    return FORMS[form](affectedBy(before, after));
  });
  process.stdout.write(text);
}

/** What was before; a revision that cannot be synthesized any more tells nothing apart, so that everything counts as new. */
async function earlier(base: string, folder: string): Promise<Synthesis> {
  if (NO_REVISION.test(base)) return NOTHING;
  try {
    return await synthesisOf(base, folder);
  } catch (error) {
    console.error(`${base} cannot be synthesized, so everything counts as new: ${(error as Error).message}`);
    return NOTHING;
  }
}

async function synthesisOf(name: string | undefined, folder: string): Promise<Synthesis> {
  if (name !== undefined && isFolder(name)) return readSynthesis(resolve(fromUser(name)));
  const outdir = join(folder, "cdktf.out");
  const project = name === undefined ? process.cwd() : join(folder, "project");
  if (name !== undefined) exportRevision(name, project);
  await synthesize("", outdir, project);
  return readSynthesis(outdir);
}

const isFolder = (name: string): boolean => existsSync(join(fromUser(name), "manifest.json"));
