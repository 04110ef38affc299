import type { Area, PlacedArrow, PlacedBox } from "./picture";

/** Space between subnets, and around them in their zone. */
const GAP = 14;

/** The same row in every zone: subnets of one kind, the first of each zone, then the second. */
interface Row {
  readonly key: string;
  readonly top: number;
  readonly height: number;
}

/**
 * Puts the subnets of all zones of a VPC into common rows, as wide as their zones. ELK places every zone by itself where
 * no arrow connects them, so what is below moves down with its arrows.
 */
export function alignRows(vpc: PlacedBox, arrows: readonly PlacedArrow[]): { vpc: PlacedBox; arrows: PlacedArrow[] } {
  const zones = vpc.children;
  const top = Math.min(...zones.map(({ y }) => y));
  const rows = rowsOf(zones, top);
  const down = (x: number, y: number): number => {
    const zone = zones.find((it) => it.x <= x && x <= it.x + it.width);
    const subnet = zone?.children.findLast((it) => it.y <= y);
    return zone && subnet ? topOf(rows, keyOf(subnet, zone)) - subnet.y : 0;
  };
  const last = rows.at(-1);
  const bottom = last ? last.top + last.height + GAP : Math.max(0, ...zones.map(({ y, height }) => y + height));
  const aligned = zones.map((zone) => {
    const children = zone.children.map((subnet) => {
      const row = rows.find(({ key }) => key === keyOf(subnet, zone)) as Row;
      const inside = subnet.children.map((box) => moved(box, row.top - subnet.y));
      return {
        ...subnet,
        x: zone.x + GAP,
        width: zone.width - 2 * GAP,
        y: row.top,
        height: row.height,
        children: inside,
      };
    });
    return { ...zone, y: top, height: bottom - top, children };
  });
  const height = Math.max(bottom + GAP - vpc.y, vpc.height);
  return { vpc: { ...vpc, height, children: aligned }, arrows: arrows.map((arrow) => movedArrow(arrow, down)) };
}

const keyOf = (subnet: PlacedBox, zone: PlacedBox): string =>
  `${subnet.kind} ${zone.children.filter(({ kind }) => kind === subnet.kind).indexOf(subnet)}`;

const topOf = (rows: readonly Row[], key: string): number => rows.find((row) => row.key === key)?.top ?? 0;

/** Rows of zones that all begin at `zoneTop`: each below the one before, and no higher than any of its subnets. */
function rowsOf(zones: readonly PlacedBox[], zoneTop: number): Row[] {
  const members = new Map<string, Area[]>();
  for (const zone of zones)
    for (const subnet of zone.children) {
      const key = keyOf(subnet, zone);
      members.set(key, [...(members.get(key) ?? []), { ...subnet, y: subnet.y - zone.y + zoneTop }]);
    }
  const rows: Row[] = [];
  for (const [key, areas] of [...members].sort(([a], [b]) => (orderOf(a) < orderOf(b) ? -1 : 1))) {
    const above = rows.at(-1);
    const top = Math.max(...areas.map(({ y }) => y), above ? above.top + above.height + GAP : 0);
    rows.push({ key, top, height: Math.max(...areas.map(({ height }) => height)) });
  }
  return rows;
}

const orderOf = (key: string): string => (key.startsWith("public") ? `0 ${key}` : `1 ${key}`);

const moved = (box: PlacedBox, by: number): PlacedBox => ({
  ...box,
  y: box.y + by,
  children: box.children.map((child) => moved(child, by)),
});

function movedArrow(arrow: PlacedArrow, down: (x: number, y: number) => number): PlacedArrow {
  const { points, labelArea } = arrow;
  const y = labelArea.y + down(labelArea.x + labelArea.width / 2, labelArea.y);
  return {
    ...arrow,
    points: points.map((it) => ({ x: it.x, y: it.y + down(it.x, it.y) })),
    labelArea: { ...labelArea, y },
  };
}
