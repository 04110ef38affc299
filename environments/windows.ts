/** Minutes of a week. */
export const WEEK = 7 * 1440;
const DAY = 1440;
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** A stretch of a week, in minutes after Sunday midnight UTC; it may go over the end of the week. */
export interface Window {
  readonly start: number;
  /** In minutes. */
  readonly length: number;
}

/** `03:00-04:00` on each day, or `sun:04:30-sun:05:30` once. */
export function windowsOf(text: string): Window[] {
  const [from = "", to = ""] = text.split("-");
  if (!/^[a-z]/.test(text)) {
    const start = minutesOf(from);
    return DAYS.map((_, day) => ({ start: day * DAY + start, length: (minutesOf(to) - start + DAY) % DAY }));
  }
  const start = weekMinutesOf(from);
  return [{ start, length: (weekMinutesOf(to) - start + WEEK) % WEEK }];
}

/** Whether two windows meet, when the second is longer by `before` and `after` minutes. */
export const meet = (a: Window, b: Window, before = 0, after = 0): boolean => {
  const wide = { start: (b.start - before + WEEK) % WEEK, length: b.length + before + after };
  return (
    (wide.start - a.start + WEEK) % WEEK < Math.max(a.length, 1) || (a.start - wide.start + WEEK) % WEEK < wide.length
  );
};

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const weekMinutesOf = (time: string): number => DAYS.indexOf(time.slice(0, 3)) * DAY + minutesOf(time.slice(4));
