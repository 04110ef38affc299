import { load, problemsWith, SHOP, shopWith } from "./fixture";

/** A change to the shop's file and the one problem it must give; no problem means that it must be accepted. */
type Case = [what: string, find: string | RegExp, write: string, problem?: string];

const cases = (name: string, table: readonly Case[]) =>
  describe(name, () => {
    const complete = table.map(([what, find, write, problem = ""]) => [what, find, write, problem] as const);
    test.each(complete)("%s", (_, find, write, problem) => {
      expect(problemsWith([find, write])).toEqual(problem === "" ? [] : [problem]);
    });
  });

test("the fixture itself is accepted", () => {
  expect(load({ "shop.yaml": SHOP }).warnings).toEqual([]);
});

cases("names and parts", [
  [
    "a name that is not the file's",
    /name: shop\n/,
    "name: other\n",
    'name: "other" is not the file\'s name; write shop, or rename the file to other.yaml',
  ],
  [
    "a tag that AWS reserves",
    "region:",
    "tags: { aws:x: y }\nregion:",
    'tags.aws:x: "aws:x" starts with aws:, which AWS reserves; write another key',
  ],
  [
    "a tag the platform sets",
    "region:",
    "tags: { Stack: y }\nregion:",
    'tags.Stack: "Stack" is set by the platform itself; remove it or write another key',
  ],
]);

test("workloads and delivery need a cluster", () => {
  expect(problemsWith([/cluster:\n(?: .*\n)+/, ""])).toEqual([
    "delivery: has no cluster to deliver to; write a cluster: section too, or remove this one",
    "workloads: has no cluster to run on; write a cluster: section too, or remove this one",
  ]);
});

cases("viewers", [
  [
    "one who is an administrator",
    "admins: [arn:aws:iam::111122223333:role/admin]",
    "admins: [arn:aws:iam::111122223333:role/admin]\n  viewers: [arn:aws:iam::111122223333:role/admin]",
    "cluster.viewers.0: arn:aws:iam::111122223333:role/admin is one of cluster.admins, who look too; remove it here",
  ],
  [
    "the same one twice",
    "admins: [arn:aws:iam::111122223333:role/admin]",
    "admins: [arn:aws:iam::111122223333:role/admin]\n  viewers: [arn:aws:iam::111122223333:role/a, arn:aws:iam::111122223333:role/a]",
    'cluster.viewers.1: "arn:aws:iam::111122223333:role/a" is here twice; remove one of the two',
  ],
]);

test("roles of GitHub need no cluster", () => {
  const only = "delivery: { github: { repository: example/platform } }\n";
  const changes = [
    [/cluster:\n(?: .*\n)+/, ""],
    [/delivery:\n(?: .*\n)+/, only],
    [/workloads:\n(?: .*\n)+/, ""],
  ] as const;
  expect(problemsWith(...changes)).toEqual([]);
});

cases("the address plan", [
  [
    "two subnets that overlap",
    "private: 10.20.32.0/20",
    "private: 10.20.16.0/21",
    "network.zones.eu-central-1b.private: 10.20.16.0/21 overlaps eu-central-1a.private; choose a range of its own",
  ],
  [
    "a subnet within another",
    "public: 10.20.1.0/24",
    "public: 10.20.17.0/24",
    "network.zones.eu-central-1b.public: 10.20.17.0/24 overlaps eu-central-1a.private; choose a range of its own",
  ],
  [
    "a subnet outside the VPC",
    "public: 10.20.1.0/24",
    "public: 10.21.1.0/24",
    "network.zones.eu-central-1b.public: 10.21.1.0/24 is outside network.cidr 10.20.0.0/16; choose a range within it",
  ],
  [
    "a subnet that is too small",
    "public: 10.20.1.0/24",
    "public: 10.20.1.0/29",
    "network.zones.eu-central-1b.public: 10.20.1.0/29 is smaller than AWS allows; write a /28 or larger",
  ],
  [
    "a VPC that is too large",
    "cidr: 10.20.0.0/16",
    "cidr: 10.0.0.0/8",
    "network.cidr: 10.0.0.0/8 is not a size a VPC can have; write a range from /16 to /28",
  ],
  [
    "one zone",
    / {4}eu-central-1b:.*\n/,
    "",
    "network.zones: has one zone; write two at least, EKS and load balancers need them",
  ],
  [
    "a zone of another region",
    "eu-central-1b:",
    "eu-west-1b:",
    "network.zones.eu-west-1b: eu-west-1b is not in eu-central-1; write a zone like eu-central-1a",
  ],
]);

test("nodes without a way out are warned of, with every service they need", () => {
  const file = shopWith(
    ["nat: single\n  natZone: eu-central-1a", "nat: none"],
    [/ {2}jenkins:\n(?: {4}.*\n)+/, ""],
    [/workloads:\n(?: .*\n)+/, ""],
  );
  expect(load({ "shop.yaml": file }).warnings.map((line) => line.replace(/.*\//, ""))).toEqual([
    "shop.yaml:10  network.nat: none leaves nodes without a way to AWS and to image registries; write single or per-zone, or list every service they need in interfaceEndpoints (autoscaling, ec2, ecr.api, ecr.dkr, eks, eks-auth, elasticloadbalancing, logs, monitoring, secretsmanager, sns, sts)",
  ]);
});

test("workloads and builds without a way out are refused: what they need is in public registries", () => {
  const builds =
    "network.nat: none leaves the machine that builds for Jenkins, in a private subnet, without a way to its packages, to Git and to registries; write single or per-zone";
  const without = [/workloads:\n(?: .*\n)+/, ""] as const;
  expect(problemsWith(["nat: single", "nat: none"], [/ {4}pipelines:.*\n/, ""], without)).toEqual([builds]);
  expect(problemsWith(["nat: single", "nat: none"])).toEqual([
    builds,
    "network.nat: none leaves the workloads without the public registries that their charts and images come from; write single or per-zone",
  ]);
});

test("workloads that can be deployed from nowhere are warned of", () => {
  expect(load({ "shop.yaml": shopWith(["  privateAccessCidrs: [10.90.0.0/16]\n", ""]) }).warnings).toEqual([
    expect.stringMatching(
      /shop\.yaml:12 {2}cluster\.privateAccessCidrs: nobody but the nodes can reach the Kubernetes API, so the workloads can be deployed from nowhere; write the range of the runner, VPN or bastion that deploys them/,
    ),
  ]);
});

cases("zones that other sections name", [
  [
    "the zone of the NAT gateway",
    "natZone: eu-central-1a",
    "natZone: eu-central-1c",
    "network.natZone: eu-central-1c is not one of network.zones; write one of eu-central-1a, eu-central-1b",
  ],
  [
    "the zone of Jenkins",
    "    zone: eu-central-1a",
    "    zone: eu-central-1c",
    "delivery.jenkins.zone: eu-central-1c is not one of network.zones; write one of eu-central-1a, eu-central-1b",
  ],
  [
    "a control plane in one zone",
    '"1.35"',
    '"1.35"\n  zones: [eu-central-1a]',
    "cluster.zones: has fewer than two zones; write two at least, EKS needs them",
  ],
  [
    "a control plane where there are no subnets",
    '"1.35"',
    '"1.35"\n  zones: [eu-central-1a, eu-central-1c]',
    "cluster.zones.1: eu-central-1c is not one of network.zones; write one of eu-central-1a, eu-central-1b",
  ],
  [
    "nodes twice in one zone",
    "{ instanceTypes: [t3.medium],",
    "{ zones: [eu-central-1a, eu-central-1a], instanceTypes: [t3.medium],",
    'cluster.nodeGroups.workers.zones.1: "eu-central-1a" is here twice; remove one of the two',
  ],
]);

test.each([
  [
    "the one NAT gateway",
    "  natZone: eu-central-1a\n",
    "",
    /network\.natZone: the NAT gateway and its address are in eu-central-1a, the first zone by name, and are replaced when an earlier one joins; write natZone: eu-central-1a$/,
  ],
  [
    "Jenkins",
    "    zone: eu-central-1a\n",
    "",
    /delivery\.jenkins\.zone: Jenkins and its data volume are in eu-central-1a, the first zone by name, and are replaced when an earlier one joins; write zone: eu-central-1a$/,
  ],
  [
    "a zone of a NAT gateway that there is not",
    "nat: single",
    "nat: per-zone",
    /network\.natZone: eu-central-1a is for the one gateway of nat: single and does nothing with nat: per-zone; remove it$/,
  ],
  [
    "a single pool of spot capacity",
    "capacity: on-demand",
    "capacity: spot",
    /cluster\.nodeGroups\.workers\.instanceTypes: t3\.medium alone is one pool of spot capacity, and there are no nodes when it is empty; write more types that are no smaller, like \[t3\.medium, t3a\.medium, /,
  ],
])("%s is warned of", (_, find, write, warning) => {
  expect(load({ "shop.yaml": shopWith([find, write]) }).warnings).toEqual([expect.stringMatching(warning)]);
});

describe("apps that choose their nodes", () => {
  const BATCH =
    "    batch: { instanceTypes: [t3.medium], capacity: on-demand, min: 0, desired: 0, max: 1, taints: [{ key: batch, effect: NO_SCHEDULE }] }\n  ";
  const withBatch = (replicas: number, group = "batch"): readonly [string | RegExp, string][] => [
    [/(nodeGroups:\n {4}workers: .*\n)/, `$1${BATCH.trimEnd()}\n`],
    ["replicas: 2", `replicas: ${replicas}\n      nodeGroup: ${group}`],
  ];

  test("may choose a group with taints", () => {
    expect(problemsWith(...withBatch(2))).toEqual([]);
  });

  test("must fit the group that they choose", () => {
    expect(problemsWith(...withBatch(12))).toEqual([
      "cluster.nodeGroups.batch: 12 pods choose this group and do not fit: 1 nodes hold 11 besides the 6 system pods on each; write a higher max, larger instance types or fewer replicas",
    ]);
  });

  test("choose a group that there is", () => {
    expect(problemsWith(...withBatch(2, "gpu"))).toEqual([
      'workloads.apps.web.nodeGroup: "gpu" is not one of cluster.nodeGroups; write one of workers, batch',
    ]);
  });
});

cases("the cluster", [
  [
    "a node group with a name that leaves no room for its zone",
    "workers:",
    `${"w".repeat(35)}:`,
    `cluster.nodeGroups.${"w".repeat(35)}: "${"w".repeat(35)}" has 35 characters; write 34 at most, the zone and a random ending are added to it`,
  ],
  [
    "a version that ended",
    '"1.35"',
    '"1.28"',
    'cluster.version: 1.28 ended on 2025-11-26 and can no longer be created; write "1.35" or "1.36"',
  ],
  [
    "a version in extended support",
    '"1.35"',
    '"1.33"',
    'cluster.version: 1.33 left standard support on 2026-07-29; write "1.35" or "1.36", or supportType: EXTENDED for $0.60 instead of $0.10 an hour',
  ],
  ["a version in extended support that is wanted", 'version: "1.35"', 'version: "1.33"\n  supportType: EXTENDED'],
  [
    "a version that ended, in spite of extended support",
    'version: "1.35"',
    'version: "1.30"\n  supportType: EXTENDED',
    'cluster.version: 1.30 ended on 2026-07-23 and can no longer be created; write "1.35" or "1.36"',
  ],
  [
    "a version that is not known",
    '"1.35"',
    '"1.37"',
    'cluster.version: 1.37 is not in the support calendar of 2026-11-23; write "1.35" or "1.36"',
  ],
  ["the newest version", '"1.35"', '"1.36"'],
  [
    "fewer desired nodes than min",
    "desired: 2",
    "desired: 1",
    "cluster.nodeGroups.workers.desired: 1 is below min 2; write 2 or more",
  ],
  [
    "more desired nodes than max",
    "desired: 2",
    "desired: 5",
    "cluster.nodeGroups.workers.desired: 5 is above max 4; write 4 or less",
  ],
  [
    "an instance type that is not known",
    "[t3.medium]",
    "[t3.mediun]",
    'cluster.nodeGroups.workers.instanceTypes.0: "t3.mediun" is not in environments/instance-types.json; write a type it has, like t3.medium',
  ],
  [
    "an ARM type on an x86 image",
    "[t3.medium]",
    "[t4g.medium]",
    "cluster.nodeGroups.workers.instanceTypes.0: t4g.medium has arm64 processors, which AL2023_x86_64_STANDARD does not run on; write amiType: AL2023_ARM_64_STANDARD, or another type",
  ],
  [
    "an API that is open to everybody",
    '"1.35"',
    '"1.35"\n  publicAccessCidrs: [0.0.0.0/0]',
    "cluster.publicAccessCidrs.0: 0.0.0.0/0 opens the Kubernetes API to everybody; write the ranges of your office or VPN, or nothing for private access only",
  ],
  [
    "an API for every network that is ever connected",
    "10.90.0.0/16",
    "0.0.0.0/0",
    "cluster.privateAccessCidrs.0: 0.0.0.0/0 admits every network that is ever connected to the VPC; write the ranges of your runner, VPN or bastion",
  ],
  [
    "a range that is admitted twice",
    "10.90.0.0/16",
    "10.90.0.0/16, 10.90.0.0/16",
    'cluster.privateAccessCidrs.1: "10.90.0.0/16" is here twice; remove one of the two',
  ],
  [
    "an administrator who is named twice",
    "role/admin]",
    "role/admin, arn:aws:iam::111122223333:role/admin]",
    'cluster.admins.1: "arn:aws:iam::111122223333:role/admin" is here twice; remove one of the two',
  ],
  [
    "services within the VPC",
    '"1.35"',
    '"1.35"\n  serviceCidr: 10.20.0.0/16',
    "cluster.serviceCidr: 10.20.0.0/16 overlaps network.cidr 10.20.0.0/16; choose a range outside the VPC, like 172.20.0.0/16",
  ],
  [
    "public addresses for services",
    '"1.35"',
    '"1.35"\n  serviceCidr: 8.8.0.0/16',
    "cluster.serviceCidr: 8.8.0.0/16 is not a private range; write one within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
  ],
  [
    "a range for services that is too small",
    '"1.35"',
    '"1.35"\n  serviceCidr: 172.20.0.0/28',
    "cluster.serviceCidr: 172.20.0.0/28 is not a size EKS accepts; write a range from /12 to /24, like 172.20.0.0/16",
  ],
]);

test("a version about to leave standard support is warned of", () => {
  expect(load({ "shop.yaml": shopWith(['"1.35"', '"1.34"']) }).warnings).toEqual([
    expect.stringMatching(
      /cluster\.version: 1\.34 leaves standard support on 2026-12-02; plan the upgrade to "1\.35" or "1\.36"$/,
    ),
  ]);
});

cases("the data stores", [
  [
    "a minor version that ended",
    'engineVersion: "16"',
    'engineVersion: "16.4"',
    'data.database.engineVersion: 16.4 ended on 2026-05-31 and can no longer be created; write "16" and AWS picks the minor version, or "16.14"',
  ],
  ["a minor version that is current", 'engineVersion: "16"', 'engineVersion: "16.14"'],
  [
    "a major version that is not known",
    'engineVersion: "16"',
    'engineVersion: "12"',
    'data.database.engineVersion: 12 is not in the support calendar of 2026-11-23; write "16", "17" or "18"',
  ],
  [
    "storage without room to grow",
    "maxStorageGb: 100",
    "maxStorageGb: 21",
    "data.database.maxStorageGb: 21 leaves no room to grow from 20; write 22 or more",
  ],
  [
    "a user that RDS reserves",
    "user: shop }",
    "user: rdsadmin }",
    'data.database.user: "rdsadmin" is reserved by RDS; write another name',
  ],
  [
    "a backup during maintenance",
    "user: shop }",
    "user: shop, backupWindow: 04:00-05:00 }",
    "data.database.backupWindow: 04:00-05:00 overlaps maintenanceWindow sun:04:30-sun:05:30; write another time",
  ],
  [
    "a backup window that is too short",
    "user: shop }",
    "user: shop, backupWindow: 03:00-03:10 }",
    "data.database.backupWindow: 03:00-03:10 is shorter than 30 minutes; write a longer window",
  ],
  [
    "Redis that ended",
    'engineVersion: "7.1"',
    'engineVersion: "5.0"',
    'data.cache.engineVersion: redis 5.0 ended on 2026-01-31; write "7.1"',
  ],
  [
    "a Redis version that is not offered",
    'engineVersion: "7.1"',
    'engineVersion: "7.4"',
    'data.cache.engineVersion: redis 7.4 is not in the support calendar of 2026-11-23; write "7.1"',
  ],
  ["Valkey", 'cache: { engineVersion: "7.1"', 'cache: { engine: valkey, engineVersion: "8.2"'],
  [
    "the disabled user",
    "cache.t3.micro }",
    "cache.t3.micro, user: default }",
    'data.cache.user: "default" is the disabled user every cache has; write another name',
  ],
]);

cases("delivery", [
  [
    "roles of GitHub without a stack that makes them",
    /state: .*\n([\s\S]*)delivery:\n/,
    "state: { backend: local }\n$1delivery:\n  github: { repository: example/platform }\n",
    "delivery.github: needs the bootstrap stack, which makes the roles, and that exists for state.backend s3 only; write backend: s3, or leave github out",
  ],
  [
    "a repository of GitHub by its address",
    "delivery:\n",
    "delivery:\n  github: { repository: https://github.com/example/platform }\n",
    'delivery.github.repository: "https://github.com/example/platform" is not a GitHub repository as its tokens name it; write it like example/platform, or example@1234/platform@5678 where tokens have immutable ids (repositories made since 2026-07-15)',
  ],
  [
    "a repository of GitHub with half of its ids",
    "delivery:\n",
    "delivery:\n  github: { repository: example@1/platform }\n",
    'delivery.github.repository: "example@1/platform" is not a GitHub repository as its tokens name it; write it like example/platform, or example@1234/platform@5678 where tokens have immutable ids (repositories made since 2026-07-15)',
  ],
  [
    "Jenkins that is open to everybody",
    "[203.0.113.0/24]",
    "[0.0.0.0/0]",
    "delivery.jenkins.webCidrs.0: 0.0.0.0/0 opens Jenkins to everybody; write the ranges of your office or VPN, like 203.0.113.0/24",
  ],
  [
    "SSH that is open to everybody",
    "[203.0.113.0/24]",
    "[203.0.113.0/24]\n    sshCidrs: [198.51.100.0/24, 0.0.0.0/0]",
    "delivery.jenkins.sshCidrs.1: 0.0.0.0/0 opens Jenkins to everybody; write the ranges of your office or VPN, like 203.0.113.0/24",
  ],
  [
    "a missing list of ranges",
    "    webCidrs: [203.0.113.0/24]\n",
    "",
    "delivery.jenkins.webCidrs: is missing; write a list: Who may open the web interface (HTTPS). 0.0.0.0/0 is refused.",
  ],
  [
    "an empty list of ranges",
    "[203.0.113.0/24]",
    "[]",
    "delivery.jenkins.webCidrs: is empty, so nobody could open Jenkins; write the ranges of your office or VPN, like 203.0.113.0/24",
  ],
  [
    "an instance family that is not known",
    "t3.large",
    "t33.large",
    'delivery.jenkins.instanceType: "t33.large" is not in environments/instance-types.json; write a type it has, like t3.large',
  ],
  [
    "an ARM type",
    "t3.large",
    "t4g.large",
    "delivery.jenkins.instanceType: t4g.large has arm64 processors, and the image of Jenkins is for x86_64; write another type, like t3.large",
  ],
  [
    "an ARM type that builds",
    "instanceType: t3.large",
    "instanceType: t3.large\n    agent: { instanceType: t4g.medium }",
    "delivery.jenkins.agent.instanceType: t4g.medium has arm64 processors, and the image of Jenkins is for x86_64; write another type, like t3.medium",
  ],
  [
    "a disk too small to build on",
    "instanceType: t3.large",
    "instanceType: t3.large\n    agent: { rootVolumeGb: 8 }",
    "delivery.jenkins.agent.rootVolumeGb: 8 is not a whole number of GiB from 20 to 1024; write one within that range",
  ],
  [
    "a plugin without a version",
    "instanceType: t3.large",
    "instanceType: t3.large\n    plugins: { ansicolor: }",
    'delivery.jenkins.plugins.ansicolor: has no value; write a text: Exact version of the plugin in quotes, like "1.30".',
  ],
  [
    "a plugin at its latest version",
    "instanceType: t3.large",
    "instanceType: t3.large\n    plugins: { ansicolor: latest }",
    'delivery.jenkins.plugins.ansicolor: "latest" is not a plugin version; write the exact version in quotes, like "1.30"',
  ],
  [
    "a plugin id that is none",
    "instanceType: t3.large",
    'instanceType: t3.large\n    plugins: { "ansi color": "1.0" }',
    'delivery.jenkins.plugins.ansi color: "ansi color" is not a plugin id; write it as in plugins.jenkins.io, like timestamper',
  ],
  [
    "more plugins than fit into the first boot",
    "instanceType: t3.large",
    `instanceType: t3.large\n    plugins: { ${Array.from({ length: 150 }, (_, i) => `a-plugin-with-a-long-name-${i}: "1.0"`).join(", ")} }`,
    "delivery.jenkins: has plugins and pipelines of 6223 bytes, and 4800 fit into the first boot of an instance; write fewer or shorter ones",
  ],
  [
    "a certificate without a host",
    "instanceType: t3.large",
    "instanceType: t3.large\n    certificateArn: arn:aws:acm:eu-central-1:111122223333:certificate/x",
    "delivery.jenkins.certificateArn: has no name it is for; write jenkins.host too, like jenkins.example.com",
  ],
  [
    "a certificate of another region",
    "instanceType: t3.large",
    "instanceType: t3.large\n    host: ci.example.com\n    certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/x",
    "delivery.jenkins.certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/x is in us-east-1; write a certificate of eu-central-1, where the load balancer is",
  ],
  [
    "a certificate with its host",
    "instanceType: t3.large",
    "instanceType: t3.large\n    host: ci.example.com\n    certificateArn: arn:aws:acm:eu-central-1:111122223333:certificate/x",
  ],
  [
    "two repositories with one output name",
    "{ shop-repo: {} }",
    "{ shop-repo: {}, shop/repo: {} }",
    "delivery.repositories.shop/repo: shop/repo differs from shop-repo in punctuation only, so their outputs would have one name; write another",
  ],
  [
    "a Git repository with a password",
    "https://github.com/example/shop",
    "https://me:secret@github.com/example/shop",
    'delivery.jenkins.pipelines.shop.repositoryUrl: "https://me:secret@github.com/example/shop" is not the HTTPS address of a Git repository; write it like https://github.com/example/app',
  ],
  [
    "a Git repository that would be read as Terraform",
    "https://github.com/example/shop",
    '"https://github.com/${path.root}"',
    'delivery.jenkins.pipelines.shop.repositoryUrl: "https://github.com/${path.root}" is not the HTTPS address of a Git repository; write it like https://github.com/example/app',
  ],
  [
    "a branch that is none",
    "image: shop-repo,",
    'image: shop-repo, branch: "../x",',
    'delivery.jenkins.pipelines.shop.branch: "../x" is not a branch name; write it like main or release/2',
  ],
  [
    "a pipeline to an unknown repository",
    "image: shop-repo",
    "image: shup-repo",
    'delivery.jenkins.pipelines.shop.image: "shup-repo" is not one of delivery.repositories; write one of shop-repo',
  ],
  [
    "a pipeline to an unknown app",
    "app: web }",
    "app: wob }",
    'delivery.jenkins.pipelines.shop.app: "wob" is not one of workloads.apps; write one of web',
  ],
]);

cases("applications", [
  [
    "an image without a tag",
    "web:1.4.2",
    "web",
    'workloads.apps.web.image: "registry.example.com/shop/web" has no tag; write the exact version, like registry.example.com/shop/web:1.4.2',
  ],
  [
    "the latest image",
    "web:1.4.2",
    "web:latest",
    'workloads.apps.web.image: "registry.example.com/shop/web:latest" means another image every day; write the exact version, like registry.example.com/shop/web:1.4.2',
  ],
  ["an image by digest", "web:1.4.2", `web@sha256:${"a".repeat(64)}`],
  [
    "a registry with a port and no tag",
    "registry.example.com/shop/web:1.4.2",
    "registry:5000/web",
    'workloads.apps.web.image: "registry:5000/web" has no tag; write the exact version, like registry:5000/web:1.4.2',
  ],
  [
    "more CPU requested than allowed",
    "requests: { cpu: 250m",
    'requests: { cpu: "1"',
    "workloads.apps.web.resources.requests.cpu: 1 is above the limit 500m; write 500m or less",
  ],
  [
    "more memory requested than allowed",
    "memory: 256Mi",
    "memory: 1Gi",
    "workloads.apps.web.resources.requests.memory: 1Gi is above the limit 512Mi; write 512Mi or less",
  ],
  [
    "a volume with two replicas",
    "database: true",
    "volumes: { files: { sizeGb: 5, mountPath: /files } }",
    "workloads.apps.web.replicas: 2 is too many: an EBS volume (files) belongs to one pod at a time; write 1",
  ],
  [
    "a volume with autoscaling",
    "replicas: 2",
    "replicas: 1\n      autoscaling: { min: 1, max: 2 }\n      volumes: { files: { sizeGb: 5, mountPath: /files } }",
    "workloads.apps.web.autoscaling: cannot be used: an EBS volume (files) belongs to one pod at a time; write replicas: 1 instead",
  ],
  [
    "a node port outside the range",
    "nodePort: 30080",
    "nodePort: 8080",
    "workloads.apps.web.service.nodePort: 8080 is outside the node port range; write one from 30000 to 32767",
  ],
  [
    "a node port on a service without",
    "type: NodePort, nodePort: 30080",
    "type: NodePort",
    "workloads.apps.web.service: is a NodePort without nodePort; write a fixed port from 30000 to 32767",
  ],
  [
    "instance targets without a node port",
    "type: NodePort, nodePort: 30080",
    "type: ClusterIP",
    "workloads.apps.web.ingress.targetType: instance reaches pods through a node port, but the service is a ClusterIP; write ip, or service.type: NodePort with a nodePort",
  ],
  [
    "a health check that outlasts its interval",
    "timeoutSeconds: 5",
    "timeoutSeconds: 30",
    "workloads.apps.web.ingress.healthCheck.timeoutSeconds: 30 is not below intervalSeconds 30; write 29 or less",
  ],
  [
    "a namespace of the platform",
    "port: 8000",
    "port: 8000\n      namespace: kube-system",
    'workloads.apps.web.namespace: "kube-system" is a namespace of the platform itself; write a namespace of the app\'s own',
  ],
  [
    "a record without a host",
    "targetType: instance",
    "targetType: instance, dns: { zoneId: Z0123456789 }",
    "workloads.apps.web.ingress.dns: has no host to make a record for; write ingress.host too",
  ],
  [
    "a certificate of another region",
    "targetType: instance",
    "targetType: instance, certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/x",
    "workloads.apps.web.ingress.certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/x is in us-east-1; write a certificate of eu-central-1, where the load balancer is",
  ],
  [
    "users the load balancer does not admit",
    /nat: single([\s\S]*)group: shop,/,
    "nat: single\n  loadBalancerCidrs: [203.0.113.0/24]$1group: shop, allowedCidrs: [198.51.100.0/24],",
    "workloads.apps.web.ingress.allowedCidrs.0: 198.51.100.0/24 is not within network.loadBalancerCidrs (203.0.113.0/24); write a range within it, or widen that list",
  ],
  [
    "a pod that is larger than any node",
    "requests: { cpu: 250m, memory: 256Mi }, limits: { cpu: 500m, memory: 512Mi }",
    "requests: { cpu: 250m, memory: 4Gi }, limits: { cpu: 500m, memory: 4Gi }",
    "workloads.apps.web.resources.requests.memory: 4Gi is more than the largest node offers (3308Mi); write less, or larger instance types",
  ],
  [
    "more pods than the nodes hold",
    "replicas: 2",
    "replicas: 50",
    "cluster.nodeGroups: 59 pods do not fit: 4 nodes hold 44 besides the 6 system pods on each; write a higher max, larger instance types or fewer replicas",
  ],
]);

describe("two applications", () => {
  const second = (changes: string) => `${SHOP}    api:
      image: registry.example.com/shop/api:1.0.0
      port: 9000
      replicas: 1
      resources: { requests: { cpu: 250m, memory: 256Mi }, limits: { cpu: 500m, memory: 512Mi } }
${changes}`;
  const problems = (changes: string) => problemsWith([SHOP, second(changes)]);

  test("with one node port", () => {
    expect(problems("      service: { type: NodePort, nodePort: 30080 }\n")).toEqual([
      "workloads.apps.api.service.nodePort: 30080 is already the node port of web; write another from 30000 to 32767",
    ]);
  });

  test("in one ingress group with different schemes", () => {
    expect(
      problems("      ingress: { group: shop, path: /api, scheme: internet-facing, healthCheck: { path: / } }\n"),
    ).toEqual([
      "workloads.apps.api.ingress.scheme: internet-facing differs from internal of web in the same group shop; write the same, or another group",
    ]);
  });

  test("in one ingress group with one path", () => {
    expect(problems("      ingress: { group: shop, healthCheck: { path: / } }\n")).toEqual([
      "workloads.apps.api.ingress.path: / of any host is already answered by web in the group shop; write another path, host or group",
    ]);
  });

  test("in one ingress group with two values of one tag", () => {
    const tagged = (team: string, path: string) =>
      `ingress: { group: shop, path: ${path}, tags: { Team: ${team} }, targetType: ip, healthCheck: { path: / } }`;
    const change = [/ingress: \{ targetType: instance.*\n/, `${tagged("a", "/")}\n`] as const;
    expect(problemsWith([SHOP, second(`      ${tagged("b", "/api")}\n`)], change)).toEqual([
      'workloads.apps.api.ingress.tags.Team: "b" differs from "a" of web in the same group shop; write the same, or another group',
    ]);
  });

  test("in one namespace", () => {
    expect(problems("      namespace: web\n")).toEqual([
      'workloads.apps.api.namespace: "web" is already the namespace of web; write a namespace of the app\'s own',
    ]);
  });

  test("in groups of their own may differ", () => {
    expect(problems("      ingress: { scheme: internet-facing, healthCheck: { path: / } }\n")).toEqual([]);
  });
});

test("an app that wants a store the environment does not have", () => {
  expect(problemsWith(["database: true", "cache: true"], [/ {2}cache: \{.*\n/, ""])).toEqual([
    "workloads.apps.web.cache: is true, but this environment has no data.cache; write that section, or false",
  ]);
});
