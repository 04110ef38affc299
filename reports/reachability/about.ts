import { isInternet, isPublicRange, overlap } from "../ranges";
import { isInternetPlace, type Place } from "./place";
import type { Direction } from "./rules";

/**
 * Whether a range is about a place. What comes from the internet may come from anywhere, so only a range as wide as that
 * lets it in; to go out, one address of the internet is enough.
 */
export const isAbout = (range: string, place: Place, direction: Direction): boolean =>
  isInternetPlace(place)
    ? direction === "in"
      ? isInternet(range)
      : isPublicRange(range)
    : place.ranges.some((own) => overlap(range, own));
