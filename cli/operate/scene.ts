import { resolve } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { type Aws, askAws } from "../../operations/aws";
import { runAws } from "../../operations/aws-cli";
import type { Scene } from "../../operations/leftovers";
import { readStates } from "../../operations/states";
import { readEnvironments } from "../../reports/synthesized";
import { environmentsFolder, outputFolder } from "../places";
import { synthesizeHere } from "../synthesize";
import { withTemporaryFolder } from "../temporary-folder";

/** An environment as its file makes it, its account, and what its states hold. */
export async function openScene(name: string): Promise<Scene & { readonly aws: Aws }> {
  const { environments } = loadEnvironments({ folder: environmentsFolder(), names: name });
  const [environment] = environments;
  if (!environment) throw new UserError(`there is no environment ${name}`);
  const stacks = await withTemporaryFolder("operate", async (folder) => {
    await synthesizeHere({ ENVIRONMENT: name, CDKTF_OUTDIR: folder });
    return readEnvironments(folder).flatMap((each) => each.stacks);
  });
  const aws = askAws(runAws, environment.region);
  const outdir = resolve(outputFolder());
  const names = stacks.map((stack) => stack.name as Parameters<typeof readStates>[1][number]);
  return { environment, stacks, aws, states: await readStates(environment, names, { aws, outdir }) };
}
