import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** When support of one version ends. No date: no end is announced. */
export interface Support {
  readonly endStandard?: string;
  readonly endExtended?: string;
  /** Oldest minor version AWS still creates. */
  readonly firstCreatableMinor?: number;
}

/** Which versions are supported, and as of when that was known. */
export interface SupportCalendar {
  /** Day it was read, `yyyy-mm-dd`. */
  readonly date: string;
  readonly kubernetes: Readonly<Record<string, Support>>;
  readonly postgresql: Readonly<Record<string, Support>>;
  readonly redis: Readonly<Record<string, Support>>;
  readonly valkey: Readonly<Record<string, Support>>;
}

/** The project's own calendar, whichever folder a command is started in. */
const CALENDAR = resolve(__dirname, "../../environments/support-calendar.json");

/** Reads the calendar as the data it is; environment files are checked against the same one. */
export const readSupportCalendar = (file = CALENDAR): SupportCalendar => JSON.parse(readFileSync(file, "utf8"));

/** Whether a version is known and in standard support on `date`. */
export function isSupported(versions: Readonly<Record<string, Support>>, version: string, date: string): boolean {
  if (!Object.hasOwn(versions, version)) return false;
  const { endStandard } = versions[version] as Support;
  return endStandard === undefined || date < endStandard;
}

/**
 * Whether standard support of a version is over on `date`. A version older than all that are known is: it has left the table.
 * One that is newer, or no version at all, is not.
 */
export function isOutlived(versions: Readonly<Record<string, Support>>, version: string, date: string): boolean {
  if (!Object.hasOwn(versions, version))
    return /^\d+(\.\d+)?$/.test(version) && Object.keys(versions).every((known) => isOlder(version, known));
  const { endStandard } = versions[version] as Support;
  return endStandard !== undefined && endStandard <= date;
}

/** `1.9` is older than `1.10`. */
const isOlder = (a: string, b: string): boolean => a.localeCompare(b, "en", { numeric: true }) < 0;
