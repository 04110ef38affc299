import { parse, parseAllDocuments } from "yaml";
import { type Block, isGroup, type Json, toGroup, type Values } from "../../synthesized";
import { settingsIn } from "../chart-settings";
import { Laters } from "./laters";
import { type Node, parsePieces } from "./nodes";
import { render } from "./render";
import { CannotRender, piecesOf } from "./words";

/** The files of a chart, by their paths in it. */
export type ChartFiles = Readonly<Record<string, string>>;

/** An object that a chart makes, as Kubernetes gets it. */
export interface Rendered {
  readonly object: Values;
  /** The template it is of. */
  readonly path: string;
  /** Its place among the documents of the template; undefined when it is the only one. */
  readonly position?: number;
}

/**
 * The objects that the chart of a Helm release makes of the release's values, hooks included; expressions of Terraform stay
 * in them.
 * @throws CannotRender when a template asks for more of Helm than is known here
 */
export function renderedBy(release: Block, files: ChartFiles): Rendered[] {
  if (Object.keys(files).length === 0) throw new CannotRender("its files do not lie below assets/");
  if (Object.keys(files).some((path) => /^(charts|crds)\//.test(path)))
    throw new CannotRender("it has charts or kinds of its own in it");
  const parsed = Object.keys(files)
    .filter((path) => /^templates\/.*\.(tpl|ya?ml|txt)$/.test(path) && !path.endsWith("NOTES.txt"))
    .map((path) => ({ path, ...parsePieces(piecesOf(files[path] ?? "")) }));
  const named = new Map(parsed.flatMap((one) => [...one.named]));
  const laters = new Laters();
  const root = rootOf(release, files, laters);
  const given = { root, files, named, isLater: (value: Json) => laters.isOne(value) };
  return parsed.filter(({ path }) => isManifest(path)).flatMap(({ path, nodes }) => documentsOf(path, nodes));

  function documentsOf(path: string, nodes: readonly Node[]): Rendered[] {
    const documents = parseAllDocuments(render(nodes, given), { logLevel: "silent" });
    if (documents.some(({ errors }) => errors.length > 0)) throw new CannotRender(`${path} makes no YAML`);
    return documents.flatMap((document, position) => {
      const object = laters.restored(JSON.parse(JSON.stringify(document.toJS() ?? null)));
      if (object === null) return [];
      return [{ object: toGroup(object), path, ...(documents.length > 1 && { position }) }];
    });
  }
}

/** Files whose names begin with an underscore hold parts for others. */
const isManifest = (path: string): boolean => /^templates\/(.*\/)?[^_/][^/]*\.ya?ml$/.test(path);

/** What templates see. */
function rootOf({ values, name }: Block, files: ChartFiles, laters: Laters): Values {
  return {
    Values: merged(fileOf("values.yaml", files), toGroup(laters.replaced(settingsIn(values)))),
    Chart: Object.fromEntries(
      Object.entries(fileOf("Chart.yaml", files)).map(([key, one]) => [
        key.replace(/^./, (letter) => letter.toUpperCase()),
        one,
      ]),
    ),
    Release: {
      Name: laters.replaced(values.name ?? name),
      Namespace: laters.replaced(values.namespace ?? "default"),
      Service: "Helm",
    },
  };
}

function fileOf(path: string, files: ChartFiles): Values {
  try {
    return toGroup(JSON.parse(JSON.stringify(parse(files[path] ?? "") ?? null)));
  } catch {
    throw new CannotRender(`${path} is no YAML`);
  }
}

/** The values of a chart with those of a release over them; null takes a value away, as Helm does. */
const merged = (own: Values, given: Values): Values =>
  Object.fromEntries([
    ...Object.entries(own).filter(([key]) => !Object.hasOwn(given, key)),
    ...Object.entries(given).map(([key, value]): [string, Json] => {
      const old = Object.hasOwn(own, key) ? own[key] : undefined;
      return [key, isGroup(old) && isGroup(value) ? merged(old, value) : value];
    }),
  ]);
