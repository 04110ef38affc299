import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Reviewed, readSources } from "../reports/review";
import { readEnvironments } from "../reports/synthesized";

/** What is known about an environment of this project. */
type Known = Required<Pick<Reviewed, "environment" | "sources">>;

/**
 * Synthesizes environments into a folder of their own, with the place in the code where each construct is created.
 * Names that are no environment here, and environments that cannot be synthesized, are not in the result.
 */
export function synthesizeTraced(
  names: readonly string[],
  outdir: string,
  project: string,
): ReadonlyMap<string, Known> {
  const folder = process.env.ENVIRONMENTS_DIR || "environments";
  const ours = names.filter((name) => existsSync(join(folder, `${name}.yaml`)));
  if (ours.length === 0) return new Map();
  const env = { ...process.env, CREATION_TRACES: "1", ENVIRONMENT: ours.join(","), CDKTF_OUTDIR: outdir };
  const program = join(project, "dist/main.js");
  const { status, stderr } = spawnSync(process.execPath, ["--enable-source-maps", program], { env, encoding: "utf8" });
  if (status !== 0) {
    console.error(
      `${ours.join(", ")} cannot be synthesized, so sources and readers are not known:\n${stderr.trimEnd()}`,
    );
    return new Map();
  }
  return new Map(
    readEnvironments(outdir).map((environment) => [
      environment.name,
      { environment, sources: readSources(outdir, project, environment) },
    ]),
  );
}
