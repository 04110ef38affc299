import { headerHeight, headerWidth, TEXT } from "./measure";
import type { PlacedArrow, PlacedBox } from "./picture";

/** Space between a text and an arrow beside it. */
const CLEAR = 6;

/** Puts the title of every box where no arrow runs through it: at the left, or else right of an arrow. */
export const placeHeaders = (boxes: readonly PlacedBox[], arrows: readonly PlacedArrow[]): PlacedBox[] =>
  boxes.map((box) => ({
    ...box,
    header: { x: freePlace(box, arrows), y: box.kind === "nodes" ? box.y + box.height - headerHeight(box) : box.y },
    children: placeHeaders(box.children, arrows),
  }));

function freePlace(box: PlacedBox, arrows: readonly PlacedArrow[]): number {
  const width = headerWidth(box) - TEXT.padding;
  const taken = arrows.flatMap(({ points }) => crossingsOf(points, box));
  const isFree = (x: number) => taken.every((line) => line < x || line > x + width);
  const candidates = [box.x, ...taken.map((line) => line + CLEAR)].sort((a, b) => a - b);
  return candidates.find((x) => x + width <= box.x + box.width && isFree(x)) ?? box.x;
}

/** Where an arrow goes down through the strip of a box that holds its title. */
const crossingsOf = (points: PlacedArrow["points"], box: PlacedBox): number[] => {
  const [top, bottom] = [box.y + 1, box.y + headerHeight(box)];
  return points.slice(1).flatMap((end, i) => {
    const start = points[i] ?? end;
    const isThrough = Math.min(start.y, end.y) < bottom && Math.max(start.y, end.y) > top;
    return isThrough && start.x >= box.x && start.x <= box.x + box.width ? [start.x] : [];
  });
};
