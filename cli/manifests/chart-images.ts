import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsIn } from "../../reports/built/chart-settings";
import type { ChartImage } from "../../reports/sbom";
import { isGroup, type Json, toGroup, type Values, valueAt } from "../../reports/synthesized";

/** Renders a chart with values. */
type Render = (values: Values) => string;

/**
 * Every image that a chart runs with some values, or would with one more switch: each of its settings of images is given a tag
 * that nothing else has, and the switches around it are turned.
 * @param values What a release gives to the chart.
 */
export function findImages(folder: string, values: Values, render: Render): ChartImage[] {
  const defaults = defaultsOf(folder);
  const paths = imageSettings(defaults);
  const mark = (path: string): string => `9.9.${paths.indexOf(path)}-mark`; // some charts compare it as a version
  const marked = paths.reduce((all, path) => put(all, `${path}.tag`, mark(path)), values);
  const plain = paths.reduce(without, values);
  const before = render(marked);
  return paths.flatMap((path) => {
    const switches = switchesAround(path, defaults);
    const runs = (own: Values): boolean => render(own).includes(mark(path));
    const found = (on: readonly string[]): ChartImage => {
      const needed = switches.filter((name) => on.includes(name) || !runs(put(turnedOn(marked, on), name, false)));
      const when = Object.fromEntries(needed.map((name) => [name, valueAt(defaults, name) === true]));
      return { ...imageAt(path, defaults, render(turnedOn(plain, on))), when };
    };
    if (before.includes(mark(path))) return [found([])];
    return switches.filter((name) => runs(turnedOn(marked, [name]))).map((name) => found([name]));
  });
}

const turnedOn = (values: Values, switches: readonly string[]): Values =>
  switches.reduce((all, name) => put(all, name, true), values);

/** The image in the parts that values can change, with the tag that the chart gives it. */
function imageAt(path: string, defaults: Values, rendered: string) {
  const { registry, repository } = toGroup(valueAt(defaults, path) ?? null);
  const host = typeof registry === "string" && registry !== "" ? registry : undefined;
  const name = [...(host ? [host] : []), String(repository)].join("/");
  const [, after = ""] = rendered.split(`${name}:`);
  const [tag = ""] = /^[\w.-]+/.exec(after) ?? [];
  return { setting: path, ...(host && { registry: host }), repository: String(repository), tag };
}

/** The defaults of a chart, with those of the charts inside it at their names. */
function defaultsOf(folder: string): Values {
  const own = readFileSync(join(folder, "values.yaml"), "utf8");
  const inside = join(folder, "charts");
  const names = existsSync(inside) ? readdirSync(inside) : [];
  const below = Object.fromEntries(names.map((name) => [name, defaultsOf(join(inside, name))]));
  return settingsIn({ values: [JSON.stringify(below), own] });
}

/** Paths of what is called an image and has a repository. */
const imageSettings = (values: Values, path = ""): string[] =>
  Object.entries(values).flatMap(([key, inner]) => {
    if (!isGroup(inner) || key === "global") return [];
    const own = path === "" ? key : `${path}.${key}`;
    return /image$/i.test(key) && typeof inner.repository === "string" ? [own] : imageSettings(inner, own);
  });

/** Switches that may decide over an image: of what it is in, and of what is beside it. */
function switchesAround(path: string, defaults: Values): string[] {
  const keys = path.split(".");
  const around = keys.slice(1).map((_, i) => keys.slice(0, i + 1).join("."));
  const beside = around.flatMap((place) =>
    Object.keys(toGroup(valueAt(defaults, place) ?? null)).map((key) => `${place}.${key}`),
  );
  return [...around, ...beside]
    .map((place) => `${place}.enabled`)
    .filter((name, i, all) => all.indexOf(name) === i && typeof valueAt(defaults, name) === "boolean");
}

/** The values with one more setting, as Helm's `--set` changes them. */
const put = (values: Values, name: string, value: Json): Values =>
  settingsIn({
    values: [JSON.stringify(values)],
    set: [{ name, value: typeof value === "boolean" ? String(value) : value }],
  });

function without(values: Values, path: string): Values {
  const [key = "", ...rest] = path.split(".");
  const { [key]: own, ...others } = values;
  return isGroup(own) && rest.length > 0 ? { ...others, [key]: without(own, rest.join(".")) } : others;
}
