import { argument, type Blocks, type Fault, policy, type RuleCase } from "./rules-fixture";

const VPC = { "aws_vpc.main": { cidr_block: "10.0.0.0/16" } };
const inVpc = (type: string, values: Blocks[string]): Blocks => ({
  ...VPC,
  [`${type}.it`]: { vpc_id: "${aws_vpc.main.id}", ...values },
});
const rule = (values: Blocks[string]): Blocks => ({
  "aws_vpc_security_group_ingress_rule.main": { ip_protocol: "tcp", from_port: 443, to_port: 443, ...values },
});
const ANYBODY = { cidr_ipv4: "0.0.0.0/0" };
const open = (port: number): Blocks => ({
  "aws_vpc_security_group_ingress_rule.planted": { ...ANYBODY, ip_protocol: "tcp", from_port: port, to_port: port },
});
const role = (trust: Blocks[string]): Blocks => ({ "aws_iam_role.main": { assume_role_policy: policy(trust) } });
const own = (statement: Blocks[string]): Blocks => ({ "aws_iam_role_policy.main": { policy: policy(statement) } });
const setPolicy = (statement: Blocks[string]) =>
  ({ set: ["aws_iam_role_policy", "policy", policy(statement)] }) as const;

/** The endpoints that a waiver of the platform leaves out. */
const GIVEN_ENDPOINTS: Fault = {
  add: Object.fromEntries(
    ["ec2", "ecr.api", "ecr.dkr", "ssm"].map((service, i) => [
      `aws_vpc_endpoint.given_${i}`,
      { vpc_id: "${aws_vpc.vpc_main.id}", service_name: `com.amazonaws.us-east-1.${service}` },
    ]),
  ),
};

/** Networks, security groups and IAM. */
export const NETWORK: Readonly<Record<string, RuleCase>> = {
  "admin-ports-closed": { pass: rule(ANYBODY), fault: { add: open(22) } },
  "attached-policy-not-admin": {
    pass: { "aws_iam_role_policy_attachment.main": { policy_arn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" } },
    fault: {
      set: ["aws_iam_role_policy_attachment", "policy_arn", "arn:aws:iam::aws:policy/AdministratorAccess"],
    },
  },
  "aws-traffic-stays-inside": {
    pass: {
      ...VPC,
      ...Object.fromEntries(
        ["ec2", "ecr.api", "ecr.dkr", "ssm"].map((service, i) => [
          `aws_vpc_endpoint.e${i}`,
          { vpc_id: "${aws_vpc.main.id}", service_name: `com.amazonaws.us-east-1.${service}` },
        ]),
      ),
    },
    fault: { remove: "aws_vpc_endpoint" },
    given: GIVEN_ENDPOINTS,
  },
  "egress-names-its-ports": {
    pass: {
      "aws_vpc_security_group_egress_rule.main": { ...ANYBODY, ip_protocol: "tcp", from_port: 443, to_port: 443 },
    },
    fault: { set: ["aws_vpc_security_group_egress_rule", "ip_protocol", "-1"] },
    given: { set: ["aws_vpc_security_group_egress_rule", "ip_protocol", "tcp"] },
  },
  "instance-checks-its-packets": argument("aws_instance", {}, "source_dest_check", false),
  "data-ports-closed": { pass: rule(ANYBODY), fault: { add: open(5432) } },
  "default-security-group-closed": {
    pass: inVpc("aws_default_security_group", {}),
    fault: { set: ["aws_default_security_group", "egress", [{ from_port: 0, to_port: 0, protocol: "-1" }]] },
  },
  "ingress-names-its-ports": {
    pass: rule({ cidr_ipv4: "10.0.0.0/16" }),
    fault: { set: ["aws_vpc_security_group_ingress_rule", "ip_protocol", "-1"] },
    notApplicable: rule({ referenced_security_group_id: "sg-1" }),
  },
  "metadata-one-hop": {
    pass: { "aws_launch_template.main": { metadata_options: { http_put_response_hop_limit: 1 } } },
    fault: { set: ["aws_launch_template", "metadata_options.http_put_response_hop_limit", 2] },
  },
  "metadata-needs-token": {
    pass: { "aws_launch_template.main": { metadata_options: { http_tokens: "required" } } },
    fault: { set: ["aws_launch_template", "metadata_options.http_tokens", "optional"] },
  },
  "only-web-open-to-everybody": {
    pass: rule(ANYBODY),
    fault: { add: open(8080) },
    notApplicable: rule({ cidr_ipv4: "203.0.113.0/24" }),
  },
  "policies-and-routes-separate": {
    pass: { "aws_iam_role.main": { name: "shop" } },
    fault: { set: ["aws_iam_role", "inline_policy", [{ name: "all", policy: "{}" }]] },
    notApplicable: { "aws_route.main": { route_table_id: "rtb-1" } },
  },
  "pod-role-for-pods-alone": {
    pass: role({ Action: "sts:AssumeRole", Principal: { Service: "pods.eks.amazonaws.com" } }),
    fault: {
      set: [
        "aws_iam_role",
        "assume_role_policy",
        policy({ Action: "sts:AssumeRole", Principal: { Service: ["pods.eks.amazonaws.com", "ec2.amazonaws.com"] } }),
      ],
    },
    notApplicable: role({ Action: "sts:AssumeRole", Principal: { Service: "eks.amazonaws.com" } }),
  },
  "policy-gives-no-permissions": {
    pass: own({ Action: "iam:PutRolePolicy", Resource: "arn:aws:iam::111122223333:role/shop" }),
    fault: setPolicy({ Action: "iam:Put*", Resource: "arn:aws:iam::*:*" }),
  },
  "policy-decrypts-with-named-keys": {
    pass: own({ Action: "kms:Decrypt", Resource: "${aws_kms_key.main.arn}" }),
    fault: setPolicy({ Action: "kms:De*", Resource: "*" }),
  },
  "policy-no-whole-service": {
    pass: own({ Action: "s3:Get*", Resource: "*" }),
    fault: setPolicy({ Action: ["s3:*"], Resource: "arn:aws:s3:::states/*" }),
  },
  "policy-not-admin": {
    pass: own({ Action: "s3:*", Resource: "*" }),
    fault: setPolicy({ NotAction: "iam:*", Resource: "*" }),
  },
  "policy-passes-named-roles": {
    pass: own({ Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/jenkins" }),
    fault: setPolicy({ Action: "iam:Pass*", Resource: "arn:aws:iam::111122223333:role/*" }),
  },
  "policy-reads-named-secrets": {
    pass: own({ Action: "secretsmanager:GetSecretValue", Resource: "arn:aws:secretsmanager:us-east-1:1:secret:shop" }),
    fault: setPolicy({ Action: "secretsmanager:Get*", Resource: "*" }),
  },
  "policy-writes-to-named-resources": {
    pass: own({ Action: ["ec2:DescribeInstances", "ecr:GetAuthorizationToken"], Resource: "*" }),
    fault: setPolicy({ Action: ["ec2:DescribeInstances", "ec2:TerminateInstances"], Resource: "*" }),
  },
  "private-subnet-no-way-in": {
    pass: {
      "aws_subnet.main": { tags: { "kubernetes.io/role/internal-elb": "1" } },
      "aws_route_table_association.main": {
        subnet_id: "${aws_subnet.main.id}",
        route_table_id: "${aws_route_table.main.id}",
      },
      "aws_route.main": {
        route_table_id: "${aws_route_table.main.id}",
        gateway_id: "",
        nat_gateway_id: "${aws_nat_gateway.a.id}",
      },
    },
    fault: { set: ["aws_route", "gateway_id", "${aws_internet_gateway.main.id}"] },
    notApplicable: { "aws_subnet.main": { tags: { "kubernetes.io/role/elb": "1" } } },
  },
  "public-address-used": {
    pass: { "aws_eip.main": {}, "aws_nat_gateway.main": { allocation_id: "${aws_eip.main.id}" } },
    fault: { remove: "aws_nat_gateway" },
  },
  "role-trust-own-account": {
    pass: {
      ...role({ Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::111122223333:role/ci" } }),
      "provider.aws": { allowed_account_ids: ["111122223333"] },
    },
    fault: {
      set: [
        "aws_iam_role",
        "assume_role_policy",
        policy({ Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::999988887777:root" } }),
      ],
    },
  },
  "role-trust-named": {
    pass: role({ Action: "sts:AssumeRole", Principal: { Service: "eks.amazonaws.com" } }),
    fault: { set: ["aws_iam_role", "assume_role_policy", policy({ Action: "sts:AssumeRole", Principal: "*" })] },
  },
  "s3-traffic-stays-inside": {
    pass: inVpc("aws_vpc_endpoint", { service_name: "com.amazonaws.us-east-1.s3", vpc_endpoint_type: "Gateway" }),
    fault: { remove: "aws_vpc_endpoint" },
  },
  "security-group-described": {
    pass: { "aws_security_group.main": { description: "Nodes" } },
    fault: { set: ["aws_security_group", "description", undefined] },
  },
  "security-group-rules-separate": {
    pass: { "aws_security_group.main": {} },
    fault: { set: ["aws_security_group", "ingress", [{ from_port: 443, to_port: 443 }]] },
  },
  "subnets-in-several-zones": {
    pass: {
      ...VPC,
      "aws_subnet.a": { vpc_id: "${aws_vpc.main.id}", availability_zone: "us-east-1a" },
      "aws_subnet.b": { vpc_id: "${aws_vpc.main.id}", availability_zone: "us-east-1b" },
    },
    fault: { set: ["aws_subnet", "availability_zone", "us-east-1a"] },
  },
  "subnet-no-public-address": {
    pass: { "aws_subnet.main": { map_public_ip_on_launch: false } },
    fault: { set: ["aws_subnet", "map_public_ip_on_launch", true] },
  },
  "vpc-flow-logged": {
    pass: inVpc("aws_flow_log", { traffic_type: "ALL" }),
    fault: { set: ["aws_flow_log", "traffic_type", "ACCEPT"] },
  },
};
