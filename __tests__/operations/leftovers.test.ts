import { findLeftovers, renderText } from "../../operations/leftovers";
import { KINDS, kindOf } from "../../operations/leftovers/kinds";
import type { StateResource } from "../../operations/states";
import { bookOf, LENDER } from "../../reports/cost/price-book";
import { ABSENT, type Answers, scene } from "./fixture";

/** An account in which nothing is left. */
const EMPTY: Answers = {
  "ec2 describe-volumes": { Volumes: [] },
  "ec2 describe-addresses": { Addresses: [] },
  "ec2 describe-snapshots": { Snapshots: [] },
  "ec2 describe-launch-templates": { LaunchTemplates: [] },
  "rds describe-db-snapshots": { DBSnapshots: [] },
  "rds describe-db-instance-automated-backups": { DBInstanceAutomatedBackups: [] },
  "rds describe-db-instances": { DBInstances: [] },
  "rds describe-db-parameter-groups": { DBParameterGroups: [] },
  "rds describe-db-subnet-groups": { DBSubnetGroups: [] },
  "elasticache describe-snapshots": { Snapshots: [] },
  "elasticache describe-replication-groups": { ReplicationGroups: [] },
  "elasticache describe-users": { Users: [] },
  "elasticache describe-user-groups": { UserGroups: [] },
  "backup list-recovery-points-by-backup-vault": ABSENT,
  "backup list-backup-vaults": { BackupVaultList: [] },
  "logs describe-log-groups": { logGroups: [] },
  "resourcegroupstaggingapi get-resources": { ResourceTagMappingList: [] },
  "iam list-roles": { Roles: [] },
  "iam list-instance-profiles": { InstanceProfiles: [] },
  "ecr describe-repositories": { repositories: [] },
  "kms list-aliases": { Aliases: [] },
  "eks list-clusters": { clusters: [] },
  "secretsmanager list-secrets": { SecretList: [] },
  "cloudwatch describe-alarms": { MetricAlarms: [] },
  "cloudwatch list-dashboards": { DashboardEntries: [] },
  "budgets describe-budgets": { Budgets: [] },
  "s3api list-buckets": { Buckets: [] },
};

const find = (answers: Answers, resources: readonly StateResource[] = []) =>
  findLeftovers(scene({ ...EMPTY, ...answers }, { states: { resources, unread: [] } }));

const tags = (more: Record<string, string> = {}) =>
  Object.entries({ Platform: "statuspage", ...more }).map(([Key, Value]) => ({ Key, Value }));
const volume = (more: object = {}) => ({
  "ec2 describe-volumes": {
    Volumes: [
      {
        VolumeId: "vol-1",
        State: "available",
        Size: 20,
        VolumeType: "gp3",
        Tags: tags({ Stack: "workloads" }),
        ...more,
      },
    ],
  },
});
const DEPLOYED: StateResource[] = [
  { stack: "workloads", type: "helm_release", address: "helm_release.prometheus", attributes: { id: "prometheus" } },
];

describe("findLeftovers", () => {
  test("finds nothing in an empty account", async () => {
    const found = await find({});
    expect(found).toMatchObject({ left: [], unchecked: [], exitCode: 0 });
    expect(renderText(found)).toBe("statuspage: nothing is left\n");
  });

  test("an account that may not be looked at is not called empty", async () => {
    const found = await find({
      "ec2 describe-volumes": "An error occurred (AccessDenied) when calling the DescribeVolumes operation: no.",
    });
    expect(found).toMatchObject({
      left: [],
      unchecked: [{ what: "EBS volumes", why: "AccessDenied: no" }],
      exitCode: 1,
    });
    expect(renderText(found)).toContain("statuspage: nothing was found; 1 could not be looked at\n");
  });

  test("changes nothing: every call lists, describes or gets", async () => {
    const it = scene(EMPTY);
    await findLeftovers(it);
    const operations = (it.aws as unknown as { calls: string[] }).calls.map((call) => call.split(" ")[1] ?? "");
    expect(operations.filter((operation) => !/^(list|describe|get)-/.test(operation))).toEqual([]);
  });

  test("a volume that a claim kept costs its size", async () => {
    const claim = {
      "kubernetes.io/created-for/pvc/name": "photos",
      "kubernetes.io/created-for/pvc/namespace": "flask",
    };
    const { left, monthlyUsd, exitCode } = await find(volume({ Tags: tags(claim) }));
    expect(left).toMatchObject([
      {
        what: "EBS volume",
        id: "vol-1",
        why: "20 GiB gp3, claim flask/photos, not attached",
        remove: "aws ec2 delete-volume --volume-id vol-1",
        monthlyUsd: 1.6,
      },
    ]);
    expect([monthlyUsd, exitCode]).toEqual([1.6, 2]);
  });

  test("a volume whose key is about to die says until when, and how to keep it", async () => {
    const { left } = await find({
      ...volume({ KmsKeyId: "key-1" }),
      "kms describe-key": { KeyMetadata: { KeyState: "PendingDeletion", DeletionDate: "2026-12-24T10:00:00+00:00" } },
    });
    expect(left[0]?.caution).toBe(
      "its key is deleted on 2026-12-24, and what is on vol-1 with it; to keep it: aws kms cancel-key-deletion --key-id key-1, then aws kms enable-key --key-id key-1",
    );
  });

  test("a second VPC that a killed run made is left over although its stack is deployed; what others may make is in use", async () => {
    const arn = (rest: string) => `arn:aws:ec2:us-east-1:444455556666:${rest}`;
    const made = tags({ Stack: "network", ManagedBy: "cdktf" });
    const mappings = [
      { ResourceARN: arn("vpc/vpc-1"), Tags: made },
      { ResourceARN: arn("vpc/vpc-2"), Tags: made },
      { ResourceARN: arn("network-interface/eni-1"), Tags: made },
    ];
    const vpc: StateResource = {
      stack: "network",
      type: "aws_vpc",
      address: "aws_vpc.vpc_main",
      attributes: { id: "vpc-1", arn: arn("vpc/vpc-1") },
    };
    const { left, inUse } = await find(
      { "resourcegroupstaggingapi get-resources": { ResourceTagMappingList: mappings } },
      [vpc],
    );
    expect(left.map(({ id, remove, monthlyUsd }) => [id, remove, monthlyUsd])).toEqual([
      ["vpc-2", "aws ec2 delete-vpc --vpc-id vpc-2", 0],
    ]);
    expect(inUse.map(({ id }) => id)).toEqual(["eni-1"]);
  });

  test("what is attached while its stack is deployed is in use", async () => {
    const { left, inUse, exitCode } = await find(volume({ State: "in-use" }), DEPLOYED);
    expect(left).toEqual([]);
    expect(inUse).toMatchObject([{ id: "vol-1" }]);
    expect(exitCode).toBe(0);
  });

  test("a volume that nothing uses is left over while its stack is deployed too", async () => {
    expect((await find(volume(), DEPLOYED)).left).toHaveLength(1);
  });

  test("what is in a state is not left over", async () => {
    const resources = [
      { stack: "delivery", type: "aws_ebs_volume", address: "aws_ebs_volume.data", attributes: { id: "vol-1" } },
    ] as const;
    expect((await find(volume(), resources)).left).toEqual([]);
  });

  describe("a name that a state holds of something else hides nothing", () => {
    const database = {
      "resourcegroupstaggingapi get-resources": {
        ResourceTagMappingList: [
          { ResourceARN: "arn:aws:rds:us-east-1:444455556666:db:statuspage", Tags: tags({ ManagedBy: "cdktf" }) },
        ],
      },
    };
    test.each([
      ["a namespace", "kubernetes_namespace_v1", { id: "statuspage" }],
      [
        "a cluster",
        "aws_eks_cluster",
        { id: "statuspage", arn: "arn:aws:eks:us-east-1:444455556666:cluster/statuspage" },
      ],
      ["a role that uses it", "aws_iam_role", { name: "statuspage" }],
    ])("%s", async (_, type, attributes) => {
      const resource = { stack: "cluster", type, address: `${type}.main`, attributes } as StateResource;
      expect((await find(database, [resource])).left).toMatchObject([{ what: "database", id: "statuspage" }]);
    });

    test("the database itself does", async () => {
      const attributes = { id: "db-ABC", arn: "arn:aws:rds:us-east-1:444455556666:db:statuspage" };
      const resource = { stack: "data", type: "aws_db_instance", address: "aws_db_instance.main", attributes };
      expect((await find(database, [resource as StateResource])).left).toEqual([]);
    });
  });

  test("another environment's volumes are not ours", async () => {
    expect((await find(volume({ Tags: [{ Key: "Platform", Value: "statuspage-2" }] }))).left).toEqual([]);
  });

  test("an address is paid for although nothing uses it", async () => {
    const { left } = await find({
      "ec2 describe-addresses": { Addresses: [{ AllocationId: "eipalloc-1", PublicIp: "192.0.2.1", Tags: tags() }] },
    });
    expect(left).toMatchObject([{ id: "eipalloc-1", monthlyUsd: 3.65 }]);
  });

  test("the log group that EKS makes again, and the one of RDS that others may use", async () => {
    const group = (logGroupName: string) => ({
      logGroupName,
      arn: `arn:aws:logs:us-east-1:444455556666:log-group:${logGroupName}:*`,
      storedBytes: 2 ** 30,
    });
    const { left } = await find({
      "logs describe-log-groups": {
        logGroups: [group("/aws/eks/statuspage/cluster"), group("RDSOSMetrics"), group("/aws/eks/other/cluster")],
      },
    });
    expect(left.map(({ id, monthlyUsd, caution }) => [id, monthlyUsd, caution !== undefined])).toEqual([
      ["/aws/eks/statuspage/cluster", 0.03, false],
      ["RDSOSMetrics", 0.03, true],
    ]);
  });

  test("copies of the database: the last snapshot, retained backups, recovery points", async () => {
    const arn = "arn:aws:rds:us-east-1:444455556666:snapshot:statuspage-database-final";
    const { left } = await find({
      "rds describe-db-snapshots": {
        DBSnapshots: [
          {
            DBSnapshotIdentifier: "statuspage-database-final",
            DBSnapshotArn: arn,
            DBInstanceIdentifier: "statuspage-database",
            SnapshotType: "manual",
            AllocatedStorage: 20,
          },
          {
            DBSnapshotIdentifier: "rds:other",
            DBSnapshotArn: "x",
            DBInstanceIdentifier: "other",
            SnapshotType: "manual",
            AllocatedStorage: 20,
          },
        ],
      },
      "rds describe-db-instance-automated-backups": {
        DBInstanceAutomatedBackups: [
          {
            DBInstanceIdentifier: "statuspage-database",
            DbiResourceId: "db-ABC",
            Status: "retained",
            AllocatedStorage: 20,
          },
        ],
      },
      "backup list-recovery-points-by-backup-vault": {
        RecoveryPoints: [
          {
            RecoveryPointArn: "arn:aws:backup:us-east-1:444455556666:recovery-point:1",
            ResourceType: "EBS",
            ResourceArn: "arn:volume",
            BackupSizeInBytes: 10 * 2 ** 30,
          },
        ],
      },
    });
    expect(left.map(({ remove, monthlyUsd }) => `${remove} $${monthlyUsd}`)).toEqual([
      "aws rds delete-db-snapshot --db-snapshot-identifier statuspage-database-final $1.9",
      "aws rds delete-db-instance-automated-backup --dbi-resource-id db-ABC $1.9",
      expect.stringMatching(
        /^aws backup delete-recovery-point --backup-vault-name \S+ --recovery-point-arn arn:aws:backup:us-east-1:444455556666:recovery-point:1 \$0\.5$/,
      ),
    ]);
  });

  const tagged = (...arns: string[]) => ({
    "resourcegroupstaggingapi get-resources": {
      ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN, Tags: tags() })),
    },
  });

  test("what carries a tag is found, the users of things before the things", async () => {
    const { left } = await find(
      tagged(
        "arn:aws:ec2:us-east-1:444455556666:security-group/sg-1",
        "arn:aws:elasticloadbalancing:us-east-1:444455556666:loadbalancer/app/k8s-web/1",
        "arn:aws:ec2:us-east-1:444455556666:elastic-ip/eipalloc-1",
      ),
    );
    expect(left.map(({ remove, monthlyUsd }) => [remove, monthlyUsd])).toEqual([
      [
        "aws elbv2 delete-load-balancer --load-balancer-arn arn:aws:elasticloadbalancing:us-east-1:444455556666:loadbalancer/app/k8s-web/1",
        0.0225 * 730,
      ],
      ["aws ec2 release-address --allocation-id eipalloc-1", 0.005 * 730],
      ["aws ec2 delete-security-group --group-id sg-1", 0],
    ]);
  });

  test("a kind that nobody wrote a row for is listed too, without a command or a price", async () => {
    const found = await find(tagged("arn:aws:quantum:us-east-1:444455556666:device/1"));
    expect(found).toMatchObject({ withoutPrice: 1, exitCode: 2 });
    expect(renderText(found)).toBe(
      "something of another kind arn:aws:quantum:us-east-1:444455556666:device/1: tag Platform=statuspage; what it costs is not known\n" +
        "  no command is known: remove it in the console\n" +
        "statuspage: 1 left over, at least $0.00 a month and 1 without a price; nothing was changed\n",
    );
  });

  test("keys and secrets that wait for their deletion, and instances that ended, are on their way", async () => {
    const { left } = await find({
      ...tagged(
        "arn:aws:kms:us-east-1:444455556666:key/1",
        "arn:aws:secretsmanager:us-east-1:444455556666:secret:statuspage-jenkins-admin-AbCdEf",
        "arn:aws:ec2:us-east-1:444455556666:instance/i-1",
        "arn:aws:ec2:us-east-1:444455556666:natgateway/nat-1",
      ),
      "kms describe-key": { KeyMetadata: { KeyState: "PendingDeletion" } },
      "secretsmanager describe-secret": { DeletedDate: "2026-12-24" },
      "ec2 describe-instances": { Reservations: [{ Instances: [{ State: { Name: "terminated" } }] }] },
      "ec2 describe-nat-gateways": { NatGateways: [{ State: "deleted" }] },
    });
    expect(left).toEqual([]);
  });

  test("what the environment names is found without a tag", async () => {
    const { left } = await find({ "iam list-roles": { Roles: [{ RoleName: "statuspage-cluster-role" }] } });
    expect(left).toMatchObject([
      { what: "IAM role", id: "statuspage-cluster-role", why: "the name that statuspage-cluster gives" },
    ]);
  });

  test("a thing that is found by name and by tag is listed once", async () => {
    const { left } = await find({
      ...tagged("arn:aws:secretsmanager:us-east-1:444455556666:secret:statuspage-jenkins-admin-AbCdEf"),
      "secretsmanager describe-secret": {},
      "secretsmanager list-secrets": { SecretList: [{ Name: "statuspage-jenkins-admin" }] },
    });
    expect(left).toHaveLength(1);
  });

  test("a state that could not be read is said, because what it holds is listed too", async () => {
    const unread = [{ stack: "data", why: "denied" }] as const;
    const found = await findLeftovers(scene(EMPTY, { states: { resources: [], unread } }));
    expect(renderText(found)).toContain("not looked at: the state of data, so what it holds is listed too (denied)");
    expect(found.exitCode).toBe(1);
  });

  test("a price that only another region has is not known here", async () => {
    const elsewhere = scene({ ...EMPTY, ...volume() });
    const { left } = await findLeftovers({
      ...elsewhere,
      environment: { ...elsewhere.environment, region: "xx-nowhere-1" },
    });
    expect(left[0]?.monthlyUsd).toBeUndefined();
  });
});

describe("kinds", () => {
  test("have prices that the price book knows", () => {
    const unknown = KINDS.filter(
      ({ price }) => price !== undefined && price !== "free" && !bookOf(LENDER).price(price),
    );
    expect(unknown).toEqual([]);
  });

  test("are found by the form of the ARN, the longer form first", () => {
    const what = (arn: string) => kindOf(arn)?.kind.what;
    expect(what("arn:aws:ec2:us-east-1:1:security-group-rule/sgr-1")).toBe("rule of a security group");
    expect(what("arn:aws:ec2:us-east-1:1:security-group/sg-1")).toBe("security group");
    expect(what("arn:aws:s3:::bucket")).toBe("bucket");
    expect(what("arn:aws:sns:us-east-1:1:topic")).toBe("topic");
  });
});
