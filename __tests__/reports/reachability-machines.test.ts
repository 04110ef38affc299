import { cellOf, chainOf, changedBy, type Faults, opens, planted, portsIn, ROUTES, row } from "./reachability-fixture";
import type { Fault } from "./rules-fixture";

const JENKINS = "${aws_security_group.delivery_jenkins_network_security_group.id}";
const GROUP = "aws_security_group.delivery_jenkins_network_security_group";
const NODES = "${data.terraform_remote_state.network.outputs.node_security_group_id}";

describe("a rule that opens Jenkins", () => {
  const IN_AND_NAMED = (port: number) => [
    `Internet → statuspage-jenkins: – → tcp ${port}`,
    `10.64.0.0/16 → statuspage-jenkins: – → tcp ${port}`,
    `203.0.113.0/24 → statuspage-jenkins: tcp 443 → tcp ${port === 22 ? "22, 443" : port}`,
    ...["Nodes: workers", "Pods in kube-system", "Pods in monitoring"].map(
      (from) => `${from} → statuspage-jenkins: – → tcp ${port}`,
    ),
    `statuspage-jenkins-agent → statuspage-jenkins: tcp 443 → tcp ${port === 22 ? "22, 443" : port}`,
    `Kubernetes API → statuspage-jenkins: – → tcp ${port}`,
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
    const inline: Fault = { set: [GROUP, "ingress", ingress] };
    expect(changedBy("statuspage", { delivery: [inline] })).toEqual(IN_AND_NAMED(22));
  });

  test("opens nothing while it has no address", () => {
    const closed: Faults = { delivery: [opens(JENKINS, 22), { remove: "aws_eip_association" }] };
    expect(cellOf(planted("statuspage", closed), "Internet", "statuspage-jenkins").stoppedBy).toEqual([
      "it has no address of the internet",
    ]);
  });

  test("gets it from its subnet too, unless it refuses", () => {
    const [addresses, refuses]: Fault[] = [
      { set: ["aws_subnet", "map_public_ip_on_launch", true] },
      { set: ["aws_instance", "associate_public_ip_address", false] },
    ];
    const open = (...faults: readonly (Fault | undefined)[]) => {
      const delivery = [
        opens(JENKINS, 22),
        { remove: "aws_eip_association" },
        ...faults.flatMap((fault) => fault ?? []),
      ];
      return row(planted("statuspage", { network: addresses ? [addresses] : [], delivery }), "Internet");
    };
    expect([open()["statuspage-jenkins"], open(refuses)["statuspage-jenkins"]]).toEqual(["tcp 22", undefined]);
  });

  test("to members of its own security group opens it to nobody else", () => {
    const self: Fault = { set: [GROUP, "ingress", [{ protocol: "-1", self: true }]] };
    expect(changedBy("statuspage", { delivery: [self] })).toEqual([]);
    expect(planted("statuspage", { delivery: [self] }).doubts).toEqual([]);
  });

  test("to an office makes a row of that office, and leaves the internet outside", () => {
    const office = planted("statuspage", { delivery: [opens(JENKINS, 22, { cidr_ipv4: "198.51.100.0/24" })] });
    expect(office.sources.slice(0, 3)).toEqual(["Internet", "10.64.0.0/16", "198.51.100.0/24"]);
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

describe("Jenkins without an address", () => {
  test("does not leave its public subnet: only an address of the internet makes its gateway useful", () => {
    const inside = planted("statuspage", { delivery: [{ remove: "aws_eip_association" }] });
    expect(cellOf(inside, "statuspage-jenkins", "Internet").stoppedBy).toEqual([
      "its subnets have no route to the internet that it can use",
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

  const addresses: Fault = { set: ["aws_subnet", "map_public_ip_on_launch", true] };

  test("does not open pods beside the node port: they have no address of the internet themselves", () => {
    const opened = planted("statuspage", { workloads: [hole], network: [ROUTES, addresses] });
    expect(row(opened, "Internet")).toEqual({
      "Load balancer": "tcp 80, 443",
      "Nodes: workers": "tcp 30080",
      "Pods: statuspage": "tcp 8000",
    });
  });

  test("opens nothing when their launch template refuses addresses", () => {
    const refuse: Fault = { set: ["aws_launch_template", "network_interfaces.associate_public_ip_address", "false"] };
    const closed = { workloads: [hole], network: [ROUTES, addresses], cluster: [refuse] };
    expect(changedBy("statuspage", closed).filter((cell) => cell.startsWith("Internet"))).toEqual([]);
  });

  test("in subnets that give addresses and have a route reaches the pods behind the node port", () => {
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
