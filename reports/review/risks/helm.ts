import { type ResourceChange, UNKNOWN } from "../../plan";
import { isGroup, type Json, readYaml, textsOf, type Values, valueAt } from "../../synthesized";
import { isInternal } from "./admitting";
import { CHART_SETTINGS, type ChartSetting } from "./chart-settings";
import type { Risk } from "./row";
import { type Flat, flatten, pairsAt } from "./settings/flat";

/** What the values of a release open or lose; a public load balancer of a new release counts too. */
export function helmRisks(
  { type, before, after }: ResourceChange,
  settings: readonly ChartSetting[] = CHART_SETTINGS,
): Risk[] {
  if (type !== "helm_release" || !after) return [];
  const trees = [before?.settings ?? null, after.settings ?? null] as [Values | null, Values | null];
  const [old, now] = [flatten(trees[0]), flatten(trees[1])];
  const found = [...new Set([...old.keys(), ...now.keys()])].flatMap((path) =>
    settings
      .filter(
        ({ path: end, isWorse, alsoNew }) =>
          end.test(path) &&
          (before !== null || alsoNew) &&
          pairsAt(path, old, now).some(([was, is]) => isWorse(was, is)),
      )
      .map(({ group, what, advice }): Risk => ({ group, what, detail: path, advice, attributes: ["values", "set"] })),
  );
  return [...found, ...otherRoles(old, now), ...loadBalancers(trees), ...unknownValues(before, after)];
}

/** Service accounts of a chart that get another role of AWS. */
const otherRoles = (old: Flat, now: Flat): Risk[] =>
  [...old.keys()]
    .filter((path) => /role-arn$/.test(path) && pairsAt(path, old, now).length > 0)
    .map((path) => ({
      group: "identity",
      what: "its pods act as somebody else",
      detail: path,
      advice: "Read what the role may do, and whether that is the least that works.",
      attributes: ["values", "set"],
    }));

/** Services of a chart that become a load balancer for everybody: `type: LoadBalancer` without an annotation that keeps it inside. */
function loadBalancers([before, after]: readonly [Values | null, Values | null]): Risk[] {
  const opened = publicServices(after, "").filter((path) => !publicServices(before, "").includes(path));
  return opened.map((path) => ({
    group: "exposure",
    what: "it gets a load balancer that faces the internet",
    detail: path,
    advice: "Make it internal, or reach the service by an ingress that is meant for the internet.",
    attributes: ["values", "set"],
  }));
}

function publicServices(tree: Json | undefined, path: string): string[] {
  if (Array.isArray(tree)) return tree.flatMap((entry, i) => publicServices(entry, `${path}[${i}]`));
  if (!isGroup(tree)) return [];
  const own =
    (tree.type === "LoadBalancer" || tree.serviceType === "LoadBalancer") && !isInternal(tree.annotations)
      ? [path || "service"]
      : [];
  return [
    ...own,
    ...Object.entries(tree).flatMap(([key, inner]) => publicServices(inner, path ? `${path}.${key}` : key)),
  ];
}

/** What Helm takes: a map, or nothing at all. */
const isMap = (values: Json | undefined): boolean => values === null || isGroup(values);

/** Values that were known and no longer are, or that are no YAML: nobody can tell what the release will open. */
function unknownValues(before: Values | null, after: Values): Risk[] {
  const isBroken = textsOf(after.values).some((text) => text !== UNKNOWN && !isMap(readYaml(text)));
  if (isBroken)
    return [
      {
        group: "exposure",
        what: "its values are no YAML that can be read, and cannot be judged",
        advice: "Write them so that Helm can read them.",
        attributes: ["values"],
      },
    ];
  const isUnknown = valueAt(after, "values") === UNKNOWN || textsOf(after.values).includes(UNKNOWN);
  const wasKnown = before !== null && before.values !== UNKNOWN && textsOf(before.values).length > 0;
  return isUnknown && wasKnown
    ? [
        {
          group: "exposure",
          what: "its values are known after apply only and cannot be judged",
          advice: "Apply what they refer to first, then plan again.",
          attributes: ["values"],
        },
      ]
    : [];
}
