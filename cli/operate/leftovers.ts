import { UserError } from "../../environments/problem";
import { NoAnswer } from "../../operations/aws";
import { findLeftovers, renderText, type Scene } from "../../operations/leftovers";
import type { ExitCode } from "../../platform/exit";
import { startProgress } from "../progress";
import { openScene } from "./scene";

/** Prints what of an environment is in the account and in no state, with the command that removes each. Changes nothing. */
export async function leftovers(name: string, { json }: { readonly json: boolean }): Promise<ExitCode> {
  const progress = await startProgress();
  const found = await progress.step(`looking for what is left of ${name}`, async () => {
    const scene = await openScene(name);
    await refuseOtherAccount(scene);
    return findLeftovers(scene);
  });
  process.stdout.write(json ? `${JSON.stringify(found, undefined, 1)}\n` : renderText(found));
  return found.exitCode;
}

/** In another account nothing would be found, and that would mean nothing. */
async function refuseOtherAccount({ aws, environment }: Scene): Promise<void> {
  const { Account } = await aws<{ Account: string }>("sts", "get-caller-identity").catch((error: unknown) => {
    if (!(error instanceof NoAnswer)) throw error;
    throw new UserError(`nobody can look: ${error.message}; log in to AWS, until aws sts get-caller-identity answers`);
  });
  if (Account === environment.account) return;
  throw new UserError(
    `these are credentials of account ${Account}, and ${environment.name} is in ${environment.account}; log in there`,
  );
}
