import { isChartSize, sizeNumber, sizePathsOf } from "../../built/sizes";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { type Json, type Values, valueAt } from "../../synthesized";
import { firstOf } from "./paths";
import type { Risk } from "./row";
import { changedPaths, flatten, pairsAt } from "./settings/flat";

/** Sizes that become smaller in place: the API refuses them, and the apply fails half-way; of a chart Helm rolls back. */
export function onlyGrowsRisks({ type, action, before, after }: ResourceChange): Risk[] {
  if (action !== "update" || !before || !after) return [];
  if (type === "helm_release") return inChart(before, after);
  const { paths, refuses } = sizePathsOf(type);
  return paths.flatMap((path) => smaller(valueAt(before, path), valueAt(after, path), path, refuses, [firstOf(path)]));
}

type Flat = ReturnType<typeof flatten>;

function inChart(before: Values, after: Values): Risk[] {
  const [old, now] = [before, after].map(({ settings }) => flatten((settings ?? null) as Values | null)) as [
    Flat,
    Flat,
  ];
  return changedPaths(old, now)
    .filter(isChartSize)
    .flatMap((path) =>
      pairsAt(path, old, now).flatMap(([was, is]) => smaller(was, is, path, "Kubernetes", ["values", "set"])),
    );
}

function smaller(
  was: Json | undefined,
  is: Json | undefined,
  path: string,
  refuses: string,
  attributes: string[],
): Risk[] {
  const [old, now] = [sizeNumber(was), sizeNumber(is)];
  const isUnread = old !== undefined && typeof is === "string" && is !== UNKNOWN && !is.includes("${");
  if (now === undefined && isUnread)
    return [
      {
        group: "downtime",
        isGated: true,
        what: "a volume's size is no quantity, and nobody can tell whether it becomes smaller",
        detail: `${path}: ${was} → ${is}`,
        advice: "Write it like 20Gi.",
        attributes,
      },
    ];
  if (old === undefined || now === undefined || now >= old) return [];
  return [
    {
      group: "downtime",
      isGated: true,
      what: `a volume cannot become smaller: ${refuses} refuses it, and the apply fails`,
      detail: `${path}: ${was} → ${is}`,
      advice: `Write ${was} again. For less, make a new one of that size and move the data to it.`,
      attributes,
    },
  ];
}
