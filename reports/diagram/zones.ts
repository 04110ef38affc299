import type { PlacedArrow, PlacedBox } from "./picture";

/**
 * Puts zones that no arrow enters or leaves into the order of their names; ELK places what is not connected as it likes.
 * With arrows from outside their order follows from these, so that they do not cross.
 */
export function sortZones(vpc: PlacedBox, arrows: readonly PlacedArrow[]): { vpc: PlacedBox; arrows: PlacedArrow[] } {
  const zoneAt = (x: number, y: number) =>
    vpc.children.find((it) => it.x <= x && x <= it.x + it.width && it.y <= y && y <= it.y + it.height);
  const isOwn = ({ points }: PlacedArrow) => new Set(points.map(({ x, y }) => zoneAt(x, y)?.id ?? vpc.id)).size === 1;
  if (!arrows.every(isOwn)) return { vpc, arrows: [...arrows] };

  const places = [...vpc.children].sort((a, b) => a.x - b.x);
  const gap = places[0] && places[1] ? places[1].x - places[0].x - places[0].width : 0;
  const by = new Map<string, number>();
  let left = places[0]?.x ?? 0;
  for (const zone of [...vpc.children].sort((a, b) => (a.title < b.title ? -1 : 1))) {
    by.set(zone.id, left - zone.x);
    left += zone.width + gap;
  }
  const right = (x: number, y: number) => by.get(zoneAt(x, y)?.id ?? "") ?? 0;
  return {
    vpc: { ...vpc, children: vpc.children.map((zone) => moved(zone, by.get(zone.id) ?? 0)) },
    arrows: arrows.map((arrow) => movedArrow(arrow, right)),
  };
}

const moved = (box: PlacedBox, by: number): PlacedBox => ({
  ...box,
  x: box.x + by,
  children: box.children.map((child) => moved(child, by)),
});

function movedArrow(arrow: PlacedArrow, right: (x: number, y: number) => number): PlacedArrow {
  const { points, labelArea } = arrow;
  const by = right(points[0]?.x ?? 0, points[0]?.y ?? 0);
  return {
    ...arrow,
    points: points.map(({ x, y }) => ({ x: x + by, y })),
    labelArea: { ...labelArea, x: labelArea.x + by },
  };
}
