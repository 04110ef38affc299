import type { Values } from "../../reports/synthesized";
import { cellOf, chainOf, changedBy, type Faults, planted, portsIn, row } from "./reachability-fixture";
import type { Fault } from "./rules-fixture";

const PODS = "Pods: statuspage";

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

  test("does not count for anything while it is closed, whatever its list says", () => {
    const listed: Faults = {
      cluster: [{ set: ["aws_eks_cluster", "vpc_config.public_access_cidrs", ["198.51.100.0/24"]] }],
    };
    expect(planted("statuspage", listed).sources).not.toContain("198.51.100.0/24");
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

const PREFIX = "alb.ingress.kubernetes.io/";
/** What puts an ingress on the same load balancer. */
const SHARED = {
  [`${PREFIX}group.name`]: "statuspage",
  [`${PREFIX}scheme`]: "internet-facing",
};

describe("a load balancer", () => {
  const annotate = (name: string, value: string | undefined): Fault => ({
    set: ["kubernetes_ingress_v1", ["metadata", "annotations", `${PREFIX}${name}`], value],
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

  test("of several ingresses has the security group that any of them names", () => {
    const second: Fault = {
      add: {
        "kubernetes_ingress_v1.a_first_one": {
          metadata: { name: "first", namespace: "statuspage", annotations: SHARED },
        },
      },
    };
    expect(portsIn(cellOf(from([second]), "Internet", "Load balancer"))).toBe("tcp 80, 443");
    expect(row(from([second]), "Load balancer")["Nodes: workers"]).toBe("tcp 30080");
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
