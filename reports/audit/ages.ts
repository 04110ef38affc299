import register from "../../pins.json";
import type { Support, SupportCalendar } from "../built/support";
import type { SynthesizedEnvironment } from "../synthesized";
import { type VersionView, versionsView } from "./chapters/versions";

/** Something that is pinned: where the register has it, and when somebody looked whether there is a newer one. */
export interface Pin {
  /** Its path in `pins.json`, like `charts.prometheus`. */
  readonly name: string;
  readonly source: string;
  /** Day somebody looked, `yyyy-mm-dd`. */
  readonly read: string;
  /** Day that the source itself is of, where only an older copy of it could be seen. @default the day it was read */
  readonly asOf?: string;
}

/** Days after which a pin is looked at again, and after which tests fail until somebody does. */
export const PIN_DAYS = { warn: 60, fail: 90 } as const;
/** Days before the end of support that an audit begins to speak of it; on that day its rule fails. */
export const SUPPORT_DAYS = 120;

type Json = Readonly<Record<string, unknown>>;

/** Every pin of a register: each object in it that has a source. */
export const pinsOf = (json: Json = register, path = ""): Pin[] =>
  typeof json.source === "string"
    ? [{ ...(json as unknown as Omit<Pin, "name">), name: path }]
    : Object.entries(json).flatMap(([key, below]) =>
        typeof below === "object" && below !== null ? pinsOf(below as Json, path ? `${path}.${key}` : key) : [],
      );

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Pins that nobody has looked at for longer than some days, on a date. */
export const unreadPins = (pins: readonly Pin[], date: string, limit: number): Pin[] =>
  pins.filter(({ read }) => days(read, date) > limit);

/** What an audit says of old pins: those that were not looked at, and those whose source was an old copy. */
export function pinWarnings(pins: readonly Pin[], date: string): string[] {
  const unread = unreadPins(pins, date, PIN_DAYS.warn);
  const copies = pins.filter(
    (pin) => !unread.includes(pin) && pin.asOf !== undefined && days(pin.asOf, date) > PIN_DAYS.warn,
  );
  const names = (some: readonly Pin[], dayOf: (pin: Pin) => string) =>
    some.map((pin) => `${pin.name} (${dayOf(pin)})`).join(", ");
  return [
    ...(unread.length > 0
      ? [
          `pins.json: nobody looked for newer versions for more than ${PIN_DAYS.warn} days before ${date}, and tests fail after ${PIN_DAYS.fail}: ${names(unread, ({ read }) => read)}`,
        ]
      : []),
    ...(copies.length > 0
      ? [
          `pins.json: seen in sources that were more than ${PIN_DAYS.warn} days old on ${date}; what came out since is not known here: ${names(copies, ({ read, asOf = read }) => asOf)}`,
        ]
      : []),
  ];
}

/** What an audit says of versions that leave standard support soon, or whose end the calendar does not know. */
export function supportWarnings(
  environment: SynthesizedEnvironment,
  calendar: SupportCalendar,
  date: string,
): string[] {
  const leaving = ({ endStandard }: Support): boolean =>
    endStandard !== undefined && endStandard > date && days(date, endStandard) <= SUPPORT_DAYS;
  const sentence = ({ what, version, endStandard = "" }: VersionView): string =>
    `${environment.name}: ${what} ${version} leaves standard support on ${endStandard}, in ${days(date, endStandard)} days; from that day on its rule fails (docs/upgrade)`;
  return versionsView(environment, calendar).dated.filter(leaving).map(sentence);
}
