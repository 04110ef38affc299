import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { adaptFile, providersOf } from "../terraform/adapt";
import { inStack } from "../terraform/commands";
import { awsProviderVersion, missingFromMirror } from "../terraform/mirror";

/** Why the providers of a stack cannot be had, one sentence each; adapts the stack to the version that is to be had. */
export const missingProviders = (folder: string): string[] =>
  providersOf(adaptFile(join(folder, "cdk.tf.json"), awsProviderVersion())).flatMap(
    ({ source, version }) => missingFromMirror(source, version) ?? [],
  );

/** Initializes and plans the stack in a folder; what an earlier plan left goes first, so that no half of it stays. */
export async function makePlan(folder: string, plan: string, json: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (const file of [plan, json]) rmSync(file, { force: true });
  await inStack(folder, env, "init", "-input=false", "-no-color");
  await inStack(folder, env, "plan", "-input=false", "-no-color", `-out=${resolve(plan)}`);
  writeFileSync(json, await inStack(folder, env, "show", "-json", resolve(plan)));
}
