import { spawnSync } from "node:child_process";
import { UserError } from "../../environments/problem";
import { isDay } from "../../environments/register";

/**
 * The day an audit judges expiry and support by. Never today: the same commit gives the same audit, on every day.
 * `AUDIT_DATE` decides, for example to see what next month brings; else the day of the last commit;
 * outside of a Git work tree the day of the support calendar.
 * @throws UserError when `AUDIT_DATE` is not a day
 */
export function readAuditDate(auditDate: string | undefined, calendarDate: string): string {
  if (auditDate) {
    if (isDay(auditDate)) return auditDate;
    throw new UserError(`AUDIT_DATE: ${auditDate} is not a day; write it like 2027-01-31`);
  }
  const { stdout } = spawnSync("git", ["log", "-1", "--format=%cs"], { encoding: "utf8" });
  const committed = (stdout ?? "").trim();
  return isDay(committed) ? committed : calendarDate;
}
