import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { UserError } from "../../environments/problem";
import type { Values } from "../../reports/synthesized";
import { refuseDevelopedProviders } from "./cli-config";
import { inStack } from "./commands";
import { refuseStrangers, STACK } from "./strangers";

/** A stack's folder that Terraform is to work in. */
export interface Ground {
  readonly folder: string;
  /** The variables that the command sets for Terraform, before those of the caller. */
  readonly env: NodeJS.ProcessEnv;
  /** What would be done, and is not: `plans/shop/network.plan is not applied`. */
  readonly what: string;
  /** What else can be done than to remove what is in the way. @default nothing */
  readonly instead?: string;
}

/** Throws when Terraform would read or run there what the stack is not made of, or work on another state. */
export function refuseSpoiled({ folder, env, what, instead }: Ground): void {
  refuseStrangers(folder, what, instead);
  refuseDevelopedProviders(what, env);
}

/**
 * Has Terraform fetch the providers and find the state. Throws when the ground is spoiled before, and when Terraform itself says
 * that a provider comes from elsewhere, or keeps the state elsewhere than the stack says.
 */
export async function initialize(ground: Ground, ...options: readonly string[]): Promise<void> {
  const { folder, env, what } = ground;
  refuseSpoiled(ground);
  const said = await inStack(folder, env, "init", "-input=false", "-no-color", ...options);
  if (/development overrides are in effect/i.test(said))
    throw new UserError(
      `${what}: Terraform's own settings have dev_overrides, which take a provider from a folder that no lock file knows; remove them`,
    );
  if (isElsewhere(folder))
    throw new UserError(
      `${what}: ${join(folder, RECORD)} names another place of the state than ${STACK} beside it; remove that file`,
    );
}

/** Where Terraform notes the place of the state, and looks for it first: while the stack's own words stay the same, this file decides. */
const RECORD = join(".terraform", "terraform.tfstate");

function isElsewhere(folder: string): boolean {
  const [stack, record] = [STACK, RECORD].map((name) => join(folder, name)) as [string, string];
  if (!existsSync(stack) || !existsSync(record)) return false;
  const { backend } = JSON.parse(readFileSync(stack, "utf8")).terraform ?? {};
  const [[type, config] = []] = Object.entries((backend ?? {}) as Readonly<Record<string, Values>>);
  if (type === undefined) return false; // of HCP Terraform, whose own address of a state is not noted
  const noted: { type?: string; config?: Values | null } = JSON.parse(readFileSync(record, "utf8")).backend ?? {};
  return noted.type !== type || !isDeepStrictEqual(said(noted.config ?? {}), said(config ?? {}));
}

/** What is set: Terraform notes every other setting as null. */
const said = (config: Values): Values =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
