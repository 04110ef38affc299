import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { stringify } from "yaml";
import { loadEnvironments } from "../../environments/load";
import { manifestsOf, releasesOf } from "../../reports/manifests";
import { readEnvironments, type SynthesizedEnvironment, toGroup, type Values } from "../../reports/synthesized";
import { environmentsFolder } from "../places";
import { synthesizeHere } from "../synthesize";
import { withTemporaryFolder } from "../temporary-folder";
import { chartFolder, renderChart } from "./charts";

/** Writes the objects of environments, all of them when none is named, as YAML. */
export async function writeManifests(names: readonly string[]): Promise<void> {
  const { environments } = loadEnvironments({
    folder: environmentsFolder(),
    ...(names.length > 0 ? { names: names.join(",") } : { names: process.env.ENVIRONMENT, variable: "ENVIRONMENT" }),
  });
  const outdir = resolve(process.env.MANIFESTS_OUTDIR || "manifests");
  await withTemporaryFolder("manifests", async (synthesized) => {
    await synthesizeHere({
      ENVIRONMENT: environments.map(({ name }) => name).join(","),
      CDKTF_OUTDIR: synthesized,
    });
    for (const environment of readEnvironments(synthesized))
      write(environment, synthesized, join(outdir, environment.name));
  });
}

function write(environment: SynthesizedEnvironment, synthesized: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const objects = environment.stacks.flatMap((stack) => manifestsOf(stack, environment));
  for (const { address, object } of objects)
    put(join(folder, fileOf(object)), `# ${address}\n${stringify(object, { lineWidth: 0 })}`);
  const left = environment.stacks.flatMap((stack) =>
    releasesOf(stack, environment).flatMap((release) => {
      const place = chartFolder(release, join(synthesized, "stacks", stack.id));
      if ("missing" in place) return [`  ${release.address} is left out: ${place.missing}`];
      const file = join(folder, release.namespace, `helm-release-${release.name}.yaml`);
      put(file, `# ${release.address}\n${renderChart(release, place.folder)}`);
      return [];
    }),
  );
  console.log(`${folder}: ${objects.length} objects${left.length > 0 ? `; of the releases\n${left.join("\n")}` : ""}`);
}

/** `shop/deployment-web.yaml`; what belongs to no namespace is in `cluster`. */
function fileOf(object: Values): string {
  const { name, namespace } = toGroup(object.metadata);
  return join(String(namespace ?? "cluster"), `${String(object.kind).toLowerCase()}-${name}.yaml`);
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
