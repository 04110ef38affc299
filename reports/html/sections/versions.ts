import { markup } from "../markup";
import { linkToResource, number, table } from "../parts";
import { section } from "../section";

/** One version that was chosen, and until when it is supported. */
export interface VersionView {
  readonly what: string;
  readonly version: string;
  readonly stack: string;
  readonly address: string;
  /** Last day of standard support. @default none is announced */
  readonly endStandard?: string;
  /** Last day of extended support, which costs more. @default none is announced */
  readonly endExtended?: string;
}

export interface VersionsView {
  /** Day the calendar of support was read. */
  readonly calendarDate: string;
  /** Versions whose support has dates. */
  readonly dated: readonly VersionView[];
  /** Versions that are pinned without dates, like charts and add-ons. */
  readonly pinned: readonly VersionView[];
}

export const versions = section(
  "versions",
  "Versions and support",
  "Which versions were chosen, and until when are they supported?",
  ({ calendarDate, dated, pinned }) => markup`${table(
    `Support dates as of ${calendarDate}`,
    ["What", "Version", "Standard support until", "Extended until", "Resource"],
    dated.map(({ what, version, stack, address, endStandard, endExtended }) => [
      what,
      number(version),
      endStandard ?? "no date announced",
      endExtended ?? "none",
      linkToResource(stack, address),
    ]),
  )}
${
  pinned.length > 0 &&
  table(
    "Pinned, without support dates",
    ["What", "Version", "Resource"],
    pinned.map(({ what, version, stack, address }) => [what, number(version), linkToResource(stack, address)]),
  )
}`,
);
