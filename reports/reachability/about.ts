import { isInternet, isPublicRange, isWithin, overlap } from "../built/ranges";
import { isInternetPlace, isOutside, type Place } from "./place";
import type { Direction } from "./rule";

/**
 * Whether a range is about a place. What comes from the internet may come from anywhere, so only a range as wide as that
 * lets it in; to go out, one address of the internet is enough. A range outside of the VPC must be let in as a whole,
 * because a part of it that is let in is a place of its own; within the VPC one address is enough.
 */
export function isAbout(range: string, place: Place, direction: Direction): boolean {
  if (isInternetPlace(place)) return direction === "in" ? isInternet(range) : isPublicRange(range);
  return place.ranges.some((own) => (isOutside(place) ? isWithin(own, range) : overlap(own, range)));
}
