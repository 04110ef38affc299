import { isReadable } from "../../built/releases";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { entryOf, isGroup, type Json, textsOf, toList, type Values } from "../../synthesized";
import { isInternal } from "./admitting";
import { CHART_SETTINGS, type ChartSetting } from "./chart-settings";
import type { Risk } from "./row";
import { changedPaths, type Flat, flatten, pairsAt } from "./settings/flat";

/** Types that hand settings to what runs in the cluster, and the arguments they stand in. */
const TOLD_IN: Readonly<Record<string, readonly [text: string, ...others: string[]]>> = {
  helm_release: ["values", "set"],
  aws_eks_addon: ["configuration_values"],
};

/** What the values of a release, or of an add-on, open or lose; a public load balancer of a new release counts too. */
export function helmRisks(
  { type, before, after }: ResourceChange,
  settings: readonly ChartSetting[] = CHART_SETTINGS,
): Risk[] {
  const attributes = entryOf(TOLD_IN, type);
  if (!attributes || !after) return [];
  const trees = [before?.settings ?? null, after.settings ?? null] as [Values | null, Values | null];
  const [old, now] = [flatten(trees[0]), flatten(trees[1])];
  const asked = before === null ? settings.filter(({ alsoNew }) => alsoNew) : settings;
  const found = changedPaths(old, now).flatMap((path) => {
    const pairs = pairsAt(path, old, now);
    return asked
      .filter(({ path: end, isWorse }) => end.test(path) && pairs.some(([was, is]) => isWorse(was, is)))
      .map(({ group, what, advice }): Risk => ({ group, what, detail: path, advice }));
  });
  const [text] = attributes;
  return [...found, ...otherRoles(old, now), ...loadBalancers(trees), ...unread(before?.[text], after[text])].map(
    (risk) => ({ ...risk, attributes }),
  );
}

/** Service accounts of a chart that get another role of AWS. */
const otherRoles = (old: Flat, now: Flat): Risk[] =>
  changedPaths(old, now)
    .filter((path) => /role-arn$/.test(path) && pairsAt(path, old, now).length > 0)
    .map((path) => ({
      group: "identity",
      what: "its pods act as somebody else",
      detail: path,
      advice: "Read what the role may do, and whether that is the least that works.",
    }));

/** Services of a chart that become a load balancer for everybody: `type: LoadBalancer` without an annotation that keeps it inside. */
function loadBalancers([before, after]: readonly [Values | null, Values | null]): Risk[] {
  const opened = publicServices(after, "").filter((path) => !publicServices(before, "").includes(path));
  return opened.map((path) => ({
    group: "exposure",
    what: "it gets a load balancer that faces the internet",
    detail: path,
    advice: "Make it internal, or reach the service by an ingress that is meant for the internet.",
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

/** Values that were known and no longer are, or that are no YAML: nobody can tell what they will open. */
function unread(before: Json | undefined, after: Json | undefined): Risk[] {
  const [old, now] = [textsOf(toList(before)), textsOf(toList(after))];
  if (now.some((text) => text !== UNKNOWN && !isReadable(text)))
    return [
      {
        group: "exposure",
        what: "its values are no YAML that can be read, and cannot be judged",
        advice: "Write them so that Helm can read them.",
      },
    ];
  return now.includes(UNKNOWN) && old.length > 0 && before !== UNKNOWN
    ? [
        {
          group: "exposure",
          what: "its values are known after apply only and cannot be judged",
          advice: "Apply what they refer to first, then plan again.",
        },
      ]
    : [];
}
