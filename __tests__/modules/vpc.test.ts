import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Vpc, type VpcOutputs, type VpcProps } from "../../modules/vpc";
import { type Block, synth } from "../helpers";

const a = { name: "eu-central-1a", public: "10.20.0.0/24", private: "10.20.16.0/20" };
const b = { name: "eu-central-1b", public: "10.20.1.0/24", private: "10.20.32.0/20" };
const c = { name: "eu-central-1c", public: "10.20.2.0/24", private: "10.20.48.0/20" };

const props: VpcProps = {
  name: "shop",
  region: "eu-central-1",
  account: "111122223333",
  cidr: "10.20.0.0/16",
  zones: [a, b],
  nat: "single",
};
const vpcWith = (changes: Partial<VpcProps> = {}) =>
  synth((stack) => void new Vpc(stack, "vpc", { ...props, ...changes }));

describe("Vpc", () => {
  test("names every resource after its role, without hashes", () => {
    expect(vpcWith().addresses()).toMatchSnapshot();
  });

  test("gives out no public addresses by default", () => {
    for (const subnet of Object.values(vpcWith().all(Subnet))) expect(subnet.map_public_ip_on_launch).toBe(false);
  });

  test("offers public subnets to internet-facing load balancers", () => {
    expect(vpcWith().all(Subnet).vpc_public_a.tags).toEqual({ Name: "shop-public-a", "kubernetes.io/role/elb": "1" });
  });

  test("offers private subnets to internal load balancers", () => {
    expect(vpcWith().all(Subnet).vpc_private_a.tags).toMatchObject({ "kubernetes.io/role/internal-elb": "1" });
  });

  test("a local zone gets a name of its own", () => {
    const local = { name: "eu-central-1-ham-1a", public: "10.20.3.0/24", private: "10.20.64.0/20" };
    expect(Object.keys(vpcWith({ zones: [a, b, local] }).all(Subnet))).toContain("vpc_public_ham_1a");
  });

  test("the order in which zones are written changes nothing", () => {
    expect(vpcWith({ zones: [b, a] }).json).toEqual(vpcWith({ zones: [a, b] }).json);
  });

  test.each(["single", "per-zone"] as const)("adding a zone leaves the others as they are, NAT %s", (nat) => {
    const [before, after] = [
      [a, b],
      [a, b, c],
    ].map((zones) => vpcWith({ nat, zones }).json.resource);
    const changed = Object.entries(before).flatMap(([type, byName]) =>
      Object.entries(byName as Record<string, Block>)
        .filter(([name, block]) => JSON.stringify(block) !== JSON.stringify(after[type]?.[name]))
        .map(([name]) => `${type}.${name}`),
    );
    expect(changed).toEqual(["aws_vpc_endpoint.vpc_endpoints_s3"]);
  });
});

describe("the way out", () => {
  test("one NAT gateway sits in the first zone's public subnet", () => {
    expect(vpcWith().only(NatGateway).subnet_id).toBe("${aws_subnet.vpc_public_a.id}");
  });

  test("every private subnet uses the single NAT gateway", () => {
    expect(vpcWith().all(Route).vpc_routes_private_b_internet.nat_gateway_id).toBe(
      "${aws_nat_gateway.vpc_routes_nat_a.id}",
    );
  });

  test("with one per zone, each private subnet uses its own", () => {
    expect(vpcWith({ nat: "per-zone" }).all(Route).vpc_routes_private_b_internet.nat_gateway_id).toBe(
      "${aws_nat_gateway.vpc_routes_nat_b.id}",
    );
  });

  test("without NAT, private subnets have no route out", () => {
    expect(Object.keys(vpcWith({ nat: "none" }).all(Route))).toEqual(["vpc_routes_public_internet"]);
  });

  test("without NAT, nothing is paid for addresses", () => {
    expect(vpcWith({ nat: "none" }).all(Eip)).toEqual({});
  });

  test("each private subnet has a route table of its own", () => {
    expect(Object.keys(vpcWith().all(RouteTable))).toEqual([
      "vpc_routes_private_a_table",
      "vpc_routes_private_b_table",
      "vpc_routes_public_table",
    ]);
  });

  test("addresses and gateways are gone before the internet gateway is", () => {
    expect(vpcWith().edges()).toEqual(
      expect.arrayContaining([
        "aws_eip.vpc_routes_nat_a_address depends on aws_internet_gateway.vpc_routes_internet_gateway",
        "aws_nat_gateway.vpc_routes_nat_a depends on aws_internet_gateway.vpc_routes_internet_gateway",
      ]),
    );
  });

  test("S3 is reached from every route table without NAT", () => {
    expect(vpcWith().only(VpcEndpoint)).toMatchObject({
      service_name: "com.amazonaws.eu-central-1.s3",
      vpc_endpoint_type: "Gateway",
      route_table_ids: [
        "${aws_route_table.vpc_routes_public_table.id}",
        "${aws_route_table.vpc_routes_private_a_table.id}",
        "${aws_route_table.vpc_routes_private_b_table.id}",
      ],
    });
  });

  test("an interface endpoint answers to the service's usual name in the private subnets", () => {
    expect(vpcWith({ interfaceEndpoints: ["ecr.api"] }).all(VpcEndpoint).vpc_endpoints_ecr_api).toMatchObject({
      service_name: "com.amazonaws.eu-central-1.ecr.api",
      private_dns_enabled: true,
      subnet_ids: ["${aws_subnet.vpc_private_a.id}", "${aws_subnet.vpc_private_b.id}"],
    });
  });

  test("interface endpoints admit HTTPS from the VPC only", () => {
    const rules = vpcWith({ interfaceEndpoints: ["ecr.api"] }).all(VpcSecurityGroupIngressRule);
    expect(rules.vpc_endpoints_https_from_vpc).toMatchObject({
      from_port: 443,
      to_port: 443,
      cidr_ipv4: "10.20.0.0/16",
    });
  });
});

describe("security groups", () => {
  test("the default group has no rules", () => {
    expect(vpcWith().only(DefaultSecurityGroup)).not.toHaveProperty("ingress");
  });

  test("only ports 80 and 443 of the load balancer are open to everybody", () => {
    const open = Object.values(vpcWith().all(VpcSecurityGroupIngressRule)).map(
      ({ cidr_ipv4, from_port, to_port, security_group_id }) => [cidr_ipv4, from_port, to_port, security_group_id],
    );
    const group = "${aws_security_group.vpc_security_groups_load_balancer.id}";
    expect(open).toEqual([
      ["0.0.0.0/0", 80, 80, group],
      ["0.0.0.0/0", 443, 443, group],
    ]);
  });

  test("a range added to the load balancer moves no other rule", () => {
    const names = (loadBalancerCidrs: string[]) =>
      Object.keys(vpcWith({ loadBalancerCidrs }).all(VpcSecurityGroupIngressRule));
    expect(names(["10.1.0.0/16", "10.2.0.0/16"])).toEqual(expect.arrayContaining(names(["10.2.0.0/16"])));
  });

  test("nodes may reach out, the load balancer may not until a stack says where", () => {
    expect(vpcWith().only(VpcSecurityGroupEgressRule).security_group_id).toBe(
      "${aws_security_group.vpc_security_groups_nodes.id}",
    );
  });

  test("every rule says what it is for", () => {
    for (const rule of Object.values(vpcWith().all(VpcSecurityGroupIngressRule))) {
      expect(rule.description).toMatch(/^HTTPS? from /);
    }
  });
});

describe("flow logs", () => {
  test("record every connection, once a minute", () => {
    expect(vpcWith().only(FlowLog)).toMatchObject({ traffic_type: "ALL", max_aggregation_interval: 60 });
  });

  test("are kept for a year, encrypted", () => {
    expect(vpcWith().json.resource.aws_cloudwatch_log_group.vpc_flow_logs_group).toMatchObject({
      retention_in_days: 365,
      kms_key_id: "${aws_kms_key.vpc_flow_logs_key_main.arn}",
    });
  });

  test("may be written by this account's flow logs only", () => {
    const role = vpcWith().json.resource.aws_iam_role.vpc_flow_logs_writer_main;
    expect(JSON.parse(role.assume_role_policy).Statement[0]).toMatchObject({
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });

  test("their writer may write to that one group", () => {
    const policy = vpcWith().json.resource.aws_iam_role_policy.vpc_flow_logs_writer_own_policy;
    expect(JSON.parse(policy.policy).Statement[0].Resource).toBe(
      "${aws_cloudwatch_log_group.vpc_flow_logs_group.arn}:*",
    );
  });
});

test("outputs list subnets and gateways in the order of the zones", () => {
  let outputs: VpcOutputs | undefined;
  const { json } = synth((stack) => {
    outputs = new Vpc(stack, "vpc", { ...props, zones: [b, a], nat: "per-zone" }).outputs;
    stack.addOverride("output.list.value", [outputs.privateSubnetIds, outputs.natGatewayIds]);
  });
  expect(json.output.list.value).toEqual([
    ["${aws_subnet.vpc_private_a.id}", "${aws_subnet.vpc_private_b.id}"],
    ["${aws_nat_gateway.vpc_routes_nat_a.id}", "${aws_nat_gateway.vpc_routes_nat_b.id}"],
  ]);
});
