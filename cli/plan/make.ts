import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { adaptFile, type Provider, providersOf } from "../terraform/adapt";
import { inStack } from "../terraform/commands";
import { type Ground, initialize } from "../terraform/ground";
import { awsProviderVersion, missingFromMirror } from "../terraform/mirror";
import { useProviderLock } from "../terraform/provider-lock";

/** Why the providers of a stack cannot be had, one sentence each; adapts the stack to the version that is to be had. */
export const missingProviders = (folder: string): string[] =>
  providersIn(folder).flatMap(({ source, version }) => missingFromMirror(source, version) ?? []);

const providersIn = (folder: string): Provider[] =>
  providersOf(adaptFile(join(folder, "cdk.tf.json"), awsProviderVersion()));

/** Plans the synthesized stack in a folder, with the providers of the project's lock file. */
export async function makePlan(ground: Ground, plan: string, json: string): Promise<void> {
  const { folder, env } = ground;
  useProviderLock(folder, providersIn(folder));
  await planAfter(() => initialize(ground), folder, plan, json, env);
}

/** Initializes and plans whatever configuration is in a folder, JSON or HCL. */
export const planIn = (folder: string, plan: string, json: string, env: NodeJS.ProcessEnv): Promise<void> =>
  planAfter(() => inStack(folder, env, "init", "-input=false", "-no-color"), folder, plan, json, env);

/** What an earlier plan left goes first, so that no half of it stays. */
async function planAfter(
  init: () => Promise<unknown>,
  folder: string,
  plan: string,
  json: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  for (const file of [plan, json]) rmSync(file, { force: true });
  await init();
  await inStack(folder, env, "plan", "-input=false", "-no-color", `-out=${resolve(plan)}`);
  writeFileSync(json, await inStack(folder, env, "show", "-json", resolve(plan)));
}
