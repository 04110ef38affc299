import { Address4, Address6 } from "ip-address";

/** Ranges that are nobody's on the internet. */
const PRIVATE = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
];

/** Wider ranges than this many bits are the internet: nobody owns so much of it. */
const INTERNET_BITS = 8;

/** Whether a range holds addresses of the internet; one that is not known may be any. */
export const isPublicRange = (range: string): boolean => !PRIVATE.some((one) => isWithin(range, one));

/** Whether a range is the internet, and not somebody's part of it. */
export const isInternet = (range: string): boolean =>
  isPublicRange(range) && Number(/\/(\d+)$/.exec(range)?.[1] ?? INTERNET_BITS) < INTERNET_BITS;

/** Whether the first range lies within the second; never when one of them is unknown or no range. */
export function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [intervalOf(inner), intervalOf(outer)];
  return a !== undefined && b !== undefined && a.isV6 === b.isV6 && b.first <= a.first && a.last <= b.last;
}

/** Whether ranges have an address in common. */
export const overlap = (a: string, b: string): boolean => isWithin(a, b) || isWithin(b, a);

/** So many addresses together are the internet: more than the largest part that one owner was ever given. */
const MOST_ADDRESSES = 2n ** 24n;
const MOST_ADDRESSES_V6 = 2n ** 112n;

/**
 * Whether ranges together let the internet in: half of it and half of it is all of it. A range that is none, or not
 * known, may be any.
 */
export function coverInternet(ranges: readonly string[]): boolean {
  const found = ranges.map(intervalOf);
  if (found.includes(undefined)) return true;
  return [false, true].some((isV6) => {
    const intervals = found.flatMap((one, i) =>
      one && one.isV6 === isV6 && isPublicRange(ranges[i] ?? "") ? [one] : [],
    );
    return sizeOf(intervals) > (isV6 ? MOST_ADDRESSES_V6 : MOST_ADDRESSES);
  });
}

/** Whether a range lies within several together; never when one of them is unknown or no range. */
export function isWithinAll(range: string, others: readonly string[]): boolean {
  const [inner, ...outer] = [range, ...others].map(intervalOf);
  if (!inner) return false;
  const own = outer.flatMap((one) => (one && one.isV6 === inner.isV6 ? [one] : []));
  return sizeOf([...own, inner]) === sizeOf(own);
}

interface Interval {
  readonly isV6: boolean;
  readonly first: bigint;
  readonly last: bigint;
}

/** What was worked out: thousands of rules name the same few ranges. */
const INTERVALS = new Map<string, Interval | undefined>();

function intervalOf(range: string): Interval | undefined {
  if (!INTERVALS.has(range)) INTERVALS.set(range, readInterval(range));
  return INTERVALS.get(range);
}

function readInterval(range: string): Interval | undefined {
  return quickInterval(range) ?? slowInterval(range);
}

const V4 = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\/([12]?\d|3[0-2])$/;

/** The usual way of writing a range, of which a plan may have thousands. */
function quickInterval(range: string): Interval | undefined {
  const numbers = V4.exec(range)?.slice(1).map(Number);
  if (!numbers || numbers.slice(0, 4).some((byte) => byte > 255)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 32] = numbers;
  const size = 2 ** (32 - bits);
  const first = Math.floor((a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / size) * size;
  return { isV6: false, first: BigInt(first), last: BigInt(first + size - 1) };
}

function slowInterval(range: string): Interval | undefined {
  try {
    const isV6 = range.includes(":");
    const address = isV6 ? new Address6(range) : new Address4(range);
    return {
      isV6,
      first: address.startAddress().bigInt(),
      last: address.endAddress().bigInt(),
    };
  } catch {
    return undefined;
  }
}

/** How many addresses lie in one of the intervals. */
function sizeOf(intervals: readonly Interval[]): bigint {
  let [size, end] = [0n, -1n];
  for (const { first, last } of [...intervals].sort((a, b) => (a.first < b.first ? -1 : 1))) {
    if (last <= end) continue;
    size += last - (first > end ? first - 1n : end);
    end = last;
  }
  return size;
}
