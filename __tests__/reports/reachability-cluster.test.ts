import type { Values } from "../../reports/synthesized";
import { cellOf, chainOf, changedBy, type Faults, planted, portsIn, row } from "./reachability-fixture";
import type { Fault } from "./rules-fixture";

const PODS = "Pods: statuspage";
const policy = (spec: object): Fault => ({
  add: {
    "kubernetes_network_policy_v1.planted": {
      metadata: { name: "planted", namespace: "statuspage" },
      spec: { pod_selector: {}, ...spec },
    },
  },
});
const admits = (rule: object): Faults => ({
  workloads: [{ remove: "kubernetes_network_policy_v1" }, policy({ policy_types: ["Ingress"], ingress: [rule] })],
});
const fromRange = (cidr: string, except: readonly string[] = []) => ({ from: [{ ip_block: { cidr, except } }] });

describe("network policies", () => {
  test("that are removed leave to the pods what the security groups of their nodes leave", () => {
    const without = planted("statuspage", { workloads: [{ remove: "kubernetes_network_policy_v1" }] });
    expect(row(without, "Load balancer")[PODS]).toBe("tcp 8000, 30080");
    expect(row(without, "statuspage-jenkins")[PODS]).toBe("tcp 443");
    expect(row(without, PODS).Internet).toBe("every port");
  });

  test("that the network add-on does not enforce count as if they were not there", () => {
    const removed: Faults = { workloads: [{ remove: "kubernetes_network_policy_v1" }] };
    const ignored: Faults = { cluster: [{ set: ["aws_eks_addon", "configuration_values", "{}"] }] };
    expect(changedBy("statuspage", ignored)).toEqual(changedBy("statuspage", removed));
    expect(changedBy("statuspage", ignored).length).toBeGreaterThan(10);
  });

  test.each<[string, object, string]>([
    ["a port", { ports: [{ port: "9000", protocol: "TCP" }] }, "tcp 9000"],
    ["a range of ports", { ports: [{ port: "9000", end_port: 9010 }] }, "tcp 9000–9010"],
    ["a port by its name, which is any", { ports: [{ port: "http" }] }, "tcp every port"],
    ["no port", {}, "every port"],
    ["the nodes' ranges", fromRange("10.20.16.0/20"), "every port"],
    ["one address of them", fromRange("10.20.16.7/32"), "every port"],
    ["those ranges but for themselves", fromRange("10.20.0.0/16", ["10.20.16.0/20", "10.20.32.0/20"]), "–"],
    ["another range", fromRange("192.168.0.0/16"), "–"],
    ["other pods", { from: [{ pod_selector: { match_labels: { app: "other" } } }] }, "–"],
  ])("that admit %s let nodes reach it", (_what, rule, ports) => {
    expect(portsIn(cellOf(planted("statuspage", admits(rule)), "Nodes: workers", PODS))).toBe(ports);
  });

  test.each<[string, object, readonly string[]]>([
    [
      "by the name of its namespace",
      { namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "monitoring" } } },
      ["Pods in monitoring"],
    ],
    [
      "by a label of its namespace",
      { namespace_selector: { match_labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
      [PODS, "Pods in monitoring"],
    ],
    ["by labels in the same namespace", { pod_selector: { match_labels: { app: "statuspage" } } }, [PODS]],
    [
      "by labels that only a chart knows, which may be these",
      { namespace_selector: {}, pod_selector: { match_labels: { role: "scraper" } } },
      ["Pods in kube-system", "Pods in monitoring"],
    ],
  ])("admit pods %s", (_how, peer, sources) => {
    const { cells } = planted("statuspage", admits({ from: [peer] }));
    const open = cells.filter(({ from, to, ways }) => from.startsWith("Pods") && to === PODS && ways.length > 0);
    expect(open.map(({ from }) => from)).toEqual(sources);
  });

  test("add up: what one of them admits is open", () => {
    const more = policy({ policy_types: ["Ingress"], ingress: [{ ports: [{ port: "9100" }] }] });
    expect(row(planted("statuspage", { workloads: [more] }), "Nodes: workers")[PODS]).toBe("tcp 8000, 9100");
  });

  test("of another namespace, and for other pods, change nothing", () => {
    const others: Fault = {
      add: {
        "kubernetes_network_policy_v1.elsewhere": {
          metadata: { name: "elsewhere", namespace: "default" },
          spec: { pod_selector: {}, policy_types: ["Ingress", "Egress"] },
        },
        "kubernetes_network_policy_v1.others": {
          metadata: { name: "others", namespace: "kube-system" },
          spec: { pod_selector: { match_labels: { app: "other" } }, policy_types: ["Ingress", "Egress"] },
        },
      },
    };
    expect(changedBy("statuspage", { workloads: [others] })).toEqual([]);
  });

  test("do not hold for pods on the network of their node", () => {
    const onHost: Fault = { set: ["kubernetes_deployment_v1", "spec.template.spec.host_network", true] };
    expect(row(planted("statuspage", { workloads: [onHost] }), PODS).Internet).toBe("every port");
  });
});

describe("a range that only a network policy lets in", () => {
  test("has a row, because an open node port may lead it to the pods", () => {
    const office = planted("statuspage", admits(fromRange("198.51.100.0/24")));
    expect(office.sources).toContain("198.51.100.0/24");
  });
});

describe("a service that keeps packets on their node", () => {
  test("shows the pods who sent them, so their policy must admit the load balancer itself", () => {
    const local: Fault = { set: ["kubernetes_service_v1", "spec.external_traffic_policy", "Local"] };
    const nodesOnly = admits({ ...fromRange("10.20.16.0/20"), ports: [{ port: "8000" }] }).workloads ?? [];
    const open = (faults: Faults) => portsIn(cellOf(planted("statuspage", faults), "Load balancer", PODS));
    expect([open({ workloads: nodesOnly }), open({ workloads: [...nodesOnly, local] })]).toEqual(["tcp 8000", "–"]);
  });
});

describe("the public endpoint of the cluster", () => {
  const endpoint = (...ranges: string[]): Faults => ({
    cluster: [
      { set: ["aws_eks_cluster", "vpc_config.endpoint_public_access", true] },
      { set: ["aws_eks_cluster", "vpc_config.public_access_cidrs", ranges.length > 0 ? ranges : undefined] },
    ],
  });

  test("without a list is open to everybody", () => {
    expect(changedBy("statuspage", endpoint())).toEqual([
      "Internet → Kubernetes API: – → tcp 443",
      "203.0.113.0/24 → Kubernetes API: – → tcp 443",
    ]);
  });

  test("with a list is open to those on it", () => {
    const open = planted("statuspage", endpoint("198.51.100.0/24"));
    expect(chainOf(cellOf(open, "198.51.100.0/24", "Kubernetes API"))).toEqual([
      "has an address of the internet: cluster aws_eks_cluster.eks_main",
      "let in by the cluster's public endpoint: cluster aws_eks_cluster.eks_main",
    ]);
    expect(cellOf(open, "Internet", "Kubernetes API").stoppedBy).toEqual([
      "the cluster's public endpoint does not let it in",
    ]);
  });
});

describe("a load balancer", () => {
  const annotate = (name: string, value: string | undefined): Fault => ({
    set: ["kubernetes_ingress_v1", ["metadata", "annotations", `alb.ingress.kubernetes.io/${name}`], value],
  });
  const from = (faults: readonly Fault[]) => planted("statuspage", { workloads: faults });

  test("within the VPC has no address of the internet, and sends from private subnets", () => {
    const inner = from([annotate("scheme", "internal")]);
    expect(cellOf(inner, "Internet", "Load balancer").stoppedBy).toEqual([
      "it has no address of the internet",
      "its subnets have no route to an internet gateway",
    ]);
    expect(row(inner, "Load balancer")[PODS]).toBe("tcp 8000");
  });

  test("without a security group of its own gets one of the controller, open to everybody where it listens", () => {
    const made = from([annotate("security-groups", undefined)]);
    expect(portsIn(cellOf(made, "Internet", "Load balancer"))).toBe("tcp 80");
    expect(row(made, "Load balancer")["Nodes: workers"]).toBe("tcp every port");
  });

  test("without one is as narrow as its inbound ranges", () => {
    const made = from([annotate("security-groups", undefined), annotate("inbound-cidrs", "198.51.100.0/24")]);
    expect(cellOf(made, "Internet", "Load balancer").ways).toEqual([]);
    expect(portsIn(cellOf(made, "198.51.100.0/24", "Load balancer"))).toBe("tcp 80");
  });

  test.each([
    ["its listeners", [annotate("listen-ports", '[{"HTTP": 80}, {"HTTPS": 443}]')], [true, true]],
    [
      "443 with a certificate and no listeners",
      [annotate("listen-ports", undefined), annotate("certificate-arn", "arn")],
      [false, true],
    ],
    ["80 with neither", [annotate("listen-ports", undefined)], [true, false]],
  ])("answers on %s", (_what, faults, answered) => {
    const { ways } = cellOf(from(faults), "Internet", "Load balancer");
    expect(ways.map(({ isAnswered }) => isAnswered)).toEqual(answered);
  });
});

describe("nodes without a launch template of their own", () => {
  test("have the security group of the cluster, which data stores do not admit", () => {
    const bare: Faults = { cluster: [{ set: ["aws_eks_node_group", "launch_template", undefined] }] };
    const without = planted("statuspage", bare);
    expect(row(without, "Nodes: workers")["PostgreSQL 16"]).toBeUndefined();
    expect(row(without, "Nodes: workers")["Kubernetes API"]).toBe("every port");
    expect(without.doubts).toEqual([]);
  });
});

describe("a load balancer of Terraform's own", () => {
  const GROUP = "${aws_security_group.balancer.id}";
  const JENKINS = "${aws_security_group.delivery_jenkins_network_security_group.id}";
  const rule = (security_group_id: string, peer: Values) => ({
    security_group_id,
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    ...peer,
  });
  const balancer = (more: Values = {}): Fault => ({
    add: {
      "aws_security_group.balancer": { name: "balancer" },
      "aws_lb.main": {
        name: "ci",
        subnets: "${data.terraform_remote_state.network.outputs.public_subnet_ids}",
        security_groups: [GROUP],
        ...more,
      },
      "aws_lb_listener.main": { load_balancer_arn: "${aws_lb.main.arn}", port: 443 },
      "aws_vpc_security_group_ingress_rule.office": rule(GROUP, { cidr_ipv4: "203.0.113.0/24" }),
      "aws_vpc_security_group_egress_rule.out": rule(GROUP, { referenced_security_group_id: JENKINS }),
      "aws_vpc_security_group_ingress_rule.balancer": rule(JENKINS, { referenced_security_group_id: GROUP }),
    },
  });

  test("is between the office and Jenkins, by its own name beside those of ingresses", () => {
    expect(changedBy("statuspage", { delivery: [balancer()] })).toEqual(
      expect.arrayContaining([
        "203.0.113.0/24 → Load balancer ci: not there → tcp 443",
        "Load balancer ci → statuspage-jenkins: not there → tcp 443",
      ]),
    );
  });

  test("lets nobody in from outside when it is internal", () => {
    const report = planted("statuspage", { delivery: [balancer({ internal: true })] });
    expect(cellOf(report, "203.0.113.0/24", "Load balancer ci").stoppedBy).toContain(
      "it has no address of the internet",
    );
  });
});
