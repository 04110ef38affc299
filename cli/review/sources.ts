import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Reviewed, readPlaces, readSources } from "../../reports/review";
import { readEnvironments } from "../../reports/synthesized";
import { environmentsFolder } from "../places";
import { endsAlong } from "../temporary-folder";

/** What this project knows about one of its environments. */
type Known = Required<Pick<Reviewed, "environment" | "sources">>;

/**
 * Synthesizes environments into a folder of their own, with the place in the code where each construct is created.
 * Names that are no environment here, and environments that cannot be synthesized, are not in the result.
 */
export async function synthesizeTraced(
  names: readonly string[],
  outdir: string,
  project: string,
): Promise<ReadonlyMap<string, Known>> {
  const folder = environmentsFolder();
  const ours = names.filter((name) => existsSync(join(folder, `${name}.yaml`)));
  if (ours.length === 0) return new Map();
  const synthesis = synthesize(ours, outdir, join(project, "dist/main.js"));
  const places = readPlaces(project, join(project, "dist/program.js")); // while the other process works
  const problem = await synthesis;
  if (problem !== undefined) {
    console.error(`${ours.join(", ")} cannot be synthesized, so sources and readers are not known:\n${problem}`);
    return new Map();
  }
  const environments = readEnvironments(outdir);
  const sources = readSources(outdir, places, environments);
  return new Map(environments.map((environment) => [environment.name, { environment, sources }]));
}

/** Runs the program; resolves to what it says when it fails. */
function synthesize(names: readonly string[], outdir: string, program: string): Promise<string | undefined> {
  const env = { ...process.env, CREATION_TRACES: "1", ENVIRONMENT: names.join(","), CDKTF_OUTDIR: outdir };
  const child = endsAlong(spawn(process.execPath, [program], { env, stdio: ["ignore", "ignore", "pipe"] }));
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code === 0 ? undefined : said.trimEnd()));
  });
}
