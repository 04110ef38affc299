import { readCron } from "../cron";
import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";
import { meet, type Window, windowsOf } from "../windows";

type Data = NonNullable<Environment["data"]>;
type Daily = "backupWindow" | "snapshotWindow";

/** Longest maintenance window. Source: Amazon RDS and ElastiCache API references, PreferredMaintenanceWindow. */
const DAY = 1440;

/** Windows are long enough, and the daily one does not meet the maintenance window, which AWS refuses. */
export function* checkWindows(
  path: KeyPath,
  key: Daily,
  settings: { readonly [K in Daily]?: string } & { readonly maintenanceWindow: string },
  least: { readonly daily: number; readonly weekly: number },
): Generator<Problem> {
  const daily = settings[key] as string;
  const weekly = settings.maintenanceWindow;
  const [backups, [maintenance]] = [windowsOf(daily), windowsOf(weekly)];
  if ((backups[0] as Window).length < least.daily)
    yield {
      path: [...path, key],
      message: `${daily} is shorter than ${least.daily} minutes; write a longer window`,
    };
  const { length } = maintenance as Window;
  if (length < least.weekly || length >= DAY)
    yield {
      path: [...path, "maintenanceWindow"],
      message: `${weekly} is ${length < least.weekly ? `shorter than ${least.weekly} minutes` : "a day or longer"}; write ${least.weekly} minutes or some hours`,
    };
  else if (backups.some((backup) => meet(backup, maintenance as Window)))
    yield { path: [...path, key], message: `${daily} overlaps maintenanceWindow ${weekly}; write another time` };
}

/** Minutes that AWS Backup keeps away from the windows of a database (its developer guide, "Amazon RDS backups"). */
const AWAY = 60;

/** A schedule that AWS takes, and jobs that do not fail because they meet a window of the database. */
export function* checkBackup(data: Data | undefined): Generator<Problem> {
  if (!data?.backup?.schedule) return;
  const { schedule } = data.backup;
  const path = ["data", "backup", "schedule"];
  const starts = readCron(schedule);
  if ("problem" in starts) {
    yield { path, message: `${schedule} ${starts.problem}` };
    return;
  }
  const jobs = starts.days.flatMap((day) => starts.minutes.map((minute) => ({ start: day * DAY + minute, length: 1 })));
  for (const key of ["backupWindow", "maintenanceWindow"] as const) {
    const window = data.database?.[key];
    if (window && jobs.some((job) => windowsOf(window).some((one) => meet(job, one, AWAY, AWAY))))
      yield {
        path,
        message: `${schedule} starts within an hour of data.database.${key} ${window}, and AWS Backup fails such jobs; write another time, like cron(0 7 * * ? *)`,
      };
  }
}
