import { cellOf, chainOf, changedBy, type Faults, opens, planted, portsIn, row } from "./reachability-fixture";
import type { Fault } from "./rules-fixture";

const DATABASE = "${aws_security_group.data_database_security_group.id}";
const JENKINS = "${aws_security_group.delivery_jenkins_network_security_group.id}";
const NODES = "${data.terraform_remote_state.network.outputs.node_security_group_id}";

/** A second route to the internet for each private subnet. */
const ROUTES: Fault = {
  add: Object.fromEntries(
    ["a", "b"].map((zone) => [
      `aws_route.planted_${zone}`,
      {
        route_table_id: `\${aws_route_table.vpc_routes_private_${zone}_table.id}`,
        destination_cidr_block: "0.0.0.0/0",
        gateway_id: "${aws_internet_gateway.vpc_routes_internet_gateway.id}",
      },
    ]),
  ),
};

describe("a rule that opens the database to everybody", () => {
  const hole: Faults = { data: [opens(DATABASE, 5432)] };
  const isPublic: Fault = { set: ["aws_db_instance", "publicly_accessible", true] };

  test("lets in whatever may send packets within the VPC, and nobody else", () => {
    expect(changedBy("statuspage", hole)).toEqual([
      "statuspage-jenkins → PostgreSQL 16: – → tcp 5432",
      "Kubernetes API → PostgreSQL 16: – → tcp 5432",
    ]);
  });

  test("is named on the way it opens", () => {
    expect(chainOf(cellOf(planted("statuspage", hole), "statuspage-jenkins", "PostgreSQL 16"))).toEqual([
      "let out by the security group: delivery aws_vpc_security_group_egress_rule.delivery_jenkins_network_out",
      "let in by the security group: data aws_vpc_security_group_ingress_rule.hole",
    ]);
  });

  test.each<[string, Faults, string[]]>([
    [
      "an address and a route are missing",
      hole,
      ["it has no address of the internet", "its subnets have no route to an internet gateway"],
    ],
    [
      "a route is missing",
      { data: [opens(DATABASE, 5432), isPublic] },
      ["its subnets have no route to an internet gateway"],
    ],
    ["an address is missing", { ...hole, network: [ROUTES] }, ["it has no address of the internet"]],
  ])("leaves the internet outside while %s", (_what, faults, because) => {
    expect(cellOf(planted("statuspage", faults), "Internet", "PostgreSQL 16")).toMatchObject({
      ways: [],
      stoppedBy: because,
    });
  });

  test("lets the internet in once there are an address and a route too", () => {
    const all = { data: [opens(DATABASE, 5432), isPublic], network: [ROUTES] };
    expect(chainOf(cellOf(planted("statuspage", all), "Internet", "PostgreSQL 16"))).toEqual([
      "has an address of the internet: data aws_db_instance.data_database_main",
      "comes through the internet gateway: network aws_route.planted_a or network aws_route.planted_b",
      "let in by the security group: data aws_vpc_security_group_ingress_rule.hole",
    ]);
  });

  test("on another port opens a port on which nothing listens", () => {
    const { ways } = cellOf(
      planted("statuspage", { data: [opens(DATABASE, 22)] }),
      "statuspage-jenkins",
      "PostgreSQL 16",
    );
    expect(ways.map(({ isAnswered }) => isAnswered)).toEqual([false]);
  });
});

describe("a route to the internet gateway from private subnets", () => {
  test("lets nobody in by itself: what is there has no address of the internet", () => {
    expect(changedBy("statuspage", { network: [ROUTES] })).toEqual([]);
  });
});

describe("a rule that opens Jenkins", () => {
  const IN_AND_NAMED = (port: number) => [
    `Internet → statuspage-jenkins: – → tcp ${port}`,
    `203.0.113.0/24 → statuspage-jenkins: tcp 443 → tcp ${port === 22 ? "22, 443" : port}`,
    ...["Nodes: workers", "Pods in kube-system", "Pods in monitoring", "Kubernetes API"].map(
      (from) => `${from} → statuspage-jenkins: – → tcp ${port}`,
    ),
  ];

  test.each([
    ["to everybody", { cidr_ipv4: "0.0.0.0/0" }],
    ["to everybody with an IPv6 address", { cidr_ipv6: "::/0" }],
    ["to half of the internet", { cidr_ipv4: "128.0.0.0/1" }],
  ])("%s is reached from the internet, where it has an address", (_whom, from) => {
    const opened = planted("statuspage", { delivery: [opens(JENKINS, 22, from)] });
    expect(chainOf(cellOf(opened, "Internet", "statuspage-jenkins"))).toEqual([
      "has an address of the internet: delivery aws_eip_association.delivery_jenkins_network_address_association",
      "comes through the internet gateway: network aws_route.vpc_routes_public_internet",
      "let in by the security group: delivery aws_vpc_security_group_ingress_rule.hole",
    ]);
  });

  test("to everybody changes the cells of those who may go out to any port, and no other", () => {
    expect(changedBy("statuspage", { delivery: [opens(JENKINS, 22)] })).toEqual(IN_AND_NAMED(22));
  });

  test("is found inside the security group too", () => {
    const ingress = [{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"] }];
    const inline: Fault = { set: ["aws_security_group", "ingress", ingress] };
    expect(changedBy("statuspage", { delivery: [inline] })).toEqual(IN_AND_NAMED(22));
  });

  test("opens nothing while it has no address", () => {
    const closed: Faults = { delivery: [opens(JENKINS, 22), { remove: "aws_eip_association" }] };
    expect(cellOf(planted("statuspage", closed), "Internet", "statuspage-jenkins").stoppedBy).toEqual([
      "it has no address of the internet",
    ]);
  });

  test("to an office makes a row of that office, and leaves the internet outside", () => {
    const office = planted("statuspage", { delivery: [opens(JENKINS, 22, { cidr_ipv4: "198.51.100.0/24" })] });
    expect(office.sources.slice(0, 3)).toEqual(["Internet", "198.51.100.0/24", "203.0.113.0/24"]);
    expect(cellOf(office, "Internet", "statuspage-jenkins").ways).toEqual([]);
  });

  test("to one machine of an office does not open it to the whole office", () => {
    const one = planted("statuspage", { delivery: [opens(JENKINS, 22, { cidr_ipv4: "203.0.113.7/32" })] });
    const ports = ["203.0.113.0/24", "203.0.113.7/32"].map((from) => portsIn(cellOf(one, from, "statuspage-jenkins")));
    expect(ports).toEqual(["tcp 443", "tcp 22, 443"]);
  });

  test("to a private range outside of the VPC counts a way to it that is not made here", () => {
    const vpn = planted("statuspage", {
      delivery: [opens(JENKINS, 22, { cidr_ipv4: "192.168.7.0/24" }), { remove: "aws_eip_association" }],
    });
    expect(chainOf(cellOf(vpn, "192.168.7.0/24", "statuspage-jenkins"))).toEqual([
      "comes by a VPN or peering that these stacks do not make: ",
      "let in by the security group: delivery aws_vpc_security_group_ingress_rule.hole",
    ]);
  });
});

describe("a rule that opens the nodes to everybody", () => {
  const hole = opens(NODES, 30080);

  test("leaves the internet outside of private subnets", () => {
    const opened = planted("statuspage", { workloads: [hole] });
    expect(cellOf(opened, "Internet", "Nodes: workers").stoppedBy).toEqual([
      "it has no address of the internet",
      "its subnets have no route to an internet gateway",
    ]);
  });

  test("in subnets that give addresses and have a route reaches the pods behind the node port", () => {
    const addresses: Fault = { set: ["aws_subnet", "map_public_ip_on_launch", true] };
    const opened = planted("statuspage", { workloads: [hole], network: [ROUTES, addresses] });
    expect(chainOf(cellOf(opened, "Internet", "Pods: statuspage"))).toEqual([
      "has an address of the internet: network aws_subnet.vpc_private_a or network aws_subnet.vpc_private_b",
      "comes through the internet gateway: network aws_route.planted_a or network aws_route.planted_b",
      "let in by the security group: workloads aws_vpc_security_group_ingress_rule.hole",
      "passed on by the node: workloads kubernetes_service_v1.apps_statuspage_service",
      "let in by the network policy: workloads kubernetes_network_policy_v1.apps_statuspage_network_policy",
    ]);
  });
});

describe("an endpoint of an AWS service within the VPC", () => {
  const ENDPOINTS = "${aws_security_group.endpoints.id}";
  const endpoint: Fault = {
    add: {
      "aws_security_group.endpoints": { name: "endpoints" },
      "aws_vpc_endpoint.sts": {
        service_name: "com.amazonaws.us-east-1.sts",
        subnet_ids: ["${aws_subnet.vpc_private_a.id}"],
        security_group_ids: [ENDPOINTS],
      },
    },
  };

  test("is reached by what its security group admits", () => {
    const fromVpc = opens(ENDPOINTS, 443, { cidr_ipv4: "${aws_vpc.vpc_main.cidr_block}" });
    const opened = planted("statuspage", { network: [endpoint, fromVpc] });
    expect(row(opened, "Pods: statuspage")["Endpoint sts"]).toBe("tcp 443");
    expect(cellOf(opened, "203.0.113.0/24", "Endpoint sts").ways).toEqual([]);
  });
});

describe("a database on another port", () => {
  const moved: Faults = {
    data: [
      { set: ["aws_db_instance", "port", 6543] },
      {
        add: {
          "aws_vpc_security_group_ingress_rule.data_database_from_nodes": {
            security_group_id: DATABASE,
            referenced_security_group_id: NODES,
            ip_protocol: "tcp",
            from_port: 6543,
            to_port: 6543,
          },
        },
      },
      (stack) => Object.assign(stack.output as object, { database_port: { value: 6543 } }),
    ],
  };

  test.each(["Nodes: workers", "Pods: statuspage"])("is reached by %s on that port alone", (from) => {
    expect(changedBy("statuspage", moved)).toContain(`${from} → PostgreSQL 16: tcp 5432 → tcp 6543`);
  });

  test("is known to listen there", () => {
    const { ways } = cellOf(planted("statuspage", moved), "Pods: statuspage", "PostgreSQL 16");
    expect(ways.map(({ isAnswered }) => isAnswered)).toEqual([true]);
  });
});
