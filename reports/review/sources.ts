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

/** The program that was run: a bundle with a source map beside it. */
export interface Program {
  /** Folder of the project; places are relative to it, and frames outside of it are passed over. */
  readonly project: string;
  readonly bundle: string;
}

/**
 * Reads where every resource was created from an environment that was synthesized with `CREATION_TRACES=1`.
 * @param outdir Folder that was synthesized into.
 */
export function readSources(
  outdir: string,
  program: Program,
  environments: readonly SynthesizedEnvironment[],
): Sources {
  const place = placesOf(program);
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

/** Turns `new Database (<bundle>:184327:31)` into `modules/data/database.ts:28`, or nothing where that is not the project's. */
function placesOf({ project, bundle }: Program): (frame: string) => string | undefined {
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
