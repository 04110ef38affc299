import { UserError } from "../environments/problem";
import { diagnose, renderText } from "../operations/doctor";
import { runCommand } from "./command";
import { connect, openScene, toolVersions } from "./operate";

const USAGE = "usage: npm run doctor -- <environment> [--json]";

/** Looks whether an environment can be deployed from here, and says how to cure what stands in the way. */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...more] = argv.filter((arg) => arg !== "--json");
  if (!name || more.length > 0 || name.startsWith("-")) throw new UserError(USAGE);
  const [scene, tools] = await Promise.all([openScene(name), toolVersions()]);
  const diagnosis = await diagnose({ ...scene, tools, connect });
  process.stdout.write(
    argv.includes("--json") ? `${JSON.stringify(diagnosis, undefined, 1)}\n` : renderText(diagnosis),
  );
  return diagnosis.exitCode;
}

void runCommand(main);
