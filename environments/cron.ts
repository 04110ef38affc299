import calendar from "./support-calendar.json";

/** When a schedule starts: minutes of the day, on some days of the week. */
export interface Starts {
  /** Minutes after midnight UTC, sorted. */
  readonly minutes: readonly number[];
  /** Days of the week, 0 for Sunday; all when the schedule says days of the month. */
  readonly days: readonly number[];
}

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** The six fields of a schedule and what each may hold. Source: Amazon EventBridge user guide, "Cron expressions". */
const FIELDS = [
  { name: "minutes", from: 0, to: 59 },
  { name: "hours", from: 0, to: 23 },
  { name: "days of the month", from: 1, to: 31, also: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: "months", from: 1, to: 12, names: MONTHS },
  { name: "days of the week", from: 1, to: 7, names: DAYS, also: /^(\?|L|[1-7]L|[1-7]#[1-5])$/ },
  { name: "years", from: 1970, to: 2199 },
] as const satisfies readonly Field[];

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
  /** Words of this field that stand for no number. */
  readonly also?: RegExp;
}

/** Why AWS refuses a schedule, or when it starts. */
export function readCron(expression: string): { readonly problem: string } | Starts {
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  if (fields.length !== FIELDS.length)
    return {
      problem: `has ${fields.length} fields; write six: minutes, hours, days of the month, months, days of the week, years`,
    };
  const read = FIELDS.map((field, i) => numbersOf(fields[i] as string, field));
  const wrong = read.indexOf(undefined);
  if (wrong >= 0) {
    const { name, from, to } = FIELDS[wrong] as Field;
    return { problem: `has ${fields[wrong]} for the ${name}; write numbers from ${from} to ${to}, *, a,b, a-b or a/b` };
  }
  const [minutes = [], hours = [], dates = [], months = [], weekdays = [], years = []] = read as number[][];
  if ((fields[2] === "?") === (fields[4] === "?"))
    return { problem: "says days of the month and days of the week; write ? for one of the two" };
  if (minutes.length > 1)
    return {
      problem: "starts more than once an hour, which AWS Backup refuses; write one minute, like cron(0 7 * * ? *)",
    };
  const never = neverStarts(dates, months, years);
  if (never) return { problem: `${never}, so it never starts; write another day, like cron(0 7 * * ? *)` };
  return {
    minutes: hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)),
    days: fields[4] === "?" || weekdays.length === 0 ? DAYS.map((_, day) => day) : weekdays.map((day) => day - 1),
  };
}

/** Days of each month, in a leap year. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Why no day is ever one of a schedule's: by the calendar's own date, never by the clock. */
function neverStarts(
  dates: readonly number[],
  months: readonly number[],
  years: readonly number[],
): string | undefined {
  const first = Math.min(...dates);
  const longest = Math.max(...months.map((month) => LONGEST[month - 1] ?? 0));
  if (dates.length > 0 && first > longest) return `says day ${first} of months that have ${longest} at most`;
  const last = Math.max(...years);
  return last < Number(calendar.date.slice(0, 4)) ? `ends with the year ${last}` : undefined;
}

/** The numbers that a field stands for; none for a word like `?`; undefined when it is not understood. */
function numbersOf(text: string, field: Field): number[] | undefined {
  if (field.also?.test(text)) return [];
  const parts = text.split(",").map((part) => partOf(part, field));
  return parts.includes(undefined) ? undefined : [...new Set(parts.flat() as number[])].sort((a, b) => a - b);
}

function partOf(text: string, { from, to, names = [] }: Field): number[] | undefined {
  const [, range = "", step = ""] = /^(\*|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)?)(?:\/(\d+))?$/.exec(text) ?? [];
  const [first = "", last = step ? String(to) : first] = range === "*" ? [String(from), String(to)] : range.split("-");
  const [start, end] = [numberOf(first, names, from), numberOf(last, names, from)];
  const every = step === "" ? 1 : Number(step);
  if (!(start >= from && end <= to && start <= end && every >= 1)) return undefined;
  return Array.from({ length: Math.floor((end - start) / every) + 1 }, (_, i) => start + i * every);
}

function numberOf(word: string, names: readonly string[], from: number): number {
  if (/^\d+$/.test(word)) return Number(word);
  const place = names.indexOf(word.toUpperCase());
  return place < 0 ? Number.NaN : place + from;
}
