import { placeHeaders } from "./headers";
import { headerHeight, headerWidth, TEXT } from "./measure";
import type { Area, Box, PlacedBox, PlacedPicture } from "./picture";

const GAP = 12;

/** Zones get equal heights and their subnets fill them, row by row; what stands below is put into rows; titles avoid arrows. */
export function align(picture: PlacedPicture, below: readonly Box[]): PlacedPicture {
  const boxes = picture.boxes.map((box) => (box.kind === "vpc" ? alignVpc(box) : box));
  const rows = toRows(below, picture.width - 2 * GAP, picture.height + TEXT.titleHeight + TEXT.padding);
  const bottom = Math.max(picture.height, ...rows.map(({ y, height }) => y + height + GAP));
  return { ...picture, boxes: placeHeaders([...boxes, ...rows], picture.arrows), height: bottom };
}

/** ELK puts one row of subnets of all zones into the same layers, so that a row has a height of its own. */
function alignVpc(vpc: PlacedBox): PlacedBox {
  const zones = vpc.children.filter(({ kind }) => kind === "zone");
  const column = around(zones);
  const rowOf = (kind: string) => around(zones.flatMap((zone) => zone.children.filter((child) => child.kind === kind)));
  const aligned = zones.map((zone) => {
    const children = zone.children.map((subnet) => {
      const { y, height } = rowOf(subnet.kind);
      return { ...subnet, x: zone.x + GAP, width: zone.width - 2 * GAP, y, height };
    });
    return { ...zone, y: column.y, height: column.height, children };
  });
  return { ...vpc, children: [...aligned, ...vpc.children.filter(({ kind }) => kind !== "zone")] };
}

/** The smallest area around some areas. */
function around(areas: readonly Area[]): Area {
  const x = Math.min(...areas.map((area) => area.x));
  const y = Math.min(...areas.map((area) => area.y));
  const width = Math.max(...areas.map((area) => area.x + area.width)) - x;
  return { x, y, width, height: Math.max(...areas.map((area) => area.y + area.height)) - y };
}

/** Boxes of their own width side by side, as many as fit into a row. */
function toRows(boxes: readonly Box[], width: number, top: number): PlacedBox[] {
  let [x, y] = [GAP, top];
  const height = Math.max(0, ...boxes.map(headerHeight));
  return boxes.map((box) => {
    const own = headerWidth(box);
    if (x > GAP && x + own > GAP + width) [x, y] = [GAP, y + height + GAP];
    const placed = { ...box, x, y, width: own, height, header: { x, y }, children: [] };
    x += own + GAP;
    return placed;
  });
}
