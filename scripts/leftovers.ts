import { UserError } from "../environments/problem";
import { findLeftovers, renderText } from "../operations/leftovers";
import { runCommand } from "./command";
import { openScene } from "./operate";

const USAGE = "usage: npm run leftovers -- <environment> [--json]";

/** Lists what of an environment is in the account and in no state, with the command that removes each. Changes nothing. */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...more] = argv.filter((arg) => arg !== "--json");
  if (!name || more.length > 0 || name.startsWith("-")) throw new UserError(USAGE);
  const scene = await openScene(name);
  const { Account } = await scene.aws<{ Account: string }>("sts", "get-caller-identity");
  if (Account !== scene.environment.account) {
    throw new UserError(
      `these are credentials of account ${Account}, and ${name} is in ${scene.environment.account}; log in there`,
    );
  }
  const found = await findLeftovers(scene);
  process.stdout.write(argv.includes("--json") ? `${JSON.stringify(found, undefined, 1)}\n` : renderText(found));
  return found.exitCode;
}

void runCommand(main);
