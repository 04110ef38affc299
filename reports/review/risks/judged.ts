import { settingsIn } from "../../built/chart-settings";
import { isManifest, kubernetesType, manifestIn } from "../../built/kubernetes";
import type { ResourceChange } from "../../plan";
import { entryOf, readYaml, toGroup, type Values } from "../../synthesized";

/**
 * A change as it is judged: with its sensitive values, Kubernetes objects as the typed resource of today whatever declares
 * them, and what a Helm release or an add-on is told as one tree. A manifest that is not understood stays one.
 */
export function asJudged(change: ResourceChange): ResourceChange {
  const { type, judged } = change;
  const settingsOf = entryOf(SETTINGS_OF, type);
  if (settingsOf) {
    const read = (values: Values | null) => values && { ...values, settings: settingsOf(values) };
    return { ...change, before: read(judged.before), after: read(judged.after) };
  }
  if (!isManifest(type)) return { ...change, type: kubernetesType(type), ...judged };
  const [before, after] = [manifestIn(type, judged.before), manifestIn(type, judged.after)];
  const known = judged.after ? after : before;
  if (!known) return { ...change, ...judged };
  return {
    ...change,
    type: known.type,
    before: judged.before && (before?.values ?? {}),
    after: judged.after && known.values,
  };
}

/** Types that hand settings to what runs in the cluster: each chart its values, and EKS its add-ons JSON or YAML. */
const SETTINGS_OF: Readonly<Record<string, (values: Values) => Values>> = {
  helm_release: settingsIn,
  aws_eks_addon: ({ configuration_values: text }) => toGroup(readYaml(text)),
};
