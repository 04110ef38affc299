import { findLeftovers, renderText } from "../../operations/leftovers";
import type { ExitCode } from "../../platform/exit";
import { startProgress } from "../progress";
import { refuseOtherAccount } from "./account";
import { openScene } from "./scene";

/** Prints what of an environment is in the account and in no state, with the command that removes each. Changes nothing. */
export async function leftovers(name: string, { json }: { readonly json: boolean }): Promise<ExitCode> {
  const progress = await startProgress();
  const found = await progress.step(`looking for what is left of ${name}`, async () => {
    const scene = await openScene(name);
    await refuseOtherAccount(scene.aws, scene.environment);
    return findLeftovers(scene);
  });
  process.stdout.write(json ? `${JSON.stringify(found, undefined, 1)}\n` : renderText(found));
  return found.exitCode;
}
