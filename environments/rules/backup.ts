import type { Problem } from "../problem";
import type { Environment } from "../schema";

/** Minutes within which a job must have begun. Source: the plan that `modules/data/backup.ts` makes. */
const START_WINDOW = 60;
/** Minutes before a window in which AWS Backup begins nothing any more. */
const NOTICE = 60;

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Minutes of the week, from Sunday midnight in UTC; the end may lie in the next week. */
type Span = readonly [from: number, to: number];

/**
 * AWS Backup begins no job on a database in its backup and maintenance windows and in the hour before each: it waits, and the
 * job expires with its start window (AWS Backup developer guide, "Troubleshooting", and Amazon RDS user guide, "Backup window").
 */
export function* checkBackup({ data }: Environment): Generator<Problem> {
  const { backup, database } = data ?? {};
  if (!backup?.schedule || !database) return;
  const windows = {
    backupWindow: dailySpans(database.backupWindow),
    maintenanceWindow: [weeklySpan(database.maintenanceWindow)],
  };
  const starts = startsOf(backup.schedule);
  const path = ["data", "backup", "schedule"];
  if (starts.length === 0) {
    yield {
      path,
      isWarning: true,
      message: `it cannot be told when ${backup.schedule} starts; write it like "cron(0 7 * * ? *)"`,
    };
  }
  for (const [key, spans] of Object.entries(windows)) {
    const blocked = spans.map(([from, to]): Span => [from - NOTICE, to]);
    if (!starts.some((start) => blocked.some((span) => meets([start, start + START_WINDOW], span)))) continue;
    yield {
      path,
      isWarning: true,
      message: `${backup.schedule} begins within an hour of data.database.${key} ${database[key as "backupWindow"]}, when AWS Backup begins no job on the database and lets it expire; write another time, like "cron(0 7 * * ? *)"`,
    };
  }
}

/** Whether two spans share a minute, also around the end of a week. */
const meets = ([from, to]: Span, [start, end]: Span): boolean =>
  [-WEEK, 0, WEEK].some((turn) => from + turn < end && start < to + turn);

const dailySpans = (window: string): Span[] => {
  const [from = 0, to = 0] = window.split("-").map(minuteOf);
  return DAYS.map((_, day) => [day * DAY + from, day * DAY + (to > from ? to : to + DAY)]);
};

const weeklySpan = (window: string): Span => {
  const [from = 0, to = 0] = window
    .split("-")
    .map((end) => DAYS.indexOf(end.slice(0, 3)) * DAY + minuteOf(end.slice(4)));
  return [from, to > from ? to : to + WEEK];
};

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * Every minute of a week at which a cron expression of AWS may begin: day of the month, month and year may make it begin more
 * seldom, never at another time of the day. Empty when it is not understood.
 */
function startsOf(schedule: string): number[] {
  const [minute = "", hour = "", , , weekday = ""] = schedule.slice("cron(".length, -1).split(" ");
  const [minutes, hours] = [valuesOf(minute, 0, 59), valuesOf(hour, 0, 23)];
  const days = valuesOf(weekday.replace("?", "*").replace(/[A-Z]{3}/gi, dayNumber), 1, 7);
  return days.flatMap((day) => hours.flatMap((h) => minutes.map((m) => (day - 1) * DAY + h * 60 + m)));
}

const dayNumber = (name: string): string => String(DAYS.indexOf(name.toLowerCase()) + 1);

/** `5`, `0,12`, `1-5`, `*`, `*\/6` and `2/6` as numbers; nothing when a part is none of these. */
function valuesOf(field: string, least: number, most: number): number[] {
  const parts = field.split(",").map((part) => {
    const [, range = "", step] = /^(\*|\d+|\d+-\d+)(?:\/(\d+))?$/.exec(part) ?? [];
    if (range === "") return [];
    const [from = least, to] = range === "*" ? [least, most] : range.split("-").map(Number);
    const last = to ?? (step ? most : from);
    return Array.from({ length: last - from + 1 }, (_, i) => from + i).filter(
      (n) => (n - from) % Number(step ?? 1) === 0,
    );
  });
  return parts.some((values) => values.length === 0) ? [] : parts.flat();
}
