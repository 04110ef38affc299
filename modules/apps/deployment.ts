import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { podSpec } from "./pod";
import type { AppProps } from "./props";

const IMAGE = "spec[0].template[0].spec[0].container[0].image";

/**
 * Annotations by which others restart pods: `kubectl rollout restart` and what is built on it, and Reloader. Taking one away
 * would restart every pod once more, so Terraform leaves them alone.
 */
const RESTART_MARKS = ["kubectl.kubernetes.io/restartedAt", "reloader.stakater.com/last-reloaded-from"].map(
  (key) => `spec[0].template[0].metadata[0].annotations[${JSON.stringify(key)}]`,
);

/**
 * The app's pods. With volumes, the old pod ends before the new one starts, because a volume belongs to one at a time;
 * without, the new ones are ready before the old ones end. With autoscaling, the number of pods is the autoscaler's.
 */
export function createDeployment(
  scope: Construct,
  props: AppProps,
  namespace: string,
  env: Readonly<Record<string, string>>,
  dependsOn: ITerraformDependable[],
): DeploymentV1 {
  const { name, settings, imageManagedByPipeline = false, imageIsPlaceholder = false } = props;
  const labels = { app: name, "app.kubernetes.io/name": name };
  const hasVolumes = Object.keys(settings.volumes).length > 0;
  return new DeploymentV1(scope, "deployment", {
    metadata: { name, namespace, labels },
    spec: {
      ...(settings.autoscaling ? {} : { replicas: String(settings.replicas) }),
      strategy: hasVolumes
        ? { type: "Recreate" }
        : { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "0" } },
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels, ...scraping(props) }, spec: podSpec(props, env) },
    },
    lifecycle: { ignoreChanges: [...(imageManagedByPipeline ? [IMAGE] : []), ...RESTART_MARKS] },
    // While there is no image yet, before the pipeline's first run, Terraform does not wait for pods.
    ...(imageManagedByPipeline || imageIsPlaceholder ? { waitForRollout: false } : {}),
    dependsOn,
  });
}

/** Annotations that the Prometheus chart's own scrape configuration looks for. */
const scraping = ({ settings: { scrape, port } }: AppProps): { annotations?: Record<string, string> } =>
  scrape
    ? {
        annotations: {
          "prometheus.io/scrape": "true",
          "prometheus.io/path": scrape.path,
          "prometheus.io/port": String(scrape.port ?? port),
        },
      }
    : {};
