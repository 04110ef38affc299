import type { Json } from "../../synthesized";

const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;
const MONTH = 30 * MINUTES.day;

/**
 * How often a schedule of AWS runs in a month of thirty days, about; undefined when it is none that can be read.
 * Source: Amazon EventBridge user guide, "Cron expressions", "Rate expressions".
 */
export function runsOf(schedule: Json | undefined): number | undefined {
  const text = String(schedule ?? "");
  const [, number, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
  if (number && unit) return MONTH / (Number(number) * MINUTES[unit as keyof typeof MINUTES]);
  const [, inner = ""] = /^cron\(([^)]*)\)$/.exec(text) ?? [];
  const [minute, hour, day, month, weekday] = inner.trim().split(/\s+/);
  if (weekday === undefined) return undefined;
  const days = weekday === "?" || weekday === "*" ? countIn(day, 30) : (countIn(weekday, 7) * 30) / 7;
  return countIn(minute, 60) * countIn(hour, 24) * days * (countIn(month, 12) / 12);
}

/** How many of so many values a field means: `*`, `0/6`, `1-5`, `MON,FRI`. */
const countIn = (field = "*", all: number): number =>
  field.split(",").reduce((sum, part) => {
    const [range = "", step] = part.split("/");
    const [, from, to] = /^(\d+)-(\d+)$/.exec(range) ?? [];
    const span =
      range === "*" || range === "?" || (step && !to) ? all : to ? Number(to) - Number(from) + 1 : spanOf(range);
    return sum + Math.ceil(span / Number(step ?? 1));
  }, 0);

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const spanOf = (range: string): number => {
  const [from = "", to = ""] = range.split("-");
  return to === "" ? 1 : ((DAYS.indexOf(to) - DAYS.indexOf(from) + 7) % 7) + 1;
};
