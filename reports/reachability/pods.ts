import { type Built, textAt } from "../built/built";
import { lookUp } from "../built/look-up";
import { POD_SPECS } from "../built/pods";
import { type Block, entryOf, toGroup } from "../synthesized";
import type { Place, Pods } from "./place";
import { isForAllPods, namespaceOf, policiesIn } from "./policies";

/** Pods of every workload, and for each namespace those of charts and add-ons. They have the network of their nodes. */
export function podPlacesIn(built: Built, nodes: readonly Place[]): Place[] {
  const network = {
    groups: distinct(nodes.flatMap(({ groups }) => groups)),
    subnets: distinct(nodes.flatMap(({ subnets }) => subnets)),
    ranges: distinct(nodes.flatMap(({ ranges }) => ranges)),
    publicBy: distinct(nodes.flatMap(({ publicBy }) => publicBy)),
  };
  if (nodes.length === 0) return [];
  const own = built.resources
    .filter(({ type }) => entryOf(POD_SPECS, type) !== undefined)
    .map((block): Place => {
      const name = `Pods: ${textAt(block, "metadata.name") ?? block.name}`;
      return { ...network, name, block, pods: podsOf(block, built) };
    });
  const others = chartsByNamespace(built)
    .filter(([namespace]) => !isCoveredBy(own, namespace, built))
    .map(([namespace, block]): Place => {
      const pods = { namespace, namespaceLabels: labelsOf(namespace, built), labels: undefined, isOnHost: false };
      return { ...network, name: `Pods in ${namespace}`, block, pods };
    });
  return [...own.sort((a, b) => (a.name < b.name ? -1 : 1)), ...others];
}

function podsOf(block: Block, built: Built): Pods {
  const spec = entryOf(POD_SPECS, block.type) ?? "";
  const namespace = namespaceOf(block, built);
  return {
    namespace,
    namespaceLabels: labelsOf(namespace, built),
    labels: toGroup(lookUp(block, spec.replace(/spec$/, "metadata.labels")).value),
    isOnHost: lookUp(block, `${spec}.host_network`).value === true,
  };
}

/** Every namespace that charts or add-ons run in, and the first of them; add-ons run in `kube-system`. */
function chartsByNamespace(built: Built): [string, Block][] {
  const [addOn] = built.ofType("aws_eks_addon");
  const releases = built.ofType("helm_release").map((block): [string, Block] => [namespaceOf(block, built), block]);
  const all = addOn ? [["kube-system", addOn] as [string, Block], ...releases] : releases;
  return [...new Map(all.reverse())].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Where every policy of a namespace is for all its pods, those of charts are treated as the workloads beside them. */
const isCoveredBy = (workloads: readonly Place[], namespace: string, built: Built): boolean =>
  workloads.some(({ pods }) => pods?.namespace === namespace && !pods.isOnHost) &&
  policiesIn(built)
    .filter((policy) => namespaceOf(policy, built) === namespace)
    .every(isForAllPods);

/** Labels of a namespace; Kubernetes adds its name. */
function labelsOf(namespace: string, built: Built): Pods["namespaceLabels"] {
  const block = built.ofType("kubernetes_namespace_v1").find((one) => textAt(one, "metadata.name") === namespace);
  const own = block ? toGroup(lookUp(block, "metadata.labels").value) : {};
  return { ...own, "kubernetes.io/metadata.name": namespace };
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
