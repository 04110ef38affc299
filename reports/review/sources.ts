import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { isGroup, type SynthesizedEnvironment, toGroup, toList, type Values } from "../synthesized";

/** Where a resource comes from. */
export interface Source {
  /** `statuspage-data/data/database/main` */
  readonly constructPath: string;
  /** `modules/data/database.ts:48`, where the construct is created; undefined without traces. */
  readonly place?: string;
}

/** Sources of the resources of one environment, by `<stack id> <address in the configuration>`. */
export type Sources = ReadonlyMap<string, Source>;

/**
 * Reads where every resource was created from an environment that was synthesized with `CREATION_TRACES=1`.
 * @param outdir Folder that was synthesized into.
 * @param project Folder of the project; places are relative to it, and frames outside of it are passed over.
 */
export function readSources(outdir: string, project: string, { stacks }: SynthesizedEnvironment): Sources {
  return new Map(
    stacks.flatMap(({ id, file, resources }) => {
      const json = toGroup(JSON.parse(readFileSync(join(outdir, file), "utf8")));
      return resources.map(({ type, name, address, constructPath }): [string, Source] => {
        const metadata = metadataOf(toGroup(json.resource), type, name);
        const place = toList(metadata.stackTrace).flatMap((frame) => placeIn(String(frame), project) ?? [])[0];
        return [`${id} ${address}`, { constructPath, ...(place ? { place } : {}) }];
      });
    }),
  );
}

function metadataOf(resources: Values, type: string, name: string): Values {
  const comment = toGroup(toGroup(toGroup(resources[type])[name])["//"]);
  return isGroup(comment.metadata) ? comment.metadata : {};
}

/** `new Database (<project>/modules/data/database.ts:28:27)` is `modules/data/database.ts:28`; nothing outside of the project. */
function placeIn(frame: string, project: string): string | undefined {
  const [, file, line] = /\(?([^()]+):(\d+):\d+\)?$/.exec(frame.replace(/^.* \(/, "(")) ?? [];
  if (!file || !isAbsolute(file)) return undefined;
  const path = relative(project, file);
  const isOurs = !path.startsWith("..") && !path.split(sep).includes("node_modules") && existsSync(file);
  return isOurs ? `${path.split(sep).join("/")}:${line}` : undefined;
}
