import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Release } from "@cdktf/provider-helm/lib/release";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import { isBefore } from "../../cli/terraform/adapt";
import { Monitoring } from "../../modules/monitoring";
import { ALARMS } from "../../modules/monitoring/alarms";
import { alertRules } from "../../modules/monitoring/alert-rules";
import pins from "../../pins.json";
import { type Block, synth } from "../helpers";
import { accessWith, everything, gallery, monitoringWith, props, shop } from "./monitoring-fixture";

const TOPIC = "${aws_sns_topic.monitoring_alarm_topic_main.arn}";
const HEARTBEAT = "${aws_sns_topic.monitoring_alarm_topic_heartbeat.arn}";
const KEY = "${aws_kms_key.monitoring_alarm_topic_key_main.arn}";
const statements = (policy: string): Block[] => JSON.parse(policy).Statement;
const sid = (policy: string, name: string): Block => statements(policy).find(({ Sid }) => Sid === name);
const release = (chart: string, changes = {}): Block =>
  monitoringWith(changes).all(Release)[`monitoring_in_cluster_${chart}`];
const values = (chart: string, changes = {}): Block => JSON.parse(release(chart, changes).values[0]);

describe("Monitoring", () => {
  test("keeps its addresses", () => {
    expect(monitoringWith(everything).addresses()).toMatchSnapshot();
  });

  test("needs no more than a cluster", () => {
    expect(() => monitoringWith()).not.toThrow();
  });

  test("says where alarms go, where Prometheus is and what the dashboard is called", () => {
    synth((stack) => {
      const { outputs } = new Monitoring(stack, "monitoring", props);
      expect(
        Tokenization.resolve(outputs, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) }),
      ).toEqual({
        alarmTopicArn: TOPIC,
        namespace: "monitoring",
        dashboardName: "${aws_cloudwatch_dashboard.monitoring_dashboard_main.dashboard_name}",
      });
    });
  });

  test("does not depend on the order in which apps, people and load balancers are written", () => {
    const hosts = { a: "k8s-a-1.elb.amazonaws.com", b: "k8s-b-2.elb.amazonaws.com" };
    const one = monitoringWith({ apps: [shop, gallery], emails: ["a@x.org", "b@x.org"], loadBalancers: hosts });
    const other = monitoringWith({
      apps: [gallery, shop],
      emails: ["b@x.org", "a@x.org"],
      loadBalancers: { b: hosts.b, a: hosts.a },
    });
    expect(JSON.stringify(other.json)).toBe(JSON.stringify(one.json));
  });
});

describe("Topic", () => {
  test("encrypts with a key of its own, because AWS's own key admits no alarms", () => {
    expect(Object.values(monitoringWith().all(SnsTopic))).toEqual([
      expect.objectContaining({ name: "demo-heartbeat", kms_master_key_id: KEY }),
      expect.objectContaining({ name: "demo-alarms", kms_master_key_id: KEY }),
    ]);
  });

  test("lets CloudWatch and AWS Budgets use the key", () => {
    const { policy } = monitoringWith().only(KmsKey);
    expect(statements(policy).map(({ Principal, Action }) => [Principal, Action])).toEqual([
      [{ AWS: "arn:aws:iam::111122223333:root" }, "kms:*"],
      [{ Service: "cloudwatch.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey*"]],
      [{ Service: "budgets.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey*"]],
    ]);
  });

  test("admits alarms of this account and region only", () => {
    const { policy } = monitoringWith().all(SnsTopicPolicy).monitoring_alarm_topic_policy;
    expect(sid(policy, "Alarms")).toEqual({
      Sid: "Alarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: TOPIC,
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*" },
      },
    });
  });

  test("admits budgets of this account only", () => {
    const { policy } = monitoringWith().all(SnsTopicPolicy).monitoring_alarm_topic_policy;
    expect(sid(policy, "Budgets").Condition).toEqual({
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": "arn:aws:budgets::111122223333:*" },
    });
  });

  test("refuses what is not sent over TLS", () => {
    const { policy } = monitoringWith().all(SnsTopicPolicy).monitoring_alarm_topic_policy;
    expect(sid(policy, "OverTlsOnly")).toMatchObject({
      Effect: "Deny",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  test("keeps a subscriber where it is when another is added", () => {
    const both = monitoringWith({ emails: ["a@x.org", "ops@example.com"] });
    expect(Object.keys(both.all(SnsTopicSubscription))).toEqual([
      "monitoring_alarm_topic_a_x_org",
      "monitoring_alarm_topic_ops_example_com",
    ]);
  });
});

describe("Budget", () => {
  test("warns at 80 and 100 percent of what was really spent", () => {
    const { notification } = monitoringWith({ monthlyBudgetUsd: 400 }).only(BudgetsBudget);
    expect(
      notification.map(({ threshold, threshold_type, notification_type }: Block) => [
        threshold,
        threshold_type,
        notification_type,
      ]),
    ).toEqual([
      [100, "PERCENTAGE", "ACTUAL"],
      [100, "PERCENTAGE", "FORECASTED"],
    ]);
  });

  test("counts what carries the environment's tag, in dollars a month", () => {
    const budget = monitoringWith({ monthlyBudgetUsd: 400 }).only(BudgetsBudget);
    expect(budget).toMatchObject({ limit_amount: "400", limit_unit: "USD", time_unit: "MONTHLY" });
    expect(budget.cost_filter).toEqual([{ name: "TagKeyValue", values: ["user:Platform$demo"] }]);
  });

  test("waits until it may publish", () => {
    const { depends_on } = monitoringWith({ monthlyBudgetUsd: 400 }).only(BudgetsBudget);
    expect(depends_on).toEqual(["aws_sns_topic_policy.monitoring_alarm_topic_policy"]);
  });

  test("is not made when no amount is given", () => {
    expect(monitoringWith().all(BudgetsBudget)).toEqual({});
  });
});

describe("Dashboard", () => {
  const widgets = (changes = {}): Block[] =>
    JSON.parse(
      monitoringWith(changes)
        .only(CloudwatchDashboard)
        .dashboard_body.replaceAll(/\$\{[^}]*\}/g, "known later"),
    ).widgets;

  test("shows the state of every alarm first", () => {
    const [state] = widgets(everything);
    expect([state.type, state.properties.alarms.length]).toEqual(["alarm", ALARMS.length]);
  });

  test("has one graph for each alarm, with its unit and its threshold", () => {
    const graphs = widgets(everything).slice(1);
    expect(graphs.map(({ properties }) => [properties.title, properties.yAxis.left.label])).toEqual(
      ALARMS.map(({ question, unit }) => [question, unit]),
    );
    expect(graphs[2].properties.annotations.horizontal).toEqual([
      { value: 720, label: "database-connections-high", fill: "above" },
    ]);
  });

  test("leaves out graphs of what is not there", () => {
    expect(widgets().map(({ properties }) => properties.title)).toEqual([
      "What is wrong now?",
      "Does the Kubernetes API answer with errors?",
      "Do alerts from the cluster still arrive?",
    ]);
  });
});

describe("InCluster", () => {
  test("keeps the exporter of node metrics apart, because it alone needs the host", () => {
    const namespaces = Object.values(monitoringWith().all(NamespaceV1)).map(({ metadata }) => [
      metadata.name,
      metadata.labels["pod-security.kubernetes.io/enforce"],
    ]);
    expect(namespaces).toEqual([
      ["monitoring", "restricted"],
      ["monitoring-nodes", "privileged"],
    ]);
    expect(values("prometheus")["prometheus-node-exporter"].namespaceOverride).toBe("monitoring-nodes");
  });

  test("lets Alertmanager publish to its two topics, with their key, and do nothing else", () => {
    const { policy } = accessWith().all(IamRolePolicy).monitoring_alertmanager_access_role_own_policy;
    expect(statements(policy)).toEqual([
      {
        Sid: "Publish",
        Effect: "Allow",
        Action: "sns:Publish",
        Resource: [
          "arn:aws:sns:eu-central-1:111122223333:demo-alarms",
          "arn:aws:sns:eu-central-1:111122223333:demo-heartbeat",
        ],
      },
      {
        Sid: "Encrypt",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "arn:aws:kms:eu-central-1:111122223333:key/*",
        Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/demo-alarms" } },
      },
    ]);
  });

  test("lets Grafana read metrics and change nothing", () => {
    const { policy } = accessWith().all(IamRolePolicy).monitoring_grafana_access_role_own_policy;
    const actions: string[] = statements(policy).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !/:(Describe|Get|List)/.test(action))).toEqual([]);
  });

  test("gives the roles to the service accounts that the charts make", () => {
    const accounts = Object.values(accessWith().all(EksPodIdentityAssociation)).map(
      (association) => association.service_account,
    );
    expect(accounts).toEqual([
      values("prometheus").alertmanager.serviceAccount.name,
      values("grafana").serviceAccount.name,
    ]);
  });

  test("names roles within IAM's 64 characters, whatever the environment is called", () => {
    const names = Object.values(accessWith({ name: "a".repeat(20) }).all(IamRole)).map(({ name }) => name);
    expect(names).toEqual([`${"a".repeat(20)}-alertmanager`, `${"a".repeat(20)}-grafana`]);
  });

  test("starts pods after their network policies, and Grafana after its password and dashboards", () => {
    expect(release("prometheus").depends_on).toEqual(
      expect.arrayContaining(["kubernetes_network_policy_v1.monitoring_in_cluster_namespaces_nodes_policy"]),
    );
    expect(release("grafana").depends_on).toEqual(
      expect.arrayContaining([
        "helm_release.monitoring_in_cluster_grafana_admin",
        "kubernetes_config_map_v1.monitoring_in_cluster_dashboards",
      ]),
    );
  });

  test("installs everything after what it was told to wait for", () => {
    const json = synth((stack) => {
      const earlier = new NamespaceV1(stack, "earlier", { metadata: { name: "earlier" } });
      new Monitoring(stack, "monitoring", { ...props, dependsOn: { releases: [earlier] } });
    });
    for (const { depends_on } of Object.values(json.all(Release)))
      expect(depends_on).toContain("kubernetes_namespace_v1.earlier");
    const { earlier, ...namespaces } = json.all(NamespaceV1);
    expect(Object.values(namespaces).map(({ depends_on }) => depends_on)).toEqual([
      ["kubernetes_namespace_v1.earlier"],
      ["kubernetes_namespace_v1.earlier"],
    ]);
  });

  test("installs exact versions, waits for them, and undoes what does not become ready", () => {
    const releases = ["prometheus", "grafana"].map((chart) => release(chart));
    expect(releases.map(({ repository, version, wait, atomic }) => [repository, version, wait, atomic])).toEqual([
      ["https://prometheus-community.github.io/helm-charts", pins.charts.prometheus.version, true, true],
      ["https://grafana-community.github.io/helm-charts", pins.charts.grafana.version, true, true],
    ]);
  });

  test("copies the chart that makes the password beside the Terraform files", () => {
    expect(release("grafana_admin").chart).toMatch(/^assets\/monitoring_in_cluster_grafana_admin_chart\/[0-9A-F]{32}$/);
  });
});

describe("prometheusValues", () => {
  test("keeps metrics as long as asked, and within three quarters of the volume", () => {
    const { server } = values("prometheus", { prometheus: { retentionDays: 30, storageGb: 40 } });
    expect([server.retention, server.retentionSize, server.persistentVolume]).toEqual([
      "30d",
      "30720MB",
      { enabled: true, size: "40Gi", storageClass: "gp3" },
    ]);
  });

  test("sends alerts to the topic, signed for the region", () => {
    const { config } = values("prometheus").alertmanager;
    expect(config.receivers).toEqual([
      {
        name: config.route.receiver,
        sns_configs: [
          { topic_arn: TOPIC, sigv4: { region: "eu-central-1" }, send_resolved: true, subject: expect.any(String) },
        ],
      },
      expect.objectContaining({ name: "heartbeat" }),
    ]);
  });

  test("gives every message a subject that SNS takes, whatever labels its alerts have", () => {
    const { config } = values("prometheus", everything).alertmanager;
    const longest = Math.max(...alertRules(everything.apps ?? []).map(({ alert }) => alert.length));
    for (const { sns_configs } of config.receivers)
      expect(sns_configs[0].subject).toBe("[{{ .Status | toUpper }}:{{ .Alerts | len }}] {{ .GroupLabels.alertname }}");
    expect("[RESOLVED:99999] ".length + longest).toBeLessThanOrEqual(100);
  });

  test("groups alerts by what the subject names", () => {
    const { route } = values("prometheus").alertmanager.config;
    for (const { group_by } of [route, ...route.routes]) expect(group_by).toContain("alertname");
  });

  test("publishes every four minutes that it works, where an alarm waits for it", () => {
    const { route, receivers } = values("prometheus").alertmanager.config;
    const [heartbeat] = route.routes;
    expect([heartbeat.matchers, heartbeat.repeat_interval]).toEqual([['alertname="watchdog"'], "4m"]);
    const { sns_configs } = receivers.find(({ name }: Block) => name === heartbeat.receiver);
    expect(sns_configs[0]).toMatchObject({ topic_arn: HEARTBEAT, send_resolved: false });
    const alarm = monitoringWith().all(CloudwatchMetricAlarm).monitoring_alarms_alerting_stopped;
    expect([alarm.dimensions, alarm.treat_missing_data, alarm.comparison_operator, alarm.threshold]).toEqual([
      { TopicName: "demo-heartbeat" },
      "breaching",
      "LessThanThreshold",
      1,
    ]);
  });

  test("scrapes Alertmanager by its service", () => {
    expect(values("prometheus").scrapeConfigs.alertmanager).toEqual({
      static_configs: [{ targets: ["prometheus-alertmanager:9093"] }],
    });
  });

  test("lets the exporter of node metrics onto full nodes", () => {
    expect(values("prometheus")["prometheus-node-exporter"].priorityClassName).toBe("system-node-critical");
    expect(values("prometheus")["prometheus-node-exporter"].tolerations).toEqual([{ operator: "Exists" }]);
  });

  test("stands back, like applications, where what every node needs has no room", () => {
    const { server, alertmanager, "kube-state-metrics": states } = values("prometheus");
    const all = [server, alertmanager, states, values("grafana")];
    expect(all.map(({ priorityClassName }) => priorityClassName)).toEqual(Array(4).fill("applications"));
  });

  test("installs no push gateway", () => {
    expect(values("prometheus")["prometheus-pushgateway"]).toEqual({ enabled: false });
  });
});

describe("grafanaValues", () => {
  test("names the secret with the administrator's login and holds no password", () => {
    const { admin, adminPassword } = values("grafana");
    expect([admin.existingSecret, adminPassword]).toEqual([values("grafana_admin").secret, undefined]);
    expect(JSON.stringify(monitoringWith(everything).json)).not.toMatch(/"(admin)?password":/i);
  });

  test("asks Prometheus by the name of its service", () => {
    const { datasources } = values("grafana").datasources["datasources.yaml"];
    expect(datasources[0]).toMatchObject({ uid: "prometheus", url: "http://prometheus-server.monitoring.svc" });
  });

  test("reads CloudWatch as its pod, without keys", () => {
    const { datasources } = values("grafana").datasources["datasources.yaml"];
    expect(datasources[1]).toMatchObject({
      uid: "cloudwatch",
      jsonData: { authType: "default", defaultRegion: "eu-central-1" },
    });
  });

  test("installs no plugins from the internet when it starts", () => {
    expect(values("grafana")["grafana.ini"].plugins.preinstall_disabled).toBe(true);
  });

  test("stops the old pod before the new one, because the volume belongs to one", () => {
    expect(values("grafana").deploymentStrategy).toEqual({ type: "Recreate" });
  });

  test("makes the password with an image that has curl for certain", () => {
    expect(values("grafana_admin").image).toMatch(/^docker\.io\/curlimages\/curl:\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$/);
  });

  test("runs a version that does not lose memory, and compresses nothing", () => {
    const version = values("grafana").image.tag;
    expect(version).toBe(`${pins.images.grafana.version}@${pins.images.grafana.digest}`);
    expect(isBefore(version, "13.2.1")).toBe(false); // grafana/grafana#132743

    expect(values("grafana")["grafana.ini"].server.enable_gzip).toBe(false);
  });

  test("reserves what Grafana needs to start, and admits more than it ever needed", () => {
    const { requests, limits } = values("grafana").resources;
    expect([requests.memory, limits.memory]).toEqual(["320Mi", "768Mi"]);
  });

  test("loads no data source that nothing here asks", () => {
    const disabled: string[] = values("grafana")["grafana.ini"].plugins.disable_plugins.split(",");
    const used = values("grafana").datasources["datasources.yaml"].datasources.map(({ type }: Block) => type);
    expect(disabled).toEqual(expect.arrayContaining(["elasticsearch", "grafana-azure-monitor-datasource", "tempo"]));
    expect(disabled.filter((plugin) => used.includes(plugin))).toEqual([]);
  });
});

describe("Namespaces", () => {
  const policies = monitoringWith().all(NetworkPolicyV1);

  test.each(Object.keys(policies))("%s admits only what watches", (name) => {
    const { spec } = policies[name];
    expect([spec.pod_selector, spec.policy_types, spec.ingress]).toEqual([
      {},
      ["Ingress"],
      [{ from: [{ namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "monitoring" } } }] }],
    ]);
  });
});
