import { reportReachability } from "../../reports/reachability";
import { parseStack, type Stack, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";
import type { Block } from "../helpers";
import { realEnvironments } from "./real-output";

const [FLASK, STATUSPAGE] = realEnvironments() as [SynthesizedEnvironment, SynthesizedEnvironment];
const stackWith = (id: string, resource: Block): Stack => parseStack(id, { resource } as Values);
const NETWORK = "data.terraform_remote_state.network.outputs";
const NODES = `\${${NETWORK}.node_security_group_id}`;
const BALANCER = `\${${NETWORK}.load_balancer_security_group_id}`;

const app = { "app.kubernetes.io/name": "statuspage" };
const metadata = { name: "statuspage", namespace: "${kubernetes_namespace_v1.statuspage.metadata[0].name}" };
const annotations = (changes: Block = {}): Block => ({
  "alb.ingress.kubernetes.io/scheme": "internet-facing",
  "alb.ingress.kubernetes.io/group.name": "statuspage",
  "alb.ingress.kubernetes.io/security-groups": BALANCER,
  ...changes,
});
const policy = (spec: Block): Block => ({ metadata, spec: { pod_selector: { match_labels: app }, ...spec } });

/** An application behind a load balancer with a node port, as a workloads stack would make it. */
const workloads = (changes: Block = {}): Stack =>
  stackWith("statuspage-workloads", {
    kubernetes_namespace_v1: { statuspage: { metadata: { name: "statuspage" } } },
    kubernetes_deployment_v1: { app: { metadata, spec: { template: { metadata: { labels: app } } } } },
    kubernetes_service_v1: {
      app: { metadata, spec: { selector: app, port: [{ port: 80, target_port: "8000", node_port: 30080 }] } },
    },
    kubernetes_ingress_v1: { app: { metadata: { ...metadata, annotations: annotations() } } },
    aws_vpc_security_group_ingress_rule: {
      nodes_from_balancer: {
        security_group_id: NODES,
        referenced_security_group_id: BALANCER,
        ip_protocol: "tcp",
        from_port: 30080,
        to_port: 30080,
      },
    },
    aws_vpc_security_group_egress_rule: {
      balancer_to_nodes: {
        security_group_id: BALANCER,
        referenced_security_group_id: NODES,
        ip_protocol: "tcp",
        from_port: 30080,
        to_port: 30080,
      },
    },
    ...changes,
  });

/** Jenkins in a public subnet, open to one range, as a delivery stack would make it. */
const delivery = (changes: Block = {}): Stack =>
  stackWith("statuspage-delivery", {
    aws_security_group: { jenkins: {} },
    aws_instance: {
      jenkins: {
        subnet_id: `\${${NETWORK}.public_subnet_ids[0]}`,
        vpc_security_group_ids: ["${aws_security_group.jenkins.id}"],
        associate_public_ip_address: true,
        tags: { Name: "statuspage-jenkins" },
      },
    },
    aws_vpc_security_group_ingress_rule: {
      web: {
        security_group_id: "${aws_security_group.jenkins.id}",
        ip_protocol: "tcp",
        from_port: 8080,
        to_port: 8080,
        cidr_ipv4: "203.0.113.0/24",
      },
    },
    aws_vpc_security_group_egress_rule: {
      out: { security_group_id: "${aws_security_group.jenkins.id}", ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
    },
    ...changes,
  });

/** What does not change here: network, cluster and data stores as they are synthesized. */
const base = STATUSPAGE.stacks.filter(({ name }) => name !== "workloads" && name !== "delivery");
const complete = (extra: readonly Stack[] = []) => [...base, workloads(), delivery(), ...extra];

/** The ways from one place to another. */
const ways = (stacks: readonly Stack[], from: string, to: string) => {
  const cell = reportReachability({ name: "statuspage", stacks }).cells.find(
    (one) => one.from === from && one.to === to,
  );
  if (!cell) throw new Error(`the matrix has no ${from} → ${to}`);
  return cell.ways;
};
const ports = (stacks: readonly Stack[], from: string, to: string): string[] => [
  ...new Set(ways(stacks, from, to).map((way) => way.ports)),
];

const notUnderstood = (stacks: readonly Stack[]): readonly string[] =>
  reportReachability({ name: "statuspage", stacks }).notUnderstood;

describe("the shipped environments", () => {
  const opened = ({ cells }: ReturnType<typeof reportReachability>, from: string) =>
    Object.fromEntries(
      cells
        .filter((cell) => cell.from === from && cell.ways.length > 0)
        .map(({ to, ways: found }) => [to, [...new Set(found.map((way) => way.ports))]]),
    );

  test.each([STATUSPAGE, FLASK])("everything in $name is understood", (environment) => {
    expect(reportReachability(environment).notUnderstood).toEqual([]);
  });

  test("statuspage: the internet reaches the load balancer and nothing else", () => {
    expect(opened(reportReachability(STATUSPAGE), "internet")).toEqual({
      "load balancer statuspage": ["tcp 443", "tcp 80"],
    });
  });

  test("flask-eks: the internet reaches the load balancer and nothing else", () => {
    expect(opened(reportReachability(FLASK), "internet")).toEqual({
      "load balancer flask-demo": ["tcp 443", "tcp 80"],
    });
  });

  test("statuspage: the office reaches Jenkins, and what the internet reaches", () => {
    expect(opened(reportReachability(STATUSPAGE), "203.0.113.0/24")).toEqual({
      "load balancer statuspage": ["tcp 443", "tcp 80"],
      "statuspage-jenkins": ["tcp 443"],
    });
  });

  test("statuspage: the load balancer reaches the application's port, through the node port of its service", () => {
    const found = opened(reportReachability(STATUSPAGE), "load balancer statuspage");
    expect(found["pods of statuspage"]).toEqual(["tcp 8000"]);
    expect(found["nodes workers"]).toEqual(["tcp 30080"]);
    expect(found).not.toHaveProperty("database");
  });

  test("statuspage: the application reaches its database, its cache, names, and HTTPS", () => {
    const found = opened(reportReachability(STATUSPAGE), "pods of statuspage");
    expect([found.database, found.cache, found.internet]).toEqual([["tcp 5432"], ["tcp 6379"], ["tcp 443"]]);
    expect(found["pods in kube-system"]).toContain("udp 53");
  });

  test("statuspage: Jenkins reaches neither database nor cache, and data stores reach nothing", () => {
    const report = reportReachability(STATUSPAGE);
    expect(Object.keys(opened(report, "statuspage-jenkins"))).not.toEqual(expect.arrayContaining(["database"]));
    expect([opened(report, "statuspage-jenkins").cache, opened(report, "database"), opened(report, "cache")]).toEqual([
      undefined,
      {},
      {},
    ]);
  });
});

describe("the platform with an application and Jenkins", () => {
  const stacks = complete();

  test("has every place, from the internet inwards", () => {
    expect(reportReachability({ name: "statuspage", stacks }).places.map(({ name }) => name)).toEqual([
      "internet",
      "203.0.113.0/24",
      "load balancer statuspage",
      "nodes workers",
      "pods of statuspage",
      "statuspage-jenkins",
      "database",
      "cache",
      "control plane",
    ]);
  });

  test.each([
    ["internet", "load balancer statuspage", ["tcp 80", "tcp 443"]],
    ["internet", "nodes workers", []],
    ["internet", "pods of statuspage", []],
    ["internet", "statuspage-jenkins", []],
    ["internet", "database", []],
    ["internet", "cache", []],
    ["internet", "control plane", []],
    ["203.0.113.0/24", "statuspage-jenkins", ["tcp 8080"]],
    ["203.0.113.0/24", "database", []],
    ["load balancer statuspage", "nodes workers", ["tcp 30080"]],
    ["load balancer statuspage", "pods of statuspage", ["tcp 30080", "tcp 8000"]],
    ["load balancer statuspage", "database", []],
    ["load balancer statuspage", "internet", []],
    ["nodes workers", "database", ["tcp 5432"]],
    ["nodes workers", "cache", ["tcp 6379"]],
    ["pods of statuspage", "database", ["tcp 5432"]],
    ["pods of statuspage", "cache", ["tcp 6379"]],
    ["pods of statuspage", "internet", ["every port"]],
    ["statuspage-jenkins", "database", []],
    ["statuspage-jenkins", "nodes workers", []],
    ["statuspage-jenkins", "internet", ["every port"]],
    ["database", "internet", []],
    ["cache", "nodes workers", []],
  ])("%s → %s: %j", (from, to, expected) => {
    expect(ports(stacks, from, to).sort()).toEqual([...expected].sort());
  });

  test("each way names everything that opens it, across stacks", () => {
    const [way] = ways(stacks, "internet", "load balancer statuspage").filter((one) => one.ports === "tcp 80");
    expect(way?.chain).toEqual([
      "network/aws_route_table_association.vpc_routes_public_a_association",
      "network/aws_route.vpc_routes_public_internet",
      "workloads/kubernetes_ingress_v1.app",
      "network/aws_vpc_security_group_ingress_rule.vpc_security_groups_http_from_anywhere",
    ]);
  });

  test("a node port is followed to the pods behind it", () => {
    const [way] = ways(stacks, "load balancer statuspage", "pods of statuspage").filter(
      (one) => one.ports === "tcp 8000",
    );
    expect(way?.chain).toEqual([
      "workloads/aws_vpc_security_group_egress_rule.balancer_to_nodes",
      "workloads/aws_vpc_security_group_ingress_rule.nodes_from_balancer",
      "workloads/kubernetes_service_v1.app",
    ]);
  });

  test("is the same whatever the order of the stacks", () => {
    const cells = (of: readonly Stack[]) =>
      new Set(reportReachability({ name: "statuspage", stacks: of }).cells.map((cell) => JSON.stringify(cell)));
    expect(cells([...stacks].reverse())).toEqual(cells(stacks));
  });

  test("is understood", () => {
    expect(notUnderstood(stacks)).toEqual([]);
  });
});

describe("a load balancer of Terraform's own", () => {
  const from = (name: string, to: string, range: string) => ({
    security_group_id: `\${aws_security_group.${to}.id}`,
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    ...(range.includes("/")
      ? { cidr_ipv4: range }
      : { referenced_security_group_id: `\${aws_security_group.${range}.id}` }),
    description: name,
  });
  const stacks = [
    ...base,
    delivery({
      aws_security_group: { jenkins: {}, balancer: {} },
      aws_lb: {
        main: {
          name: "ci",
          subnets: `\${${NETWORK}.public_subnet_ids}`,
          security_groups: ["${aws_security_group.balancer.id}"],
        },
      },
      aws_vpc_security_group_ingress_rule: {
        office: from("office", "balancer", "203.0.113.0/24"),
        balancer: from("balancer", "jenkins", "balancer"),
      },
      aws_vpc_security_group_egress_rule: { out: from("out", "balancer", "jenkins") },
    }),
  ];

  test("is between the office and Jenkins", () => {
    expect(ports(stacks, "203.0.113.0/24", "load balancer ci")).toEqual(["tcp 443"]);
    expect(ports(stacks, "load balancer ci", "statuspage-jenkins")).toEqual(["tcp 443"]);
    expect(ports(stacks, "203.0.113.0/24", "statuspage-jenkins")).toEqual([]);
    expect(notUnderstood(stacks)).toEqual([]);
  });
});

describe("ranges of addresses", () => {
  const web = (range: string, port: number) => ({
    security_group_id: "${aws_security_group.jenkins.id}",
    ip_protocol: "tcp",
    from_port: port,
    to_port: port,
    cidr_ipv4: range,
  });
  const stacks = [
    ...base,
    delivery({
      aws_vpc_security_group_ingress_rule: { web: web("203.0.113.0/24", 443), ssh: web("203.0.113.7/32", 22) },
    }),
  ];

  test("reach what admits all of them: a wider range is not let in by a rule for a part of it", () => {
    expect(ports(stacks, "203.0.113.0/24", "statuspage-jenkins")).toEqual(["tcp 443"]);
    expect(ports(stacks, "203.0.113.7/32", "statuspage-jenkins").sort()).toEqual(["tcp 22", "tcp 443"]);
  });
});

describe("a planted hole", () => {
  const rule = (values: Block) =>
    stackWith("statuspage-planted", { aws_vpc_security_group_ingress_rule: { hole: values } });
  const DATABASE = "${aws_security_group.data_database_security_group.id}";
  const inData = (values: Block): Stack[] =>
    complete().map((stack) =>
      stack.name === "data"
        ? {
            ...stack,
            resources: [...stack.resources, ...rule(values).resources.map((one) => ({ ...one, stack: "data" }))],
          }
        : stack,
    );
  const everybody = { ip_protocol: "tcp", from_port: 5432, to_port: 5432, cidr_ipv4: "0.0.0.0/0" };

  test("in the database's group lets everything in the VPC in, but not the internet: it has no public address", () => {
    const stacks = inData({ ...everybody, security_group_id: DATABASE });
    expect(ports(stacks, "statuspage-jenkins", "database")).toEqual(["tcp 5432"]);
    expect(ways(stacks, "statuspage-jenkins", "database")[0]?.chain).toContain(
      "data/aws_vpc_security_group_ingress_rule.hole",
    );
    expect(ports(stacks, "internet", "database")).toEqual([]);
  });

  test("reaches Jenkins from the internet, where it has a public address", () => {
    const open = {
      web: { ...everybody, from_port: 22, to_port: 22, security_group_id: "${aws_security_group.jenkins.id}" },
    };
    expect(
      ports([...base, delivery({ aws_vpc_security_group_ingress_rule: open })], "internet", "statuspage-jenkins"),
    ).toEqual(["tcp 22"]);
  });

  test("written inside the group is found too", () => {
    const ingress = [{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"] }];
    expect(
      ports([...base, delivery({ aws_security_group: { jenkins: { ingress } } })], "internet", "statuspage-jenkins"),
    ).toEqual(["tcp 22"]);
  });

  test("for IPv6 is found too", () => {
    const open = {
      web: {
        ip_protocol: "tcp",
        from_port: 22,
        to_port: 22,
        cidr_ipv6: "::/0",
        security_group_id: "${aws_security_group.jenkins.id}",
      },
    };
    expect(
      ports([...base, delivery({ aws_vpc_security_group_ingress_rule: open })], "internet", "statuspage-jenkins"),
    ).toEqual(["tcp 22"]);
  });

  test("for half of the internet is for the internet", () => {
    const open = {
      web: { ...everybody, cidr_ipv4: "128.0.0.0/1", security_group_id: "${aws_security_group.jenkins.id}" },
    };
    expect(
      ports([...base, delivery({ aws_vpc_security_group_ingress_rule: open })], "internet", "statuspage-jenkins"),
    ).toEqual(["tcp 5432"]);
  });

  test("in the control plane's front is found", () => {
    const opened = base.map((stack) => ({
      ...stack,
      resources: stack.resources.map((one) =>
        one.type === "aws_eks_cluster"
          ? { ...one, values: { ...one.values, vpc_config: { endpoint_public_access: true } } }
          : one,
      ),
    }));
    expect(ways(opened, "internet", "control plane")).toEqual([
      { ports: "tcp 443", chain: ["cluster/aws_eks_cluster.eks_main"] },
    ]);
  });

  test("by a load balancer without a group of its own is as wide as its annotations", () => {
    const { "alb.ingress.kubernetes.io/security-groups": _, ...rest } = annotations({
      "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 8443}]',
    });
    const ingress = { kubernetes_ingress_v1: { app: { metadata: { ...metadata, annotations: rest } } } };
    expect(ports([...base, workloads(ingress)], "internet", "load balancer statuspage").sort()).toEqual([
      "tcp 80",
      "tcp 8443",
    ]);
  });

  test("by a resource that is not understood is said", () => {
    const foreign = stackWith("statuspage-planted", { aws_security_group_rule: { old: {} } });
    expect(notUnderstood([...complete(), foreign])).toEqual(["planted/aws_security_group_rule.old"]);
  });
});

describe("what cannot be told", () => {
  const jenkins = (values: Block) =>
    delivery({
      aws_instance: {
        jenkins: {
          subnet_id: `\${${NETWORK}.public_subnet_ids[0]}`,
          vpc_security_group_ids: ["${aws_security_group.jenkins.id}"],
          tags: { Name: "jenkins" },
          ...values,
        },
      },
    });

  test.each([
    ["a subnet", { subnet_id: "${var.subnet}" }, "jenkins: its subnets cannot be told"],
    ["no security group", { vpc_security_group_ids: [] }, "jenkins: its security groups cannot be told"],
    [
      "an output that is not there",
      { vpc_security_group_ids: [`\${${NETWORK}.planted}`] },
      "jenkins: its security groups cannot be told",
    ],
  ])("%s is said", (_what, values, expected) => {
    expect(notUnderstood([...base, jenkins(values)])).toEqual([expected]);
  });

  test("a rule's group is said", () => {
    const web = { security_group_id: "${var.group}", ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" };
    expect(notUnderstood([...base, delivery({ aws_vpc_security_group_ingress_rule: { web } })])).toEqual([
      "delivery/aws_vpc_security_group_ingress_rule.web: whom it is about cannot be told",
    ]);
  });

  test("an element of a list can: the first public subnet", () => {
    const subnet_id = `\${element(${NETWORK}.public_subnet_ids, 0)}`;
    expect(notUnderstood([...base, jenkins({ subnet_id })])).toEqual([]);
  });
});

describe("network policies", () => {
  const withPolicies = (...policies: Block[]) => [
    ...base,
    delivery(),
    workloads({ kubernetes_network_policy_v1: Object.fromEntries(policies.map((one, i) => [`p${i}`, policy(one)])) }),
  ];
  const from = (cidr: string) => [{ ip_block: { cidr } }];
  const PODS = "pods of statuspage";

  test("that let nothing in close the pods to everybody", () => {
    const stacks = withPolicies({ policy_types: ["Ingress"] });
    expect(ports(stacks, "load balancer statuspage", PODS)).toEqual([]);
    expect(ports(stacks, "nodes workers", PODS)).toEqual([]);
  });

  test("leave the ports that they name, to the ranges that they name", () => {
    const stacks = withPolicies({
      policy_types: ["Ingress"],
      ingress: [{ from: from("10.20.0.0/16"), ports: [{ port: "8000" }] }],
    });
    expect(ports(stacks, "nodes workers", PODS)).toEqual(["tcp 8000"]);
    expect(ports(stacks, "load balancer statuspage", PODS)).toEqual(["tcp 8000"]);
    expect(ways(stacks, "nodes workers", PODS)[0]?.chain.at(-1)).toBe("workloads/kubernetes_network_policy_v1.p0");
  });

  test("admit through a node port what they admit from the nodes", () => {
    const rule = (cidr: string) =>
      withPolicies({ policy_types: ["Ingress"], ingress: [{ from: from(cidr), ports: [{ port: "8000" }] }] });
    expect(ports(rule("10.20.16.0/20"), "load balancer statuspage", PODS)).toEqual(["tcp 8000"]);
    expect(ports(rule("192.168.0.0/16"), "load balancer statuspage", PODS)).toEqual([]);
  });

  test("limit what pods reach: the database and nothing else", () => {
    const stacks = withPolicies({
      policy_types: ["Egress"],
      egress: [{ to: from("10.20.16.0/20"), ports: [{ port: "5432" }] }],
    });
    expect(ports(stacks, PODS, "database")).toEqual(["tcp 5432"]);
    expect(ports(stacks, PODS, "cache")).toEqual([]);
    expect(ports(stacks, PODS, "internet")).toEqual([]);
  });

  test("with an exception do not admit what is excepted", () => {
    const stacks = withPolicies({
      policy_types: ["Egress"],
      egress: [{ to: [{ ip_block: { cidr: "0.0.0.0/0", except: ["10.20.0.0/16"] } }] }],
    });
    expect(ports(stacks, PODS, "internet")).toEqual(["every port"]);
    expect(ports(stacks, PODS, "database")).toEqual([]);
  });

  test("of another namespace do not count", () => {
    const other = { ...policy({ policy_types: ["Ingress"] }), metadata: { name: "x", namespace: "other" } };
    const stacks = [...base, workloads({ kubernetes_network_policy_v1: { other } })];
    expect(ports(stacks, "nodes workers", PODS)).toEqual(["every port"]);
  });

  test("admit other pods by namespace", () => {
    const release = { helm_release: { prometheus: { namespace: "monitoring" } } };
    const monitoring = { namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "monitoring" } } };
    const ingress = [{ from: [monitoring], ports: [{ port: "8000" }] }];
    const kubernetes_network_policy_v1 = { p: policy({ policy_types: ["Ingress"], ingress }) };
    const stacks = [...base, workloads({ ...release, kubernetes_network_policy_v1 })];
    expect(ports(stacks, "pods in monitoring", PODS)).toEqual(["tcp 8000"]);
    expect(ports(stacks, PODS, PODS)).toEqual([]);
  });
});
