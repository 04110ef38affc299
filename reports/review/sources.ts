import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
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

/** Says where in the project a frame of a stack trace is, like `modules/data/database.ts:28`; nothing when outside of it. */
export type Places = (frame: string) => string | undefined;

/**
 * Reads where every resource was created from an environment that was synthesized with `CREATION_TRACES=1`.
 * @param outdir Folder that was synthesized into.
 */
export function readSources(outdir: string, place: Places, environments: readonly SynthesizedEnvironment[]): Sources {
  return new Map(
    environments
      .flatMap(({ stacks }) => stacks)
      .flatMap(({ id, file, resources }) => {
        const json = toGroup(JSON.parse(readFileSync(join(outdir, file), "utf8")));
        return resources.map(({ type, name, address, constructPath }): [string, Source] => {
          const trace = toList(metadataOf(toGroup(json.resource), type, name).stackTrace);
          const found = trace.flatMap((frame) => place(String(frame)) ?? [])[0];
          return [`${id} ${address}`, { constructPath, ...(found ? { place: found } : {}) }];
        });
      }),
  );
}

function metadataOf(resources: Values, type: string, name: string): Values {
  const comment = toGroup(toGroup(toGroup(resources[type])[name])["//"]);
  return isGroup(comment.metadata) ? comment.metadata : {};
}

/**
 * Follows the frames of a bundled program, like `new Database (<bundle>:184327:31)`, through the source map beside it.
 * @param project Folder of the project; places are relative to it.
 */
export function readPlaces(project: string, bundle: string): Places {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, "utf8")));
  return (frame) => {
    const [, file, line, column] = /\(?([^()]+):(\d+):(\d+)\)?$/.exec(frame.replace(/^.* \(/, "(")) ?? [];
    const origin = file === bundle && map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!origin || !("originalSource" in origin)) return undefined;
    const source = resolve(dirname(bundle), origin.originalSource);
    const path = relative(project, source);
    const isOurs = !path.startsWith("..") && !path.split(sep).includes("node_modules") && existsSync(source);
    return isOurs ? `${path.split(sep).join("/")}:${origin.originalLine + 1}` : undefined;
  };
}
