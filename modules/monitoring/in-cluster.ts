import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CURL_IMAGE, installChart } from "../helm";
import { dashboardsFor } from "./dashboards";
import { GRAFANA, grafanaValues } from "./grafana-values";
import { NAMESPACES, Namespaces } from "./namespaces";
import { PROMETHEUS, prometheusValues } from "./prometheus-values";
import type { MonitoringProps } from "./props";
import type { Topic } from "./topic";

/** Prometheus with its exporters and Alertmanager, and Grafana with its dashboards; their rights are `MonitoringAccess`. */
export class InCluster extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringProps, topic: Topic) {
    super(scope, id);
    const namespaces = new Namespaces(this, "namespaces", props.dependsOn.releases);
    const before = [...props.dependsOn.releases, ...namespaces.ready];
    const prometheus = this.installPrometheus(props, topic, before);
    this.installGrafana(props, [...before, prometheus]);
  }

  private installPrometheus(
    props: MonitoringProps,
    topic: Topic,
    before: ITerraformDependable[],
  ): ITerraformDependable {
    const values = prometheusValues(props, topic, NAMESPACES.nodes.name);
    return installChart(this, PROMETHEUS.release, {
      chart: "prometheus",
      namespace: NAMESPACES.main.name,
      values,
      dependsOn: before,
    });
  }

  private installGrafana(props: MonitoringProps, before: ITerraformDependable[]): void {
    const namespace = NAMESPACES.main.name;
    const admin = installChart(this, "grafana-admin", {
      chart: { folder: "modules/monitoring/chart" },
      namespace,
      values: adminValues,
      dependsOn: before,
    });
    const dashboards = this.createDashboards(props, before);
    installChart(this, GRAFANA.release, {
      chart: "grafana",
      namespace,
      values: grafanaValues(props, namespace),
      dependsOn: [...before, admin, dashboards],
    });
  }

  private createDashboards(props: MonitoringProps, dependsOn: ITerraformDependable[]): ConfigMapV1 {
    const files = Object.entries(dashboardsFor(props)).map(([uid, json]) => [`${uid}.json`, json]);
    return new ConfigMapV1(this, "dashboards", {
      metadata: { name: GRAFANA.dashboards, namespace: NAMESPACES.main.name },
      data: Object.fromEntries(files),
      dependsOn,
    });
  }
}

const adminValues = {
  secret: GRAFANA.admin.existingSecret,
  userKey: GRAFANA.admin.userKey,
  passwordKey: GRAFANA.admin.passwordKey,
  image: CURL_IMAGE,
};
