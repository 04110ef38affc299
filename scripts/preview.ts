import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join, resolve } from "node:path";
import { samplesByProducer } from "../contracts/preview";
import { loadEnvironments } from "../environments/load";
import { UserError } from "../environments/problem";
import type { Environment } from "../environments/schema";
import type { Values } from "../reports/synthesized";
import { runCommand, withTemporaryFolder } from "./command";
import { makePlan, missingProviders } from "./plan/make";
import { stacksInOrder } from "./plan/order";
import { reviewTogether } from "./plan/review";
import { previewOf } from "./preview/transform";
import { synthesize } from "./terraform/commands";
import { mirrorEnvironment } from "./terraform/mirror";
import { requireTerraform } from "./terraform/run";

const USAGE = `usage: npm run preview -- <environment> [stack…]

Plans every stack (or those named) as if nothing existed yet, without an account: outputs of other stacks and AWS's answers
are samples. Writes previews/<environment>/ and reviews it. Exit code 0: every stack can be planned, whatever the card says.`;

/** Plans the whole graph of an environment before anything exists; nothing of it can be applied. */
async function main([name, ...wanted]: readonly string[]): Promise<void> {
  if (!name || name.startsWith("-")) throw new UserError(USAGE);
  requireTerraform();
  const [environment] = loadEnvironments({
    folder: process.env.ENVIRONMENTS_DIR || "environments",
    names: name,
  }).environments;
  if (!environment) throw new UserError(USAGE);
  const outdir = resolve("previews", name);
  const cards = await withTemporaryFolder("preview", (temporary) => {
    const synthesized = join(temporary, "synthesized");
    synthesize(name, synthesized);
    const stacks = stacksInOrder(synthesized, name, wanted);
    rmSync(outdir, { recursive: true, force: true });
    cpSync(synthesized, outdir, { recursive: true });
    const env = { ...withoutAccount(), ...mirrorEnvironment(temporary) };
    return stacks.flatMap((stack) => preview(environment, stack, outdir, env) ?? []);
  });
  if (cards.length === 0) throw new UserError("not one stack was planned");
  if (reviewTogether(cards) === 1) throw new UserError("the plans could not be reviewed");
}

/** The plan of one stack as JSON; a stack whose providers cannot be had is left out and said so. */
function preview(environment: Environment, stack: string, outdir: string, env: NodeJS.ProcessEnv): string | undefined {
  const id = `${environment.name}-${stack}`;
  const folder = join(outdir, "stacks", id);
  const file = join(folder, "cdk.tf.json");
  const missing = missingProviders(folder);
  if (missing.length > 0) {
    console.error(`${id} is left out: ${missing.join("; ")}`);
    return undefined;
  }
  console.error(id);
  const synthesized = JSON.parse(readFileSync(file, "utf8")) as Values;
  const samples = samplesByProducer(environment);
  writeFileSync(file, `${JSON.stringify(previewOf(synthesized, samples, environment), null, 2)}\n`);
  const json = join(outdir, `${stack}.json`);
  makePlan(folder, join(outdir, `${stack}.plan`), json, env);
  return json;
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

void runCommand(main);
