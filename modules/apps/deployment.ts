import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { podSpec } from "./pod";
import type { AppProps } from "./props";

const IMAGE = "spec[0].template[0].spec[0].container[0].image";

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
  const { name, settings, imageManagedByPipeline = false } = props;
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
    // Before the pipeline's first run there may be no image yet: then Terraform does not wait for pods.
    ...(imageManagedByPipeline ? { lifecycle: { ignoreChanges: [IMAGE] }, waitForRollout: false } : {}),
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
