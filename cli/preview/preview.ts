import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join, resolve } from "node:path";
import { samplesByProducer } from "../../contracts/preview";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import type { Environment } from "../../environments/schema";
import type { Values } from "../../reports/synthesized";
import { environmentsFolder } from "../places";
import { makePlan, missingProviders } from "../plan/make";
import { stacksInOrder } from "../plan/order";
import { type Progress, startProgress } from "../progress";
import { review } from "../review/review";
import { withTemporaryFolder } from "../temporary-folder";
import { synthesize } from "../terraform/commands";
import { mirrorEnvironment } from "../terraform/mirror";
import { requireTerraform } from "../terraform/run";
import { previewOf } from "./transform";

/** Plans the whole graph of an environment before anything exists, and reviews it; nothing of it can be applied. */
export async function preview(name: string, wanted: readonly string[]): Promise<void> {
  requireTerraform();
  const [environment] = loadEnvironments({
    folder: environmentsFolder(),
    names: name,
  }).environments;
  if (!environment) throw new UserError(`there is no environment ${name}`);
  const progress = await startProgress();
  const outdir = resolve("previews", name);
  const cards = await withTemporaryFolder("preview", async (temporary) => {
    const synthesized = join(temporary, "synthesized");
    await progress.step(`synthesizing ${name}`, () => synthesize(name, synthesized));
    const stacks = stacksInOrder(synthesized, name, wanted);
    rmSync(outdir, { recursive: true, force: true });
    cpSync(synthesized, outdir, { recursive: true });
    const env = { ...withoutAccount(), ...mirrorEnvironment(temporary) };
    const made: string[] = [];
    for (const stack of stacks) made.push(...(await planOne({ environment, stack, outdir, env, progress })));
    return made;
  });
  if (cards.length === 0) throw new UserError("not one stack was planned");
  await review({ plans: cards });
}

interface Planned {
  readonly environment: Environment;
  readonly stack: string;
  readonly outdir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
}

/** The plan of one stack as a JSON file; a stack whose providers cannot be had is left out and said so. */
async function planOne({ environment, stack, outdir, env, progress }: Planned): Promise<string[]> {
  const id = `${environment.name}-${stack}`;
  const folder = join(outdir, "stacks", id);
  const file = join(folder, "cdk.tf.json");
  const missing = missingProviders(folder);
  if (missing.length > 0) {
    console.error(`${id} is left out: ${missing.join("; ")}`);
    return [];
  }
  const synthesized = JSON.parse(readFileSync(file, "utf8")) as Values;
  const samples = samplesByProducer(environment);
  writeFileSync(file, `${JSON.stringify(previewOf(synthesized, samples, environment), null, 2)}\n`);
  const json = join(outdir, `${stack}.json`);
  await progress.stack(id, () =>
    makePlan({ folder, env, what: `${id} is not planned` }, join(outdir, `${stack}.plan`), json),
  );
  return [json];
}

/** Variables that keep Terraform from finding the account of whoever runs this. */
const withoutAccount = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => name.startsWith("AWS_"))
      .map((name) => [name, ""]),
  ),
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
});
