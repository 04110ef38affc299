import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CURL_IMAGE, installChart } from "../helm";
import { PodRole } from "../iam";
import { dashboardsFor } from "./dashboards";
import { GRAFANA, grafanaValues } from "./grafana-values";
import { NAMESPACES, Namespaces } from "./namespaces";
import { publishTo, READ_CLOUDWATCH } from "./permissions";
import { PROMETHEUS, prometheusValues } from "./prometheus-values";
import type { MonitoringProps } from "./props";
import type { Topic } from "./topic";

/** Prometheus with its exporters and Alertmanager, and Grafana with its dashboards. */
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
    const role = this.createRole(
      props,
      "alertmanager",
      PROMETHEUS.alertmanager,
      publishTo([topic.arn, topic.heartbeatArn], topic.keyArn),
    );
    const values = prometheusValues(props, topic, NAMESPACES.nodes.name);
    return installChart(this, PROMETHEUS.release, {
      chart: "prometheus",
      namespace: NAMESPACES.main.name,
      values,
      dependsOn: [...before, ...role.ready],
    });
  }

  private installGrafana(props: MonitoringProps, before: ITerraformDependable[]): void {
    const role = this.createRole(props, "grafana", GRAFANA.serviceAccount, [READ_CLOUDWATCH]);
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
      dependsOn: [...before, admin, dashboards, ...role.ready],
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

  private createRole(
    { name, clusterName }: MonitoringProps,
    id: string,
    serviceAccount: string,
    statements: ConstructorParameters<typeof PodRole>[2]["statements"],
  ): PodRole {
    const namespace = NAMESPACES.main.name;
    return new PodRole(this, `${id}-access`, {
      name: `${name}-${id}`,
      clusterName,
      namespace,
      serviceAccount,
      statements,
    });
  }
}

const adminValues = {
  secret: GRAFANA.admin.existingSecret,
  userKey: GRAFANA.admin.userKey,
  passwordKey: GRAFANA.admin.passwordKey,
  image: CURL_IMAGE,
};
