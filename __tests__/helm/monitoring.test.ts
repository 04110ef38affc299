import { Release } from "@cdktf/provider-helm/lib/release";
import pins from "../../pins.json";
import type { Block } from "../helpers";
import { accessWith, everything, monitoringWith } from "../modules/monitoring-fixture";
import { containersOf, pinnedImage, podsOf, restrictions, WORKLOADS } from "./pods";
import { describeChart, lint, render, renderRelease } from "./render";

const releases = monitoringWith(everything).all(Release);
const release = (chart: string): Block => releases[`monitoring_in_cluster_${chart}`];

describe("modules/monitoring/chart", () => {
  const objects = render(release("grafana_admin"), "modules/monitoring/chart");

  test("has nothing that Helm's linter finds fault with", () => {
    expect(lint(release("grafana_admin"), "modules/monitoring/chart")).toContain(
      "1 chart(s) linted, 0 chart(s) failed",
    );
  });

  test("makes a secret, and a job with the rights to fill it", () => {
    expect(Object.keys(objects).sort()).toEqual([
      "Job grafana-admin",
      "Role grafana-admin",
      "RoleBinding grafana-admin",
      "Secret grafana-admin",
      "ServiceAccount grafana-admin",
    ]);
  });

  test("makes a pod that the restricted namespace admits", () => {
    expect(restrictions(objects["Job grafana-admin"].spec.template.spec)).toEqual([]);
  });
});

describeChart("prometheus")("the real Prometheus chart", () => {
  const objects = renderRelease(release("prometheus"));
  const pods = podsOf(objects);
  const server = objects["Deployment prometheus-server"]?.spec.template.spec;

  test("makes a server, an Alertmanager, an exporter of the cluster's state and one of each node's", () => {
    expect(pods.map(([name]) => name)).toEqual([
      "DaemonSet prometheus-prometheus-node-exporter",
      "Deployment prometheus-kube-state-metrics",
      "Deployment prometheus-server",
      "StatefulSet prometheus-alertmanager",
    ]);
  });

  test("runs the pinned images, by digest", () => {
    const images = ["config-reloader", "alertmanager", "node-exporter", "prometheus", "kube-state-metrics"] as const;
    expect(pods.flatMap(([, pod]) => containersOf(pod).map(({ image }) => image)).sort()).toEqual(
      images.map((name) => pinnedImage(pins.images[name])),
    );
  });

  test("runs Alertmanager as the service account that may publish", () => {
    const association = accessWith().json.resource.aws_eks_pod_identity_association;
    expect(objects["StatefulSet prometheus-alertmanager"].spec.template.spec.serviceAccountName).toBe(
      association.monitoring_alertmanager_access_association.service_account,
    );
  });

  test("puts only the exporter of node metrics where everything is allowed", () => {
    const namespaces = Object.entries(objects).filter(([name]) => WORKLOADS.test(name));
    expect(
      namespaces.filter(([, { metadata }]) => metadata.namespace === "monitoring-nodes").map(([name]) => name),
    ).toEqual(["DaemonSet prometheus-prometheus-node-exporter"]);
  });

  test("makes pods that the restricted namespace admits", () => {
    const restricted = pods.filter(([name]) => !name.startsWith("DaemonSet"));
    expect(
      restricted.map(([name, pod]) => [name, restrictions(pod)]).filter(([, problems]) => problems?.length),
    ).toEqual([]);
  });

  test("makes a pod of the exporter of node metrics that it would not admit", () => {
    const [, exporter] = pods.find(([name]) => name.startsWith("DaemonSet")) ?? [];
    expect(restrictions(exporter)).toEqual([
      "hostNetwork",
      "hostPID",
      "hostPath proc",
      "hostPath sys",
      "hostPath root",
    ]);
  });

  test("claims the volumes that were asked for, of the class that was asked for", () => {
    const { spec } = objects["PersistentVolumeClaim prometheus-server"];
    expect([spec.resources.requests.storage, spec.storageClassName]).toEqual(["20Gi", "gp3"]);
    const [claim] = objects["StatefulSet prometheus-alertmanager"].spec.volumeClaimTemplates;
    expect([claim.spec.resources.requests.storage, claim.spec.storageClassName]).toEqual(["1Gi", "gp3"]);
  });

  test("starts Prometheus with the retention that was asked for", () => {
    const { args } = server.containers.find(({ name }: Block) => name === "prometheus-server");
    expect(args).toEqual(
      expect.arrayContaining(["--storage.tsdb.retention.time=15d", "--storage.tsdb.retention.size=15360MB"]),
    );
  });

  test("limits the memory of every container", () => {
    const unlimited = pods.flatMap(([, pod]) =>
      containersOf(pod).filter(({ resources }) => !resources?.limits?.memory),
    );
    expect(unlimited.map(({ name }) => name)).toEqual([]);
  });

  test("reads the rules and reports to the topic", () => {
    expect(objects["ConfigMap prometheus-server"].data["alerting_rules.yml"]).toContain("alert: app-unavailable");
    expect(objects["ConfigMap prometheus-alertmanager"].data["alertmanager.yml"]).toContain("topic_arn: known-later");
  });

  test("leaves the labels in the messages to Prometheus", () => {
    expect(objects["ConfigMap prometheus-server"].data["alerting_rules.yml"]).toContain("{{ $labels.node }}");
  });

  test("may not read secrets", () => {
    const rules = Object.entries(objects)
      .filter(([name]) => name.startsWith("ClusterRole "))
      .flatMap(([, role]) => role.rules);
    expect(rules.filter(({ resources }) => resources?.includes("secrets"))).toEqual([]);
  });
});

describeChart("grafana")("the real Grafana chart", () => {
  const objects = renderRelease(release("grafana"));
  const pod = objects["Deployment grafana"]?.spec.template.spec;

  test("makes one pod of one image", () => {
    expect(containersOf(pod).map(({ image }) => image)).toEqual([`docker.io/${pinnedImage(pins.images.grafana)}`]);
  });

  test("makes a pod that the restricted namespace admits", () => {
    expect(restrictions(pod)).toEqual([]);
  });

  test("runs as the service account that may read CloudWatch", () => {
    expect(pod.serviceAccountName).toBe("grafana");
  });

  test("takes the administrator's login from the secret that the job fills", () => {
    const references = pod.containers[0].env.flatMap(({ name, valueFrom }: Block) =>
      valueFrom?.secretKeyRef ? [[name, valueFrom.secretKeyRef.name, valueFrom.secretKeyRef.key]] : [],
    );
    expect(references).toEqual([
      ["GF_SECURITY_ADMIN_USER", "grafana-admin", "admin-user"],
      ["GF_SECURITY_ADMIN_PASSWORD", "grafana-admin", "admin-password"],
    ]);
  });

  test("makes no secret of its own", () => {
    expect(Object.keys(objects).filter((name) => name.startsWith("Secret "))).toEqual([]);
  });

  test("claims the volume that was asked for", () => {
    const { spec } = objects["PersistentVolumeClaim grafana"];
    expect([spec.resources.requests.storage, spec.storageClassName]).toEqual(["5Gi", "gp3"]);
  });

  test("shows the folder that the dashboards' config map is mounted at", () => {
    const mount = pod.containers[0].volumeMounts.find(({ name }: Block) => name === "dashboards-platform");
    const volume = pod.volumes.find(({ name }: Block) => name === "dashboards-platform");
    const providers = objects["ConfigMap grafana"].data["dashboardproviders.yaml"];
    expect(providers).toContain(`path: ${mount.mountPath}`);
    expect(volume.configMap.name).toBe("grafana-dashboards");
  });

  test("may do nothing in the cluster", () => {
    expect(Object.keys(objects).filter((name) => /Role/.test(name))).toEqual([]);
  });
});
