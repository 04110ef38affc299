import { reachabilityOf } from "../../reports/reachability";
import { cellOf, chainOf, planted, row } from "./reachability-fixture";
import { realEnvironments } from "./real-output";

const statuspage = planted("statuspage");
const flask = planted("flask-eks");
const WEB = "tcp 80, 443";

describe("statuspage", () => {
  test("has every place, from the internet inwards", () => {
    expect(statuspage.sources).toEqual([
      "Internet",
      "10.64.0.0/16",
      "203.0.113.0/24",
      "Load balancer",
      "Nodes: workers",
      "Pods: statuspage",
      "Pods in database-users",
      "Pods in kube-system",
      "Pods in monitoring",
      "statuspage-jenkins",
      "statuspage-jenkins-agent",
      "PostgreSQL 16",
      "Redis 7.1",
      "Kubernetes API",
    ]);
  });

  const POD = "tcp 8000";
  const STORES = { "PostgreSQL 16": "tcp 5432", "Redis 7.1": "tcp 6379" };
  const ALL = "every port";
  test.each<[string, Record<string, string>]>([
    ["Internet", { "Load balancer": WEB }],
    [
      "10.64.0.0/16",
      {
        "Load balancer": WEB,
        "Nodes: workers": "tcp 443",
        "Pods in kube-system": "tcp 443",
        "Kubernetes API": "tcp 443",
      },
    ],
    ["203.0.113.0/24", { "Load balancer": WEB, "statuspage-jenkins": "tcp 443" }],
    ["Load balancer", { "Nodes: workers": "tcp 30080", "Pods: statuspage": POD, "Pods in kube-system": "tcp 30080" }],
    [
      "Pods: statuspage",
      {
        Internet: "tcp 443",
        "Load balancer": "tcp 443",
        "Nodes: workers": "tcp 443, 5432, 6379",
        "Pods in kube-system": "tcp 53, 443, 5432, 6379; udp 53",
        ...STORES,
        "Kubernetes API": "tcp 443, 5432, 6379",
      },
    ],
    [
      "Pods in monitoring",
      {
        Internet: ALL,
        "Load balancer": WEB,
        "Nodes: workers": ALL,
        "Pods: statuspage": POD,
        "Pods in kube-system": ALL,
        "Pods in monitoring": ALL,
        ...STORES,
        "Kubernetes API": ALL,
      },
    ],
    ["statuspage-jenkins", { Internet: ALL, "Load balancer": WEB }],
    [
      "statuspage-jenkins-agent",
      {
        Internet: ALL,
        "Load balancer": WEB,
        "statuspage-jenkins": "tcp 443",
        "Nodes: workers": "tcp 443",
        "Pods in kube-system": "tcp 443",
        "Kubernetes API": "tcp 443",
      },
    ],
    ["PostgreSQL 16", {}],
    ["Redis 7.1", {}],
  ])("%s reaches %j and nothing else", (from, open) => {
    expect(row(statuspage, from)).toEqual(open);
  });

  test.each(Object.entries(STORES))("%s is reached by nodes and pods alone, on %s", (to, port) => {
    const open = statuspage.cells.filter((cell) => cell.to === to && cell.ways.length > 0).map(({ from }) => from);
    const users = to === "PostgreSQL 16" ? ["Pods in database-users"] : [];
    expect(open).toEqual(["Nodes: workers", "Pods: statuspage", ...users, "Pods in kube-system", "Pods in monitoring"]);
    expect(row(statuspage, "Nodes: workers")[to]).toBe(port);
  });

  test("a request's way to the load balancer is named from its address to its rule", () => {
    expect(chainOf(cellOf(statuspage, "Internet", "Load balancer"))).toEqual([
      "has an address of the internet: workloads kubernetes_ingress_v1.apps_statuspage_ingress",
      "comes through the internet gateway: network aws_route.vpc_routes_public_internet",
      "let in by the security group: network aws_vpc_security_group_ingress_rule.vpc_security_groups_http_from_anywhere",
    ]);
  });

  test("a node port is followed to the pods behind it", () => {
    expect(chainOf(cellOf(statuspage, "Load balancer", "Pods: statuspage"))).toEqual([
      "let out by the security group: workloads aws_vpc_security_group_egress_rule.load_balancers_shared_to_30080",
      "let in by the security group: workloads aws_vpc_security_group_ingress_rule.load_balancers_30080_from_shared",
      "passed on by the node: workloads kubernetes_service_v1.apps_statuspage_service",
      "let in by the network policy: workloads kubernetes_network_policy_v1.apps_statuspage_network_policy",
    ]);
  });

  test("pods leave through the NAT gateway, as their policy and either security group of the nodes allow", () => {
    expect(chainOf(cellOf(statuspage, "Pods: statuspage", "Internet"))).toEqual([
      "let out by the network policy: workloads kubernetes_network_policy_v1.apps_statuspage_network_policy",
      "let out by the security group: network aws_vpc_security_group_egress_rule.vpc_security_groups_nodes_out or cluster aws_eks_cluster.eks_main",
      "leaves by the route: network aws_route.vpc_routes_private_a_internet or network aws_route.vpc_routes_private_b_internet",
    ]);
  });

  test("the load balancer's port 443 is let in, but nothing listens there without a certificate", () => {
    const { ways } = cellOf(statuspage, "Internet", "Load balancer");
    expect(ways.map(({ ports: { from }, isAnswered }) => [from, isAnswered])).toEqual([
      [80, true],
      [443, false],
    ]);
  });

  test("three things keep the internet from the database", () => {
    expect(cellOf(statuspage, "Internet", "PostgreSQL 16").stoppedBy).toEqual([
      "it has no address of the internet",
      "its subnets have no route to an internet gateway",
      "no rule of the target's security groups lets it in",
    ]);
  });

  test("nothing reaches the machine that builds", () => {
    const open = statuspage.cells.filter(({ to, ways }) => to === "statuspage-jenkins-agent" && ways.length > 0);
    expect(open).toEqual([]);
  });

  test("where every layer lets something through but not the same port, each is said", () => {
    expect(cellOf(statuspage, "statuspage-jenkins-agent", "Pods: statuspage").stoppedBy).toEqual([
      "no port passes everything: every port let out by the security group, tcp 443 let in by the security group, tcp 8000 let in by the network policy",
    ]);
  });
});

describe("flask-eks, which has no database, cache, Jenkins or office", () => {
  test("has no place for them", () => {
    expect(flask.sources).toEqual([
      "Internet",
      "10.64.0.0/16",
      "Load balancer",
      "Nodes: workers",
      "Pods: flask-app",
      "Pods in kube-system",
      "Pods in monitoring",
      "Kubernetes API",
    ]);
  });

  test.each<[string, Record<string, string>]>([
    ["Internet", { "Load balancer": WEB }],
    [
      "Load balancer",
      { "Nodes: workers": "tcp 5000", "Pods: flask-app": "tcp 5000", "Pods in kube-system": "tcp 5000" },
    ],
  ])("%s reaches %j and nothing else", (from, open) => {
    expect(row(flask, from)).toEqual(open);
  });

  test("with targets of type ip the load balancer is the only one to reach the pods", () => {
    const open = flask.cells.filter(({ to, ways }) => to === "Pods: flask-app" && ways.length > 0);
    expect(open.map(({ from }) => from)).toEqual(["Load balancer"]);
  });
});

describe("the matrix", () => {
  test.each(realEnvironments())("of $name understands everything", (environment) => {
    expect(reachabilityOf(environment).doubts).toEqual([]);
  });

  test.each(realEnvironments())("of $name does not depend on the order of the stacks", (environment) => {
    const turned = { ...environment, stacks: [...environment.stacks].reverse() };
    expect(reachabilityOf(turned)).toEqual(reachabilityOf(environment));
  });

  test("of an environment without anything has nobody but the internet", () => {
    expect(reachabilityOf({ name: "shop", stacks: [] })).toEqual({
      sources: ["Internet"],
      targets: ["Internet"],
      cells: [],
      doubts: [],
      alike: [],
    });
  });
});
