import { cellOf, chainOf, changedBy, type Faults, opens, planted, ROUTES, row } from "./reachability-fixture";
import type { Fault } from "./rules-fixture";

const DATABASE = "${aws_security_group.data_database_security_group.id}";
const NODES = "${data.terraform_remote_state.network.outputs.node_security_group_id}";

describe("a rule that opens the database to everybody", () => {
  const hole: Faults = { data: [opens(DATABASE, 5432)] };
  const isPublic: Fault = { set: ["aws_db_instance", "publicly_accessible", true] };

  test("lets in whatever may send packets within the VPC, and nobody else", () => {
    expect(changedBy("statuspage", hole)).toEqual([
      "10.64.0.0/16 → PostgreSQL 16: – → tcp 5432",
      "statuspage-jenkins → PostgreSQL 16: – → tcp 5432",
      "statuspage-jenkins-agent → PostgreSQL 16: – → tcp 5432",
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

describe("two databases of one version", () => {
  test("are told apart by their addresses", () => {
    const second: Fault = {
      add: {
        "aws_db_instance.second": {
          engine: "postgres",
          engine_version: "16",
          db_subnet_group_name: "${aws_db_subnet_group.data_database_subnets.name}",
          vpc_security_group_ids: [DATABASE],
        },
      },
    };
    expect(planted("statuspage", { data: [second] }).targets).toEqual(
      expect.arrayContaining([
        "PostgreSQL 16 (data/aws_db_instance.data_database_main)",
        "PostgreSQL 16 (data/aws_db_instance.second)",
      ]),
    );
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
