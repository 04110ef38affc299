/** Numbers of nodes of an Auto Scaling group. */
export interface Sizes {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
}

/**
 * Sizes of a node group's Auto Scaling groups, one per zone. `min` and `desired` are spread over the zones, the first ones
 * get what is left over. `max` is that of the whole group in every zone, because a volume may need any node to be in its
 * zone; that all zones together stay within it is the autoscaler's part (`max-nodes-total`). So another zone lowers
 * `min` of one that is there at the most, which AWS never refuses.
 */
export const sizesByZone = ({ min, desired, max }: Sizes, zones: number): Sizes[] =>
  Array.from({ length: zones }, (_, i) => ({ min: share(min, zones, i), desired: share(desired, zones, i), max }));

/** The part of a number that falls to one of several. */
const share = (whole: number, parts: number, i: number): number =>
  Math.floor(whole / parts) + (i < whole % parts ? 1 : 0);
