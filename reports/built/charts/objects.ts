import { type Block, pointerTo, type RootModule, type Stack, toGroup, type Values } from "../../synthesized";
import { manifestIn } from "../kubernetes";
import { type ChartFiles, type Rendered, renderedBy } from "./chart";
import { CannotRender } from "./words";

/** A stack with the objects of the charts that lie beside it; what cannot be rendered is something that nobody has read. */
export function withCharts(stack: Stack, { assets = {} }: RootModule): Stack {
  const releases = stack.resources.filter(({ type, values }) => type === "helm_release" && isLocal(values));
  if (releases.length === 0) return stack;
  const made = releases.map((release) => madeBy(release, stack, assets));
  return {
    ...stack,
    made: made.flatMap(({ objects }) => objects),
    declarations: [...stack.declarations, ...made.flatMap(({ unread }) => unread)],
  };
}

/** Whether a release's chart is a folder, and not something in a repository. */
const isLocal = ({ repository, chart }: Values): boolean =>
  (repository === undefined || repository === null || repository === "") &&
  !/^(oci|https?):\/\//.test(String(chart ?? ""));

interface Made {
  readonly objects: readonly Block[];
  readonly unread: readonly Block[];
}

function madeBy(release: Block, stack: Stack, assets: Values): Made {
  try {
    const objects = renderedBy(release, filesOf(release, assets)).map((one) => blockOf(one, release, stack));
    return { objects, unread: [] };
  } catch (error) {
    if (!(error instanceof CannotRender)) throw error;
    const why = `What the chart ${String(release.values.chart)} makes is not judged: ${error.message}.`;
    const address = `${release.address}/chart`;
    return { objects: [], unread: [{ ...release, kind: "unread", type: "unread", address, values: { why } }] };
  }
}

const folderOf = ({ values }: Block): string => String(values.chart).replace(/^\$\{path\.module\}\/|^\.\/|\/$/g, "");

const filesOf = (release: Block, assets: Values): ChartFiles => {
  const folder = `${folderOf(release)}/`;
  if (Object.entries(assets).some(([path, text]) => path.startsWith(folder) && text === null))
    throw new CannotRender("a file of it is too large, or one too many");
  return Object.fromEntries(
    Object.entries(assets).flatMap(([path, text]) =>
      path.startsWith(folder) && typeof text === "string" ? [[path.slice(folder.length), text]] : [],
    ),
  );
};

/** An object as the typed resource of Terraform that it would be, for every rule that judges those. */
function blockOf({ object, path, position }: Rendered, release: Block, { file }: Stack): Block {
  const found = manifestIn("kubernetes_manifest", { manifest: object });
  if (!found) throw new CannotRender(`${path} makes something without a kind`);
  const { name = "", namespace } = toGroup(object.metadata);
  return {
    kind: "resource",
    environment: release.environment,
    stack: release.stack,
    type: found.type,
    name: String(name),
    address: `${release.address}/${String(object.kind)}/${String(name)}`,
    values: {
      ...found.values,
      metadata: { ...toGroup(found.values.metadata), namespace: namespace ?? release.values.namespace ?? null },
    },
    file: `${file.replace(/[^/]*$/, "")}${folderOf(release)}/${path}`,
    pointer: position === undefined ? "" : pointerTo(String(position)),
    constructPath: release.constructPath,
    madeBy: release.address,
  };
}
