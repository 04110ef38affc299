import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs";
import { align } from "./align";
import { headerHeight, headerWidth, TEXT, textWidth } from "./measure";
import type { Area, Arrow, Box, Picture, PlacedArrow, PlacedBox, PlacedPicture } from "./picture";

/** Distances in pixels. */
const GAP = 26;
const BETWEEN_LAYERS = 30;
const INSET = 14;

/** https://eclipse.dev/elk/reference/algorithms/org-eclipse-elk-layered.html */
const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.spacing.nodeNode": `${GAP}`,
  "elk.spacing.edgeNode": "16",
  "elk.spacing.edgeEdge": "14",
  "elk.layered.spacing.nodeNodeBetweenLayers": `${BETWEEN_LAYERS}`,
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.edgeLabels.inline": "true",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
  "elk.padding": "[top=8,left=8,bottom=8,right=8]",
};

type Point = PlacedArrow["points"][number];

/** Gives everything in a picture its place. The same picture always gets the same places. */
export async function layOut(picture: Picture): Promise<PlacedPicture> {
  const graph: ElkNode = {
    id: "picture",
    layoutOptions: OPTIONS,
    children: picture.boxes.map((box) => toNode(box)),
    edges: [...picture.arrows.map(toEdge), ...picture.boxes.flatMap(rowEdges)],
  };
  const found = await new ELK().layout(graph);
  const nodes = new Map((found.children ?? []).map((node) => [node.id, node]));
  const boxes = picture.boxes.map((box) => toBox(box, nodes.get(box.id)));
  const arrows = picture.arrows.map((arrow, i) => toArrow(arrow, found.edges?.[i]));
  return align({ ...toArea(found), boxes, arrows }, picture.below?.boxes ?? []);
}

/** A box is as wide as its own text: a single box inside is widened to that, because ELK measures by the inside. */
function toNode(box: Box, least = 0): ElkNode {
  const { id, kind, children = [] } = box;
  const header = headerHeight(box);
  const width = Math.max(headerWidth(box), least);
  if (children.length === 0) return { id, width, height: header };
  const [top, bottom] = kind === "nodes" ? [INSET, header] : [header, INSET];
  return {
    id,
    children: children.map((child) => toNode(child, children.length === 1 ? width - 2 * INSET : 0)),
    layoutOptions: { "elk.padding": `[top=${top},left=${INSET},bottom=${bottom},right=${INSET}]` },
  };
}

/** Keeps what is inside of zones in its order from top to bottom: edges that are laid out, but never drawn. */
const rowEdges = ({ kind, children = [] }: Box): ElkExtendedEdge[] =>
  kind === "zone"
    ? children.slice(1).map(({ id }, i) => ({ id: `row-${id}`, sources: [children[i]?.id ?? id], targets: [id] }))
    : children.flatMap(rowEdges);

const toEdge = ({ from, to, label }: Arrow, i: number): ElkExtendedEdge => ({
  id: `arrow-${i}`,
  sources: [from],
  targets: [to],
  labels: [{ text: label.join(" "), ...labelSize(label) }],
});

const labelSize = (label: readonly string[]) => ({
  width: Math.max(...label.map((line) => textWidth(line, TEXT.line))) + TEXT.padding,
  height: label.length * TEXT.lineHeight + 2,
});

function toBox(box: Box, node: ElkNode | undefined): PlacedBox {
  const inside = new Map((node?.children ?? []).map((child) => [child.id, child]));
  const children = (box.children ?? []).map((child) => toBox(child, inside.get(child.id)));
  const area = toArea(node);
  return { ...box, ...area, header: area, children };
}

function toArrow(arrow: Arrow, edge: ElkExtendedEdge | undefined): PlacedArrow {
  const points = (edge?.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) =>
    [startPoint, ...bendPoints, endPoint].map(({ x, y }) => ({ x: round(x), y: round(y) })),
  );
  return { ...arrow, points: points.map(straighten), labelArea: toArea(edge?.labels?.[0]) };
}

/** Half a pixel beside the corner before it looks like a bend. */
const straighten = (point: Point, i: number, all: readonly Point[]): Point => {
  const before = all[i - 1];
  return before && Math.abs(before.x - point.x) < 2 ? { ...point, x: before.x } : point;
};

const toArea = (shape: Partial<Area> | undefined): Area => {
  const { x = 0, y = 0, width = 0, height = 0 } = shape ?? {};
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
};

/** Half pixels are sharp enough, and floating point noise stays out of the file. */
const round = (length: number): number => Math.round(length * 2) / 2;
