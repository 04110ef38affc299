import { settingsIn } from "../../built/chart-settings";
import { isManifest, kubernetesType, manifestIn } from "../../built/kubernetes";
import type { ResourceChange } from "../../plan";
import type { Values } from "../../synthesized";

/**
 * A change as it is judged: with its sensitive values, Kubernetes objects as the typed resource of today whatever declares
 * them, and the values of a Helm release as one tree. A manifest that is not understood stays one.
 */
export function asJudged(change: ResourceChange): ResourceChange {
  const { type, judged } = change;
  if (type === "helm_release")
    return { ...change, before: withSettings(judged.before), after: withSettings(judged.after) };
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

const withSettings = (values: Values | null): Values | null => values && { ...values, settings: settingsIn(values) };
