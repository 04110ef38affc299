import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LoadedEnvironments, loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { readEnvironments, type SynthesizedEnvironment } from "../../reports/synthesized";
import { environmentNames } from "../places";
import { synthesizeHere } from "../synthesize";

/** An environment file that was tried out: nothing is written where the others are. */
export interface Tried {
  readonly text: string;
  readonly environment: LoadedEnvironments["environments"][number];
  readonly synthesized: SynthesizedEnvironment;
  /** What is worth reading, and stops nothing. */
  readonly warnings: readonly string[];
}

/** What is tried out. */
export interface Trial {
  readonly name: string;
  readonly text: string;
  /** Folder of the environment files that there are. */
  readonly folder: string;
  /** A file that is not one of them any more. @default all stay */
  readonly instead?: string;
  /** An empty place for it. */
  readonly temporary: string;
}

/** Synthesizes a file together with the others of its folder, because some names AWS gives once. Throws what is wrong with it. */
export async function tryOut({ name, text, folder, instead, temporary }: Trial): Promise<Tried> {
  const environments = join(temporary, "environments");
  mkdirSync(environments, { recursive: true });
  for (const other of environmentNames(folder).filter((one) => one !== instead))
    writeFileSync(join(environments, `${other}.yaml`), readFileSync(join(folder, `${other}.yaml`)));
  writeFileSync(join(environments, `${name}.yaml`), text);
  const asMeant = (sentence: string): string => sentence.replaceAll(environments, folder);
  const outdir = join(temporary, "out");
  let complaint = "";
  try {
    const loaded = loadEnvironments({ folder: environments });
    const env = { ENVIRONMENTS_DIR: environments, ENVIRONMENT: "", CDKTF_OUTDIR: outdir };
    await synthesizeHere(env, "it cannot be synthesized", (text) => {
      complaint += text;
    });
    const synthesized = readEnvironments(outdir).find((one) => one.name === name);
    const environment = loaded.environments.find((one) => one.name === name);
    if (!synthesized || !environment) throw new Error(`${name} was not synthesized`);
    const own = loaded.warnings.filter((warning) => warning.startsWith(join(environments, `${name}.yaml`)));
    return { text, environment, synthesized, warnings: own.map(asMeant) };
  } catch (error) {
    throw error instanceof UserError
      ? new UserError(`${asMeant(complaint)}${asMeant(error.message)}\nnothing was written`)
      : error;
  }
}
