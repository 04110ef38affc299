import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesizeHere } from "../../../cli/synthesize";
import { ROWS } from "../../../operations/recover/rows";
import { readEnvironments } from "../../../reports/synthesized";
import { EVERYTHING } from "../../kubernetes/everything";
import { madeTypes } from "../../reports/made-types";
import { type answering, holding, searchFor, stackOf } from "./fixture";

const VPC = { cidr_block: "10.0.0.0/16", tags: { Name: "shop" } };
const SUBNET = { cidr_block: "10.0.1.0/24", tags: { Name: "shop-a" }, vpc_id: "${aws_vpc.main.id}" };
const NETWORK = { "aws_vpc.main": VPC, "aws_subnet.a": SUBNET };
const named = (name: string) => [{ Key: "Name", Value: name }];
const oneVpc = { Vpcs: [{ VpcId: "vpc-1", Tags: named("shop") }] };
const subnetOf = (id: string) => ({ SubnetId: id, CidrBlock: "10.0.1.0/24", Tags: named("shop-a") });

test("every type that a module can make has a row", () => {
  expect(madeTypes().filter((type) => !(type in ROWS))).toEqual([]);
});

test("every type that a shipped environment, or the one with everything on, synthesizes has a row", async () => {
  const everything = mkdtempSync(join(tmpdir(), "everything-"));
  await synthesizeHere({ ENVIRONMENTS_DIR: EVERYTHING, CDKTF_OUTDIR: everything });
  const types = [process.env.REAL_OUTPUT ?? "", everything]
    .flatMap((outdir) => readEnvironments(outdir))
    .flatMap(({ stacks }) => stacks.flatMap(({ resources }) => resources.map(({ type }) => type)));
  rmSync(everything, { recursive: true });
  expect(new Set(types).size).toBeGreaterThan(50);
  expect([...new Set(types)].filter((type) => !(type in ROWS))).toEqual([]);
});

test("every row says by what a type is found, or in a sentence why it is not", () => {
  const silent = Object.entries(ROWS).filter(([, row]) => !/\w \w/.test("cannot" in row ? row.cannot : row.by));
  expect(silent).toEqual([]);
});

test("no row is of a type that nothing makes, but for those that teams add by hand", () => {
  const made = madeTypes();
  const others = Object.keys(ROWS).filter((type) => !made.includes(type));
  expect(others.filter((type) => !/^kubernetes_|^aws_iam_(policy|openid)/.test(type))).toEqual([]);
});

describe("a search", () => {
  test("finds a VPC by the tags that the project gives it, and what is in it through its id", async () => {
    const asked: string[][] = [];
    const found = await searchFor(
      { network: stackOf(NETWORK) },
      {
        "ec2 describe-vpcs": (args) => {
          asked.push([...args]);
          return oneVpc;
        },
        "ec2 describe-subnets": (args) => {
          asked.push([...args]);
          return { Subnets: [{ ...subnetOf("subnet-0"), CidrBlock: "10.0.2.0/24" }, subnetOf("subnet-1")] };
        },
      },
    );
    expect(found.found.map(({ address, candidate }) => `${address} ${candidate.id}`)).toEqual([
      "aws_subnet.a subnet-1",
      "aws_vpc.main vpc-1",
    ]);
    expect(asked).toEqual([
      ["--filters", "Name=tag:Platform,Values=shop", "Name=tag:Stack,Values=network"],
      ["--filters", "Name=vpc-id,Values=vpc-1", "Name=tag:Platform,Values=shop", "Name=tag:Stack,Values=network"],
    ]);
  });

  test("does not choose among two VPCs of two killed runs: both are shown with what is in them", async () => {
    const found = await searchFor(
      { network: stackOf(NETWORK) },
      {
        "ec2 describe-vpcs": { Vpcs: ["vpc-1", "vpc-2"].map((id) => ({ VpcId: id, Tags: named("shop") })) },
        "ec2 describe-subnets": ([, filter]) => ({ Subnets: filter?.endsWith("vpc-1") ? [{}, {}] : [] }),
        "ec2 describe-nat-gateways": { NatGateways: [{ State: "deleted" }] },
        "ec2 describe-network-interfaces": { NetworkInterfaces: [{}] },
      },
    );
    expect(found.several).toEqual([
      {
        stack: "network",
        address: "aws_vpc.main",
        candidates: [
          expect.objectContaining({ id: "vpc-1", hangs: ["2 subnets", "0 NAT gateways", "1 network interface"] }),
          expect.objectContaining({ id: "vpc-2", tags: { Name: "shop" } }),
        ],
      },
    ]);
    expect(found.unsearched).toEqual([
      {
        stack: "network",
        address: "aws_subnet.a",
        why: "it is found through aws_vpc.main, which must be found first",
      },
    ]);
  });

  test("takes the id that a person gave, and asks nobody about it", async () => {
    const found = await searchFor(
      { network: stackOf({ "aws_vpc.main": VPC }) },
      {},
      { given: new Map([["network aws_vpc.main", "vpc-7"]]) },
    );
    expect(found.found.map(({ candidate }) => candidate.id)).toEqual(["vpc-7"]);
  });

  test("knows all of what a person chose among several, so that what is below it is found too", async () => {
    const group = { name: "shop-nodes", vpc_id: "${aws_vpc.main.arn}" };
    const found = await searchFor(
      { network: stackOf({ "aws_vpc.main": VPC, "aws_security_group.nodes": group }) },
      {
        "ec2 describe-vpcs": { Vpcs: ["vpc-1", "vpc-2"].map((id) => ({ VpcId: id, Tags: named("shop") })) },
        "ec2 describe-security-groups": ([, filter]) => ({
          SecurityGroups: filter?.endsWith("vpc/vpc-2") ? [{ GroupId: "sg-2", GroupName: "shop-nodes" }] : [],
        }),
      },
      { given: new Map([["network aws_vpc.main", "vpc-2"]]) },
    );
    expect(found.found.map(({ candidate }) => candidate.id)).toEqual(["sg-2", "vpc-2"]);
  });

  test("does not call absent what it could not search for: an argument of it is of something that nobody knows enough of", async () => {
    const group = { name: "shop-nodes", vpc_id: "${aws_vpc.main.owner_id}" };
    const { absent, unsearched } = await searchFor(
      { network: stackOf({ "aws_vpc.main": VPC, "aws_security_group.nodes": group }) },
      { "ec2 describe-vpcs": oneVpc },
    );
    expect(absent).toEqual([]);
    expect(unsearched).toEqual([
      {
        stack: "network",
        address: "aws_security_group.nodes",
        why: "nobody could work out its vpc_id; give its id in adopt.yaml",
      },
    ]);
  });

  test("leaves alone what the state holds, and finds what is below it through the state", async () => {
    const found = await searchFor(
      { network: stackOf(NETWORK) },
      {
        "ec2 describe-subnets": ([, filter]) => ({
          Subnets: filter === "Name=vpc-id,Values=vpc-9" ? [subnetOf("subnet-9")] : [],
        }),
      },
      { states: [{ stack: "network", type: "aws_vpc", address: "aws_vpc.main", attributes: { id: "vpc-9" } }] },
    );
    expect(found.found.map(({ address }) => address)).toEqual(["aws_subnet.a"]);
  });

  const held = (address: string, id: string) => ({
    stack: "network" as const,
    type: address.split(".")[0] ?? "",
    address,
    attributes: { id },
  });

  test("says what replaced what the state holds, and searches for nothing through it", async () => {
    const inSubnet = { subnet_id: "${aws_subnet.a.id}", tags: { Name: "shop" } };
    const { superseded, found, unsearched } = await searchFor(
      { network: stackOf({ ...NETWORK, "aws_nat_gateway.a": inSubnet }) },
      { "ec2 describe-vpcs": oneVpc, "ec2 describe-subnets": { Subnets: [subnetOf("subnet-2")] } },
      { states: [held("aws_vpc.main", "vpc-1"), held("aws_subnet.a", "subnet-1")] },
    );
    expect(superseded.map((one) => `${one.address} ${one.held} ${one.candidates[0]?.id}`)).toEqual([
      "aws_subnet.a subnet-1 subnet-2",
    ]);
    expect(found).toEqual([]);
    expect(unsearched.map(({ why }) => why)).toEqual(["it is found through aws_subnet.a, which must be found first"]);
  });

  test("says what exists beside what the state holds, unless another address holds it", async () => {
    const vpcs = { Vpcs: ["vpc-1", "vpc-2", "vpc-3"].map((id) => ({ VpcId: id, Tags: named("shop") })) };
    const rest = { "ec2 describe-subnets": {}, "ec2 describe-nat-gateways": {}, "ec2 describe-network-interfaces": {} };
    const { doubled, superseded } = await searchFor(
      { network: stackOf({ "aws_vpc.main": VPC }) },
      { "ec2 describe-vpcs": vpcs, ...rest },
      { states: [held("aws_vpc.main", "vpc-1"), held("aws_vpc.main (deposed 1a2b3c4d)", "vpc-3")] },
    );
    expect(doubled.flatMap(({ candidates }) => candidates.map(({ id }) => id))).toEqual(["vpc-2"]);
    expect(superseded).toEqual([]);
  });

  test("does not take a group of nodes for another whose name begins alike", async () => {
    const answer = { nodegroups: ["web-20261128080000123400000001", "web-large-20261128080000123400000002"] };
    const group = { cluster_name: "shop", node_group_name_prefix: "web-" };
    const { found, several } = await searchFor(
      { network: stackOf({ "aws_eks_node_group.web": group }) },
      { "eks list-nodegroups": answer },
    );
    expect(several).toEqual([]);
    expect(found.map(({ candidate }) => candidate.id)).toEqual(["shop:web-20261128080000123400000001"]);
  });

  test("finds what reads the outputs of another stack, whose state is lost too", async () => {
    const network = stackOf({ "aws_vpc.main": VPC }, { output: { vpc_id: { value: "${aws_vpc.main.id}" } } });
    const data = stackOf({
      "aws_security_group.db": { name: "shop-db", vpc_id: "${data.terraform_remote_state.network.outputs.vpc_id}" },
    });
    const found = await searchFor(
      { network, data },
      {
        "ec2 describe-vpcs": oneVpc,
        "ec2 describe-security-groups": ([, vpc]) => ({
          SecurityGroups:
            vpc === "Name=vpc-id,Values=vpc-1"
              ? [
                  { GroupId: "sg-0", GroupName: "other" },
                  { GroupId: "sg-1", GroupName: "shop-db" },
                ]
              : [],
        }),
      },
      { stacks: ["data"] },
    );
    expect(found.found).toEqual([
      expect.objectContaining({ stack: "data", candidate: expect.objectContaining({ id: "sg-1" }) }),
    ]);
  });

  test("what AWS does not answer is not called absent", async () => {
    const found = await searchFor({ network: stackOf({ "aws_vpc.main": VPC }) }, {});
    expect(found.absent).toEqual([]);
    expect(found.unsearched).toEqual([
      {
        stack: "network",
        address: "aws_vpc.main",
        why: "it was asked for, and there was no answer: nobody was to ask ec2 describe-vpcs",
      },
    ]);
  });

  test("a type without a row is said, and needs an id", async () => {
    const found = await searchFor({ network: stackOf({ "aws_msk_cluster.main": {} }) }, {});
    expect(found.unsearched.map(({ why }) => why)).toEqual([
      "nobody has said how aws_msk_cluster is found; give its id in adopt.yaml",
    ]);
  });
});

/** One resource, the answers that show it, and the id that Terraform imports it by. */
const IDS: readonly (readonly [
  string,
  Parameters<typeof stackOf>[0][string],
  Parameters<typeof answering>[0],
  string,
])[] = [
  ["aws_iam_role.a", { name: "r" }, { "iam list-roles": { Roles: [{ RoleName: "r" }, { RoleName: "r2" }] } }, "r"],
  ["aws_iam_role_policy.a", { role: "r", name: "p" }, { "iam get-role-policy": { RoleName: "r" } }, "r:p"],
  [
    "aws_iam_role_policy_attachment.a",
    { role: "r", policy_arn: "arn:p" },
    { "iam list-attached-role-policies": { AttachedPolicies: [{ PolicyArn: "arn:p" }] } },
    "r/arn:p",
  ],
  [
    "aws_kms_key.a",
    { description: "Data" },
    {
      "resourcegroupstaggingapi get-resources": {
        ResourceTagMappingList: [{ ResourceARN: "k1" }, { ResourceARN: "k2" }],
      },
      "kms describe-key": ([, arn]) => ({
        KeyMetadata: { KeyId: arn, Description: "Data", KeyState: arn === "k1" ? "PendingDeletion" : "Enabled" },
      }),
    },
    "k2",
  ],
  [
    "aws_route.a",
    { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0" },
    {
      "ec2 describe-route-tables": {
        RouteTables: [{ Routes: [{ DestinationCidrBlock: "0.0.0.0/0", State: "active" }] }],
      },
    },
    "rtb-1_0.0.0.0/0",
  ],
  [
    "aws_vpc_security_group_ingress_rule.a",
    { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 80, to_port: 80, cidr_ipv4: "0.0.0.0/0" },
    {
      "ec2 describe-security-group-rules": {
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: "sgr-1",
            IsEgress: false,
            IpProtocol: "tcp",
            FromPort: 443,
            ToPort: 443,
            CidrIpv4: "0.0.0.0/0",
          },
          {
            SecurityGroupRuleId: "sgr-2",
            IsEgress: false,
            IpProtocol: "tcp",
            FromPort: 80,
            ToPort: 80,
            CidrIpv4: "0.0.0.0/0",
          },
          {
            SecurityGroupRuleId: "sgr-3",
            IsEgress: true,
            IpProtocol: "tcp",
            FromPort: 80,
            ToPort: 80,
            CidrIpv4: "0.0.0.0/0",
          },
        ],
      },
    },
    "sgr-2",
  ],
  [
    "aws_vpc_security_group_egress_rule.a",
    { security_group_id: "sg-1", ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
    {
      "ec2 describe-security-group-rules": {
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: "sgr-1",
            IsEgress: true,
            IpProtocol: "-1",
            FromPort: -1,
            ToPort: -1,
            CidrIpv4: "0.0.0.0/0",
          },
        ],
      },
    },
    "sgr-1",
  ],
  [
    "aws_eks_access_policy_association.a",
    { cluster_name: "c", principal_arn: "arn:r", policy_arn: "arn:p" },
    { "eks list-associated-access-policies": { associatedAccessPolicies: [{ policyArn: "arn:p" }] } },
    "c#arn:r#arn:p",
  ],
  [
    "aws_eks_pod_identity_association.a",
    { cluster_name: "c", namespace: "n", service_account: "s" },
    {
      "eks list-pod-identity-associations": {
        associations: [{ namespace: "n", serviceAccount: "s", associationId: "a-1" }],
      },
    },
    "c,a-1",
  ],
  [
    "aws_backup_selection.a",
    { plan_id: "p-1", name: "tagged" },
    { "backup list-backup-selections": { BackupSelectionsList: [{ SelectionName: "tagged", SelectionId: "s-1" }] } },
    "p-1|s-1",
  ],
  [
    "aws_budgets_budget.a",
    { name: "b" },
    { "budgets describe-budgets": { Budgets: [{ BudgetName: "b" }] } },
    "111122223333:b",
  ],
  [
    "aws_volume_attachment.a",
    { device_name: "/dev/sdf", volume_id: "vol-1", instance_id: "i-1" },
    { "ec2 describe-volumes": { Volumes: [{ Attachments: [{ InstanceId: "i-1" }] }] } },
    "/dev/sdf:vol-1:i-1",
  ],
];

describe("the import id", () => {
  test.each(IDS)("of %s", async (address, values, answers, id) => {
    const { found } = await searchFor({ data: stackOf({ [address]: values }) }, answers);
    expect(found.map(({ candidate }) => candidate.id)).toEqual([id]);
  });

  test.each([
    [
      "aws_nat_gateway.a",
      { subnet_id: "s" },
      { "ec2 describe-nat-gateways": { NatGateways: [{ State: "deleted", SubnetId: "s" }] } },
    ],
    [
      "aws_instance.a",
      {},
      {
        "ec2 describe-instances": {
          Reservations: [{ Instances: [{ InstanceId: "i", State: { Name: "terminated" } }] }],
        },
      },
    ],
    [
      "aws_sns_topic_subscription.a",
      { topic_arn: "t", endpoint: "a@example.com" },
      {
        "sns list-subscriptions-by-topic": {
          Subscriptions: [{ Endpoint: "a@example.com", SubscriptionArn: "PendingConfirmation" }],
        },
      },
    ],
  ])("of %s that is no longer, or not yet, there is none", async (address, values, answers) => {
    const { absent } = await searchFor({ data: stackOf({ [address]: values }) }, answers);
    expect(absent.map((one) => one.address)).toEqual([address]);
  });

  test("of an object of Kubernetes is its namespace and its name", async () => {
    const { found } = await searchFor(
      {
        workloads: stackOf({
          "kubernetes_namespace_v1.n": { metadata: { name: "shop" } },
          "kubernetes_deployment_v1.a": {
            metadata: { name: "web", namespace: "${kubernetes_namespace_v1.n.metadata[0].name}" },
          },
        }),
      },
      {},
      {
        kubernetes: holding({
          "/api/v1/namespaces/shop": { metadata: {} },
          "/apis/apps/v1/namespaces/shop/deployments/web": { metadata: {} },
        }),
      },
    );
    expect(found.map(({ candidate }) => candidate.id)).toEqual(["shop/web", "shop"]);
  });

  test.each([
    ["deployed", ["shop/web"]],
    ["pending-install", []],
  ])("of a release that is %s", async (status, ids) => {
    const path = "/api/v1/namespaces/shop/secrets?labelSelector=owner%3Dhelm%2Cname%3Dweb";
    const { found } = await searchFor(
      { workloads: stackOf({ "helm_release.web": { name: "web", namespace: "shop" } }) },
      {},
      { kubernetes: holding({ [path]: { items: [{ metadata: { labels: { status, version: "1" } } }] } }) },
    );
    expect(found.map(({ candidate }) => candidate.id)).toEqual(ids);
  });
});
