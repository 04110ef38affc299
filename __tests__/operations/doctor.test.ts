import { NoAnswer } from "../../operations/aws";
import { diagnose, renderText, type Subject } from "../../operations/doctor";
import { CHECKS } from "../../operations/doctor/checks";
import { ABSENT, type Answers, environmentWith, IDENTITY, subject } from "./fixture";

/** What one check says, as `verdict: sentence; cure`. */
async function check(id: string, answers: Answers, more: Partial<Subject> = {}): Promise<string[]> {
  const checks = CHECKS.filter((each) => each.id === id);
  if (checks.length === 0) throw new Error(`there is no check ${id}`);
  const { lines } = await diagnose(subject({ "sts get-caller-identity": IDENTITY, ...answers }, more), checks);
  return lines.map(({ verdict, sentence, cure }) => `${verdict}: ${sentence}${cure ? `; ${cure}` : ""}`);
}

const zone = (name: string, id: string, state = "available") => ({ ZoneName: name, ZoneId: id, State: state });
const ZONES = [zone("us-east-1a", "use1-az6"), zone("us-east-1b", "use1-az1"), zone("us-east-1c", "use1-az2")];

describe("tools", () => {
  const tools = { node: "20.20.2", terraform: "1.11.4", aws: "1.45.11" };

  test.each([
    ["node", "18.20.0", /^problem: Node\.js 18\.20\.0 is too old; everything here runs on it; install 20\.0 or later/],
    [
      "terraform",
      "1.9.8",
      /^problem: Terraform 1\.9\.8 is too old; older ones know no lock file in S3; install 1\.10 or later/,
    ],
    ["terraform", "1.10.0", /^fine: Terraform 1\.10\.0$/],
    ["terraform", "2.0.0-beta1", /^fine/],
    ["aws", "2.22.9", /^problem: the AWS CLI 2\.22\.9 is too old/],
    ["aws", "1.36.0", /^problem: the AWS CLI 1\.36\.0 is too old/],
    ["aws", "1.37.0", /^fine/],
    ["aws", "2.23.0", /^fine/],
  ])("%s %s", async (name, version, line) => {
    const id = name === "aws" ? "aws-cli" : name;
    expect((await check(id, {}, { tools: { ...tools, [name]: version } }))[0]).toMatch(line);
  });

  test("a program that is not there is a problem", async () => {
    expect(await check("terraform", {}, { tools: { ...tools, terraform: undefined } })).toEqual([
      "problem: Terraform is not on this machine; older ones know no lock file in S3; install 1.10 or later: https://developer.hashicorp.com/terraform/install",
    ]);
  });
});

describe("credentials", () => {
  test("of another account are a problem that names both", async () => {
    const answers = { "sts get-caller-identity": { ...IDENTITY, Account: "999900001111" } };
    expect(await check("credentials", answers)).toEqual([
      'problem: these are credentials of account 999900001111 (arn:aws:iam::444455556666:user/deployer), and the environment file says 444455556666; log in to 444455556666, or write account: "999900001111"',
    ]);
  });

  test("that are missing leave everything of AWS unchecked, and nothing more is asked", async () => {
    const it = subject({ "sts get-caller-identity": "Unable to locate credentials" });
    const { lines, exitCode } = await diagnose(it);
    expect(exitCode).toBe(1);
    expect(lines.filter(({ verdict }) => verdict === "fine").map((line) => line.check)).toEqual([
      "node",
      "terraform",
      "aws-cli",
    ]);
    expect((it.aws as unknown as { calls: string[] }).calls).toEqual(["sts get-caller-identity"]);
  });

  test("of another account leave everything else unchecked too", async () => {
    const { lines, exitCode } = await diagnose(
      subject({ "sts get-caller-identity": { ...IDENTITY, Account: "999900001111" } }),
    );
    expect(exitCode).toBe(2);
    expect(lines.find((line) => line.check === "zones")?.verdict).toBe("unchecked");
  });
});

describe("region", () => {
  const answer = (OptInStatus: string) => ({ "ec2 describe-regions": { Regions: [{ OptInStatus }] } });

  test("that is on is fine", async () => {
    expect(await check("region", answer("opted-in"))).toEqual(["fine: us-east-1 is on"]);
  });

  test("that is off names the command that switches it on", async () => {
    expect(await check("region", answer("not-opted-in"))).toEqual([
      "problem: us-east-1 is switched off in this account; aws account enable-region --region-name us-east-1, and wait until it is on",
    ]);
  });
});

describe("zones", () => {
  test("that exist are fine", async () => {
    expect(await check("zones", { "ec2 describe-availability-zones": { AvailabilityZones: ZONES } })).toEqual([
      "fine: us-east-1a and us-east-1b exist and are up",
    ]);
  });

  test.each([
    [
      [zone("us-east-1a", "use1-az6"), zone("us-east-1c", "use1-az2")],
      "problem: us-east-1b is no zone of this account; write one of us-east-1a, us-east-1c",
    ],
    [
      [zone("us-east-1a", "use1-az6"), zone("us-east-1b", "use1-az1", "impaired")],
      "problem: us-east-1b is impaired; wait, or write another zone",
    ],
    // which letter is use1-az3 differs from account to account
    [
      [zone("us-east-1a", "use1-az6"), zone("us-east-1b", "use1-az3")],
      "problem: us-east-1b is use1-az3 in this account, where EKS takes no control plane; write one of us-east-1a, or leave it out of cluster.zones",
    ],
  ])("%j", async (AvailabilityZones, line) => {
    expect(await check("zones", { "ec2 describe-availability-zones": { AvailabilityZones } })).toEqual([line]);
  });

  test("need take a control plane only where the environment has one", async () => {
    const environment = environmentWith([
      /( {4}us-east-1b: .*\n)/,
      "$1    us-east-1c: { public: 10.20.2.0/24, private: 10.20.48.0/20 }\n",
    ]);
    const AvailabilityZones = [...ZONES.slice(0, 2), zone("us-east-1c", "use1-az3")];
    expect(await check("zones", { "ec2 describe-availability-zones": { AvailabilityZones } }, { environment })).toEqual(
      ["fine: us-east-1a, us-east-1b and us-east-1c exist and are up"],
    );
  });
});

describe("quotas", () => {
  const quota = (Value: number) => ({ "service-quotas get-service-quota": { Quota: { Value } } });
  const instance = (type: string, more: object = {}) => ({ State: { Name: "running" }, InstanceType: type, ...more });
  const running = (...Instances: object[]) => ({ "ec2 describe-instances": { Reservations: [{ Instances }] } });

  test("a new account's five vCPU are too few for the spot nodes", async () => {
    expect(await check("quota-spot", { ...quota(5), ...running() })).toEqual([
      "problem: vCPU of spot instances (standard families): needed 12, in use by others 0, allowed 5; aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-34B43A08 --desired-value 12 --region us-east-1",
    ]);
  });

  test("what others use counts, what this environment uses already does not", async () => {
    const spot = { InstanceLifecycle: "spot", CpuOptions: { CoreCount: 2, ThreadsPerCore: 2 } };
    const own = { ...spot, Tags: [{ Key: "Platform", Value: "statuspage" }] };
    const answers = {
      ...quota(16),
      ...running(instance("t3.xlarge", spot), instance("t3.small", own), instance("g5.xlarge", spot)),
    };
    expect(await check("quota-spot", answers)).toEqual([
      "fine: vCPU of spot instances (standard families): needed 12, in use by others 4, allowed 16",
    ]);
  });

  test("on-demand and spot are two limits", async () => {
    const answers = { ...quota(5), ...running(instance("t3.xlarge", { InstanceLifecycle: "spot" })) };
    expect(await check("quota-on-demand", answers)).toEqual([
      "fine: vCPU of on-demand instances (standard families): needed 4, in use by others 0, allowed 5",
    ]);
  });

  test("addresses of NAT gateways and Jenkins are counted from what is synthesized", async () => {
    const Addresses = [{}, {}, {}, {}];
    expect(await check("quota-elastic-ips", { ...quota(5), "ec2 describe-addresses": { Addresses } })).toEqual([
      "problem: elastic IP addresses: needed 2, in use by others 4, allowed 5; aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-0263D0A3 --desired-value 6 --region us-east-1",
    ]);
  });

  test("a quota that nobody ever changed has AWS's default", async () => {
    const answers = {
      "service-quotas get-service-quota": ABSENT,
      "service-quotas get-aws-default-service-quota": { Quota: { Value: 5 } },
      "ec2 describe-vpcs": { Vpcs: [{}] },
    };
    expect(await check("quota-vpcs", answers)).toEqual(["fine: VPCs: needed 1, in use by others 1, allowed 5"]);
  });

  test("a quota that may not be read is not checked", async () => {
    expect(await check("quota-vpcs", { "ec2 describe-vpcs": { Vpcs: [] } })).toEqual([
      "unchecked: could not be checked (AccessDenied): not authorized to perform it; allow whoever runs this the call that is named, or ask somebody who may",
    ]);
  });
});

describe("names", () => {
  const roles = (...names: string[]) => ({ "iam list-roles": { Roles: names.map((RoleName) => ({ RoleName })) } });

  test("that nobody has are free", async () => {
    expect((await check("names-iam-role", roles("somebody-else")))[0]).toMatch(
      /^fine: statuspage-\S+ and \d+ more are free$/,
    );
  });

  test("that are taken and in no state stop the deployment", async () => {
    expect(await check("names-iam-role", roles("statuspage-cluster-role"))).toEqual([
      "problem: statuspage-cluster-role is taken, and in no state of this environment; import it into the state (terraform import), remove it, or rename the environment",
    ]);
  });

  test("that this environment has made already are its own", async () => {
    const resources = [
      {
        stack: "cluster",
        type: "aws_iam_role",
        address: "aws_iam_role.main",
        attributes: { name: "statuspage-cluster-role" },
      } as const,
    ];
    const lines = await check("names-iam-role", roles("statuspage-cluster-role"), {
      states: { resources, unread: [] },
    });
    expect(lines[0]).toMatch(/^fine: /);
  });

  test("whose owner cannot be known are not called free", async () => {
    const unread = [{ stack: "cluster", why: "denied" } as const];
    expect(
      await check("names-iam-role", roles("statuspage-cluster-role"), { states: { resources: [], unread } }),
    ).toEqual([
      "unchecked: statuspage-cluster-role exist; whether they are this environment's own is not known without the state of cluster; see states",
    ]);
  });

  test("of a secret that waits for its deletion are taken, and the cure frees them", async () => {
    const SecretList = [{ Name: "statuspage-jenkins-admin", DeletedDate: 1 }];
    const [line] = await check("names-secretsmanager-secret", { "secretsmanager list-secrets": { SecretList } });
    expect(line).toBe(
      "problem: statuspage-jenkins-admin is taken, and in no state of this environment; aws secretsmanager delete-secret --secret-id statuspage-jenkins-admin --force-delete-without-recovery: one that waits for its deletion keeps its name",
    );
  });

  test("of a bucket that another account has are taken", async () => {
    const forbidden = "An error occurred (403) when calling the HeadBucket operation: Forbidden";
    expect((await check("names-s3-bucket", { "s3api head-bucket": forbidden }))[0]).toMatch(
      /^problem: statuspage-terraform-state-444455556666 is taken/,
    );
  });
});

describe("state", () => {
  const there = { "s3api head-bucket": {} };

  test("a lock is taken and released with the key of the states", async () => {
    const it = subject({
      "sts get-caller-identity": IDENTITY,
      ...there,
      "s3api put-object": {},
      "s3api delete-object": {},
    });
    const checks = CHECKS.filter(({ id }) => id === "state-bucket");
    const { lines } = await diagnose(it, checks);
    expect(lines).toEqual([
      {
        check: "state-bucket",
        verdict: "fine",
        sentence: "statuspage-terraform-state-444455556666 takes and releases locks",
      },
    ]);
    expect((it.aws as unknown as { calls: string[] }).calls.slice(2)).toEqual([
      expect.stringMatching(
        /^s3api put-object --bucket statuspage-terraform-state-444455556666 --key statuspage\/doctor\.tflock/,
      ),
      "s3api delete-object --bucket statuspage-terraform-state-444455556666 --key statuspage/doctor.tflock",
    ]);
  });

  test("a bucket that may not be written is not called usable", async () => {
    expect((await check("state-bucket", there))[0]).toMatch(/^unchecked: /);
  });

  test("before bootstrap there is no bucket yet", async () => {
    expect(await check("state-bucket", { "s3api head-bucket": ABSENT })).toEqual([
      "note: the bucket statuspage-terraform-state-444455556666 is not there yet; deploy statuspage-bootstrap first; it makes it",
    ]);
  });

  test("a bucket that is gone although states are in it is a problem", async () => {
    const moved = environmentWith(["bootstrap: local", "bootstrap: s3"]);
    expect((await check("state-bucket", { "s3api head-bucket": ABSENT }, { environment: moved }))[0]).toMatch(
      /^problem: .*is gone/,
    );
  });

  test("a lock that somebody left is named with its cure", async () => {
    const Contents = [{ Key: "statuspage/network.tfstate" }, { Key: "statuspage/network.tfstate.tflock" }];
    expect(await check("locks", { "s3api list-objects-v2": { Contents } })).toEqual([
      "problem: the state of network is locked (statuspage/network.tfstate.tflock); wait for whoever works on it; after a kill: terraform -chdir=cdktf.out/stacks/statuspage-network force-unlock <the id that a plan prints>",
    ]);
  });
});

describe("versions", () => {
  const clusterVersions = [
    { clusterVersion: "1.33", versionStatus: "EXTENDED_SUPPORT" },
    { clusterVersion: "1.35", versionStatus: "STANDARD_SUPPORT" },
    { clusterVersion: "1.36", status: "standard-support" },
  ];
  const eks = { "eks describe-cluster-versions": { clusterVersions } };
  const kubernetes = (version: string, type = "STANDARD") =>
    ({
      ...subject({}).environment,
      cluster: { ...environmentWith().cluster, version, supportType: type },
    }) as Subject["environment"];

  test.each([
    ["1.35", "STANDARD", "fine: EKS offers Kubernetes 1.35 (standard support)"],
    ["1.36", "STANDARD", "fine: EKS offers Kubernetes 1.36 (standard support)"],
    ["1.33", "EXTENDED", "fine: EKS offers Kubernetes 1.33 (extended support)"],
    [
      "1.33",
      "STANDARD",
      'problem: Kubernetes 1.33 left standard support, and supportType is STANDARD; write cluster.version: "1.35" or "1.36", or supportType: EXTENDED for six times the hourly price',
    ],
    ["1.37", "STANDARD", 'problem: EKS does not offer Kubernetes 1.37; write cluster.version: "1.35" or "1.36"'],
  ])("Kubernetes %s with %s support", async (version, type, line) => {
    expect(await check("kubernetes-version", eks, { environment: kubernetes(version, type) })).toEqual([line]);
  });

  test("an add-on that EKS does not offer for the version is named", async () => {
    const addons = [{ addonName: "vpc-cni", addonVersions: [] }];
    const lines = await check("add-on-versions", { "eks describe-addon-versions": { addons } });
    expect(lines).toContain(
      "problem: EKS does not offer the add-on coredns for Kubernetes 1.35; write another cluster.version",
    );
  });

  test("add-ons of AWS's default version need only be offered", async () => {
    const names = ["aws-ebs-csi-driver", "aws-secrets-store-csi-driver-provider", "coredns", "eks-pod-identity-agent"];
    const addons = [...names, "kube-proxy", "metrics-server", "vpc-cni"].map((addonName) => ({
      addonName,
      addonVersions: [],
    }));
    expect((await check("add-on-versions", { "eks describe-addon-versions": { addons } }))[0]).toMatch(
      /^fine: EKS offers /,
    );
  });

  const rds = (...versions: string[]) => ({
    "rds describe-db-engine-versions": { DBEngineVersions: versions.map((EngineVersion) => ({ EngineVersion })) },
  });

  test("a major of PostgreSQL is offered while one of its minors is", async () => {
    expect(await check("postgresql-version", rds("15.18", "16.13", "16.14"))).toEqual([
      "fine: RDS offers PostgreSQL 16.13 and 16.14",
    ]);
  });

  test("a minor of PostgreSQL that is gone names one that is there", async () => {
    const environment = environmentWith(['engineVersion: "16"', 'engineVersion: "16.14"']);
    expect(await check("postgresql-version", rds("16.15", "16.16"), { environment })).toEqual([
      'problem: RDS does not offer PostgreSQL 16.14; write data.database.engineVersion: "16" or "16.16"',
    ]);
  });

  test("a version of the cache that is gone names those that are there", async () => {
    const answers = {
      "elasticache describe-cache-engine-versions": { CacheEngineVersions: [{ EngineVersion: "7.2" }] },
    };
    expect(await check("cache-version", answers)).toEqual([
      "problem: ElastiCache does not offer redis 7.1; write data.cache.engineVersion: one of 7.2",
    ]);
  });
});

describe("instances", () => {
  const offered = (...places: [string, string][]) => ({
    "ec2 describe-instance-type-offerings": {
      InstanceTypeOfferings: places.map(([InstanceType, Location]) => ({ InstanceType, Location })),
    },
  });

  test("a type that is missing in one zone of the nodes is a problem", async () => {
    const environment = environmentWith([/instanceTypes: \[t3.small.*\]/, "instanceTypes: [t3.small]"]);
    const answers = offered(["t3.small", "us-east-1a"], ["t3.large", "us-east-1a"], ["t3.medium", "us-east-1b"]);
    expect(await check("instance-types", answers, { environment })).toEqual([
      "problem: t3.small (cluster.nodeGroups.workers.instanceTypes) is not offered in us-east-1b, only in us-east-1a; write another type in cluster.nodeGroups.workers.instanceTypes",
      "problem: t3.medium (delivery.jenkins.agent.instanceType) is not offered in us-east-1a, only in us-east-1b; write another type in delivery.jenkins.agent.instanceType",
    ]);
  });

  test("a type need only be offered where its nodes are", async () => {
    const environment = environmentWith([
      "instanceTypes: [t3.small",
      "zones: [us-east-1a]\n      instanceTypes: [t3.small",
    ]);
    const types = (environment.cluster?.nodeGroups.workers?.instanceTypes ?? []).map((type): [string, string] => [
      type,
      "us-east-1a",
    ]);
    const lines = await check("instance-types", offered(...types, ["t3.large", "us-east-1a"]), { environment });
    expect(lines[0]).toMatch(/^fine: /);
  });

  test("a class that RDS offers in too few zones is a problem", async () => {
    const answers = {
      "rds describe-db-engine-versions": { DBEngineVersions: [{ EngineVersion: "16.14" }] },
      "rds describe-orderable-db-instance-options": {
        OrderableDBInstanceOptions: [{ DBInstanceClass: "db.m5.large", AvailabilityZones: [{ Name: "us-east-1d" }] }],
      },
    };
    expect(await check("database-class", answers)).toEqual([
      "problem: RDS offers db.m5.large with PostgreSQL 16.14 in none of the environment's zones, and 1 are needed; write another data.database.instanceClass",
    ]);
  });
});

describe("the Kubernetes API", () => {
  const cluster = (more: object = {}) => ({
    "eks describe-cluster": {
      cluster: {
        status: "ACTIVE",
        version: "1.35",
        endpoint: "https://api.example",
        resourcesVpcConfig: { endpointPublicAccess: false },
        ...more,
      },
    },
  });

  test("that answers is fine, whatever it answers", async () => {
    expect(await check("kubernetes-api", cluster())).toEqual(["fine: https://api.example answers"]);
  });

  const CURE =
    "run this from such a range with a way into the VPC (VPN, bastion, a runner there), write yours into cluster.privateAccessCidrs, or your public address into cluster.publicAccessCidrs";

  test.each([
    [{ endpointPublicAccess: false }, "from the internet nobody"],
    [{ endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.7/32"] }, "from the internet 203.0.113.7/32"],
  ])("that does not answer says from where it would: %j", async (resourcesVpcConfig, internet) => {
    const connect = async () => "no answer within 5 seconds";
    expect(await check("kubernetes-api", cluster({ resourcesVpcConfig }), { connect })).toEqual([
      `problem: https://api.example does not answer from here (no answer within 5 seconds); within the VPC it admits its nodes, 10.64.0.0/16, ${internet}; ${CURE}`,
    ]);
  });

  test("of a cluster that is not there yet cannot be tried", async () => {
    expect((await check("kubernetes-api", { "eks describe-cluster": ABSENT }))[0]).toMatch(
      /^note: the cluster statuspage is not made yet/,
    );
  });
});

describe("workloads", () => {
  const cluster = {
    status: "ACTIVE",
    endpoint: "https://api.example",
    certificateAuthority: { data: Buffer.from("a certificate").toString("base64") },
  };
  const answers = {
    "eks describe-cluster": { cluster },
    "eks get-token": { status: { token: "k8s-aws-v1.token" } },
  };

  test("that are whole are fine", async () => {
    expect(await check("workloads", answers)).toEqual([
      "fine: every release is whole, no deletion is stuck, and mounted secrets are renewed",
    ]);
  });

  test("that an apply left half-way are a problem with its cure", async () => {
    const labels = { name: "grafana", status: "pending-install", version: "1" };
    const record = { metadata: { name: "sh.helm.release.v1.grafana.v1", namespace: "monitoring", labels } };
    const kubernetes = { get: async (path: string) => ({ items: path.includes("secrets") ? [record] : [] }) };
    expect(await check("workloads", answers, { kubernetes })).toEqual([
      "problem: release grafana in monitoring is pending-install: it was interrupted, and every apply of it fails; helm uninstall grafana --namespace monitoring, then apply again",
    ]);
  });

  test("that nobody may look at are unchecked", async () => {
    const get = () => Promise.reject(new NoAnswer("403", "/api/v1/secrets: forbidden"));
    const kubernetes = { get };
    expect((await check("workloads", answers, { kubernetes }))[0]).toMatch(/^unchecked: could not be checked \(403\)/);
  });

  test("of a cluster that does not answer are unchecked", async () => {
    const connect = async () => "no answer within 5 seconds";
    expect(await check("workloads", answers, { connect })).toEqual([
      "unchecked: nobody looked into the cluster: no answer within 5 seconds; see kubernetes-api",
    ]);
  });

  test("of a cluster that is not there yet are none", async () => {
    expect((await check("workloads", { "eks describe-cluster": ABSENT }))[0]).toMatch(
      /^note: the cluster statuspage is not there yet/,
    );
  });
});

describe("service-linked roles", () => {
  test("that are missing are named with the command that makes them, and stop nothing", async () => {
    const Roles = [
      "AmazonEKS",
      "AmazonEKSNodegroup",
      "AutoScaling",
      "ElasticLoadBalancing",
      "RDS",
      "ElastiCache",
      "Backup",
    ].map((name) => ({ RoleName: `AWSServiceRoleFor${name}` }));
    expect(await check("service-linked-roles", { "iam list-roles": { Roles } })).toEqual([
      "note: AWSServiceRoleForEC2Spot will be made at their first use, for which the deployer needs iam:CreateServiceLinkedRole; or somebody who may: for name in spot.amazonaws.com; do aws iam create-service-linked-role --aws-service-name $name; done",
    ]);
  });
});

describe("renderText", () => {
  test("is one line a finding, with the cure, and a sum", () => {
    const lines = [
      { check: "node", verdict: "fine", sentence: "Node.js 20.20.2" },
      { check: "region", verdict: "problem", sentence: "x is off", cure: "switch it on" },
    ] as const;
    const counts = { fine: 1, note: 0, problem: 1, unchecked: 0 };
    expect(renderText({ environment: "shop", lines, counts, exitCode: 2 })).toBe(
      "fine       node    Node.js 20.20.2\nproblem    region  x is off; switch it on\n\nshop: 1 problem, 0 not checked, 0 notes, 1 fine\n",
    );
  });
});

describe("checks", () => {
  test("without any answer of AWS not one check of AWS passes", async () => {
    const { lines } = await diagnose(subject({ "sts get-caller-identity": IDENTITY }));
    const passed = lines.filter(({ verdict }) => verdict === "fine").map((line) => line.check);
    expect(passed).toEqual(["node", "terraform", "aws-cli", "credentials", "states", "names-iam-instance-profile"]);
  });
});
