import { placeHeaders } from "./headers";
import { headerHeight, headerWidth, TEXT } from "./measure";
import type { Box, PlacedArrow, PlacedBox, PlacedPicture } from "./picture";
import { alignRows } from "./rows";
import { sortZones } from "./zones";

const GAP = 12;

/** Zones are sorted and the subnets of all get common rows; what stands below the picture is put into rows; titles avoid arrows. */
export function align(picture: PlacedPicture, below: readonly Box[]): PlacedPicture {
  let arrows: readonly PlacedArrow[] = picture.arrows;
  const boxes = picture.boxes.map((box) => {
    if (box.kind !== "vpc") return box;
    const sorted = sortZones(box, arrows);
    const aligned = alignRows(sorted.vpc, sorted.arrows);
    arrows = aligned.arrows;
    return aligned.vpc;
  });
  const bottom = Math.max(0, ...boxes.map(({ y, height }) => y + height + GAP));
  const rows = toRows(below, picture.width - 2 * GAP, bottom + TEXT.titleHeight + TEXT.padding);
  const height = Math.max(bottom, ...rows.map((box) => box.y + box.height + GAP));
  return { ...picture, boxes: placeHeaders([...boxes, ...rows], arrows), arrows, height };
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
