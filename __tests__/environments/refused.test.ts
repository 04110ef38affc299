import { cases } from "./cases";
import { type Change, load, problemsWith, SHOP } from "./fixture";

const tag = (tags: string): Change[] => [["region:", `tags: { ${tags} }\nregion:`]];
const inApp = (more: string): Change[] => [["      database: true\n", `      database: true\n${more}`]];
const ingress = (more: string): Change[] => [["group: shop,", `group: shop, ${more},`]];

const ranges = (count: number): string => Array.from({ length: count }, (_, i) => `10.91.${i}.0/24`).join(", ");
/** As many further apps, all in one group, each with a path of its own. */
const manyApps = (count: number, portOf: (i: number) => number, more = (_: number) => ""): Change[] => [
  [
    "t3.medium], capacity: on-demand, min: 2, desired: 2, max: 4",
    "m5.24xlarge], capacity: on-demand, min: 4, desired: 4, max: 4",
  ],
  [
    / {4}web:(.|\n)*$/,
    Array.from(
      { length: count },
      (_, i) => `    app-${i}:
      image: registry.example.com/shop/app:1.4.2
      port: ${portOf(i)}
      resources: { requests: { cpu: 10m, memory: 16Mi }, limits: { cpu: 20m, memory: 32Mi } }
      ingress: { targetType: ip, group: all, path: /${i}, ${more(i)} healthCheck: { path: /health, intervalSeconds: 30, timeoutSeconds: 5 } }
`,
    ).join(""),
  ],
  [/ +pipelines: .*\n/, ""],
];

cases("tags", [
  ["letters of any script, spaces and the signs of AWS", tag('Größe: "a b_.:/=+-@1"')],
  ["an empty value", tag('Note: ""')],
  [
    "signs that IAM refuses",
    tag('Owner: "Ops, Platform #1"'),
    'tags.Owner: "Ops, Platform #1" is not a tag value that',
  ],
  [
    "an expression",
    tag("T: '${env}'"),
    'tags.T: "${env}" is not a tag value that every AWS service takes; write at most 256',
  ],
  ["a key that controllers would split", tag("a=b: x"), 'tags.a=b: "a=b" is not a tag key that'],
  ["a space at the end, which is lost on the way", tag('A: "x "'), 'tags.A: "x " is not a tag value'],
  ["a value of 257 characters", tag(`A: ${"x".repeat(257)}`), `tags.A: "${"x".repeat(200)}…" is not a tag value`],
  [
    "a key of the load balancer controller",
    tag("elbv2.k8s.aws/cluster: other"),
    'tags.elbv2.k8s.aws/cluster: "elbv2.k8s.aws/cluster" starts with elbv2.k8s.aws/, which the AWS Load Balancer Controller reserves',
  ],
  [
    "a key of Kubernetes",
    tag("kubernetes.io/cluster/x: owned"),
    'tags.kubernetes.io/cluster/x: "kubernetes.io/cluster/x" starts with kubernetes.io/, which Kubernetes reserves',
  ],
  [
    "a key of EKS",
    tag("EKS:cluster-name: x"),
    'tags.EKS:cluster-name: "EKS:cluster-name" starts with eks:, which Amazon EKS reserves',
  ],
  ["a value that AWS reserves", tag("A: aws:x"), 'tags.A: "aws:x" starts with aws:, which AWS reserves'],
  [
    "two keys equal but for case",
    tag("Team: a, team: b"),
    'tags.team: "team" differs from Team in upper and lower case only',
  ],
  [
    "a key equal to the platform's but for case",
    tag("managedby: x"),
    'tags.managedby: "managedby" differs from ManagedBy of the platform itself',
  ],
  [
    "more than fit with our own",
    tag(Array.from({ length: 40 }, (_, i) => `k${i}: v`).join(", ")),
    "tags: has 40 tags, and AWS takes 50",
  ],
  ["as many as fit with our own", tag(Array.from({ length: 39 }, (_, i) => `k${i}: v`).join(", "))],
  ["a load balancer's tag that the environment has too", [...tag("Team: a"), ...ingress("tags: { Team: b }")]],
  [
    "a load balancer's tag that differs from the environment's in case",
    [...tag("Team: a"), ...ingress("tags: { TEAM: b }")],
    'workloads.apps.web.ingress.tags.TEAM: "TEAM" differs from Team',
  ],
]);

const workers = (more: string): Change[] => [["max: 4 }", `max: 4, ${more} }`]];
cases("labels and taints of nodes", [
  ["a key of one's own", workers("labels: { example.com/team: web }, taints: []")],
  [
    "a role",
    workers('labels: { node-role.kubernetes.io/worker: "" }'),
    'cluster.nodeGroups.workers.labels.node-role.kubernetes.io/worker: "node-role.kubernetes.io/worker" is a label that Kubernetes reserves',
  ],
  [
    "a label of EKS",
    workers("labels: { eks.amazonaws.com/nodegroup: x }"),
    'cluster.nodeGroups.workers.labels.eks.amazonaws.com/nodegroup: "eks.amazonaws.com/nodegroup" is a label that Amazon EKS reserves',
  ],
  [
    "a key that is none",
    workers('labels: { "-a": x }'),
    'cluster.nodeGroups.workers.labels.-a: "-a" is not the key of a Kubernetes label',
  ],
  [
    "a value that is none",
    workers('labels: { a: "x y" }'),
    'cluster.nodeGroups.workers.labels.a: "x y" is not the value of a Kubernetes label',
  ],
  [
    "a reserved taint that does not keep pods away",
    workers("taints: [{ key: node.kubernetes.io/x, effect: PREFER_NO_SCHEDULE }]"),
    'cluster.nodeGroups.workers.taints.0.key: "node.kubernetes.io/x" is a taint that Kubernetes reserves',
  ],
]);

cases("regions, zones and endpoints", [
  [
    "a region that does not exist",
    [[/eu-central-1/g, "eu-middle-1"]],
    'region: "eu-middle-1" is not a commercial AWS region of 2026-11-28; did you mean eu-',
  ],
  [
    "a zone that the region does not have",
    [["eu-central-1b:", "eu-central-1f:"]],
    "network.zones.eu-central-1f: eu-central-1f is no zone of eu-central-1; write one of eu-central-1a, ",
  ],
  [
    "an endpoint with a typing error",
    [["nat: single", "nat: single\n  interfaceEndpoints: [ecr.apii]"]],
    'network.interfaceEndpoints.0: "ecr.apii" is not the short name of a service with an interface endpoint; did you mean ecr.api?',
  ],
  [
    "an endpoint for what has a gateway",
    [["nat: single", "nat: single\n  interfaceEndpoints: [s3]"]],
    "network.interfaceEndpoints.0: s3 is reached through its gateway endpoint already",
  ],
  [
    "an endpoint twice",
    [["nat: single", "nat: single\n  interfaceEndpoints: [sts, sts]"]],
    'network.interfaceEndpoints.1: "sts" is here twice',
  ],
  [
    "a public range as VPC",
    [
      ["cidr: 10.20.0.0/16", "cidr: 8.20.0.0/16"],
      [/(public|private): 10\.20/g, "$1: 8.20"],
    ],
    "network.cidr: 8.20.0.0/16 is public",
  ],
  [
    "a private subnet too small for nodes",
    [["private: 10.20.16.0/20", "private: 10.20.2.0/28"]],
    "network.zones.eu-central-1a.private: 10.20.2.0/28 is too small for nodes",
  ],
  [
    "a public subnet too small for a load balancer",
    [["public: 10.20.0.0/24", "public: 10.20.0.0/28"], ...ingress("scheme: internet-facing")],
    "network.zones.eu-central-1a.public: 10.20.0.0/28 is too small for a load balancer",
  ],
]);

test("a zone that has no EKS in most accounts is warned of", () => {
  const file = SHOP.replaceAll("eu-central-1", "us-east-1").replace("us-east-1b:", "us-east-1e:");
  expect(load({ "shop.yaml": file }).warnings[0]).toContain("us-east-1e is use1-az3 in most accounts");
});

const api = (ranges: string): Change[] => [["nodeGroups:", `publicAccessCidrs: [${ranges}]\n  nodeGroups:`]];
cases("who may come in", [
  [
    "two halves of the internet to the Kubernetes API",
    api("0.0.0.0/1, 128.0.0.0/1"),
    "cluster.publicAccessCidrs.0: 0.0.0.0/1 + 128.0.0.0/1 opens the Kubernetes API to everybody",
  ],
  [
    "four quarters to Jenkins",
    [["webCidrs: [203.0.113.0/24]", "webCidrs: [0.0.0.0/2, 64.0.0.0/2, 128.0.0.0/2, 192.0.0.0/2]"]],
    "delivery.jenkins.webCidrs: 0.0.0.0/2, 64.0.0.0/2, 128.0.0.0/2, 192.0.0.0/2 together open Jenkins to everybody",
  ],
  [
    "a private range from the internet",
    api("192.168.1.0/24"),
    "cluster.publicAccessCidrs.0: 192.168.1.0/24 holds addresses of 192.168.0.0/16, which never come from the internet",
  ],
  [
    "more rules than a security group takes",
    [
      [
        "nat: single",
        `nat: single\n  loadBalancerCidrs: [${Array.from({ length: 31 }, (_, i) => `203.0.${i}.0/24`).join(", ")}]`,
      ],
    ],
    "network.loadBalancerCidrs: 31 ranges make 62 rules for ports 80 and 443, and a security group takes 60",
  ],
  [
    "as many ranges for the private endpoint as fit besides what EKS and Jenkins have there",
    [["privateAccessCidrs: [10.90.0.0/16]", `privateAccessCidrs: [${ranges(58)}]`]],
  ],
  [
    "one more",
    [["privateAccessCidrs: [10.90.0.0/16]", `privateAccessCidrs: [${ranges(59)}]`]],
    "cluster.privateAccessCidrs: 59 ranges make 59 rules for the Kubernetes API, and a security group takes 58 besides 2 of its own",
  ],
  ["apps on as many ports as the nodes' security group takes", manyApps(60, (i) => 8000 + i)],
  [
    "apps on one port more",
    manyApps(61, (i) => 8000 + i),
    "workloads.apps.app-60.port: 8060 is one more than the 60 ports that the nodes' security group admits from load balancers",
  ],
  ["apps on one port, behind one load balancer, which is one rule", manyApps(61, () => 8000)],
  [
    "more paths than a load balancer takes rules",
    manyApps(101, () => 8000),
    "workloads.apps.app-100.ingress: is number 101 in the group all, and a load balancer takes 100 rules",
  ],
  [
    "more certificates than a load balancer takes",
    manyApps(
      28,
      () => 8000,
      (i) =>
        `certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/0000000${i % 10}-0000-0000-0000-0000000000${10 + i}",`,
    ),
    "workloads.apps.app-26.ingress.certificateArn: is number 27 in the group all, and a load balancer takes 26 certificates",
  ],
  [
    "a range twice",
    ingress("allowedCidrs: [203.0.113.0/24, 203.0.113.0/24]"),
    'workloads.apps.web.ingress.allowedCidrs.1: "203.0.113.0/24" is here twice',
  ],
  [
    "users the network admits, when nothing is said",
    [["nat: single", "nat: single\n  loadBalancerCidrs: [203.0.113.0/24]"]],
  ],
]);

const admin = (arn: string): Change[] => [["arn:aws:iam::111122223333:role/admin", arn]];
cases("who administers", [
  [
    "a role with a path",
    admin("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0a1b"),
  ],
  [
    "the account",
    admin("arn:aws:iam::111122223333:root"),
    'cluster.admins.0: "arn:aws:iam::111122223333:root" is not the ARN of an IAM role or user',
  ],
  [
    "a session",
    admin("arn:aws:sts::111122223333:assumed-role/Admin/jane"),
    'cluster.admins.0: "arn:aws:sts::111122223333:assumed-role/Admin/jane" is not',
  ],
  [
    "a group",
    admin("arn:aws:iam::111122223333:group/admins"),
    'cluster.admins.0: "arn:aws:iam::111122223333:group/admins" is not',
  ],
  [
    "a wildcard",
    admin('"arn:aws:iam::111122223333:role/*"'),
    'cluster.admins.0: "arn:aws:iam::111122223333:role/*" is not',
  ],
  [
    "another account",
    admin("arn:aws:iam::999900001111:role/admin"),
    "cluster.admins.0: arn:aws:iam::999900001111:role/admin is of the account 999900001111",
  ],
  [
    "another account that looks",
    [["nodeGroups:", "viewers: [arn:aws:iam::999900001111:role/plan]\n  nodeGroups:"]],
    "cluster.viewers.0: arn:aws:iam::999900001111:role/plan is of the account 999900001111",
  ],
  [
    "a session that looks",
    [["nodeGroups:", "viewers: [arn:aws:sts::111122223333:assumed-role/Plan/jane]\n  nodeGroups:"]],
    'cluster.viewers.0: "arn:aws:sts::111122223333:assumed-role/Plan/jane" is not',
  ],
  [
    "another account that is named",
    [
      ...admin("arn:aws:iam::999900001111:role/admin"),
      ["nodeGroups:", 'adminAccounts: ["999900001111"]\n  nodeGroups:'],
    ],
  ],
]);

const image = (name: string): Change[] => [["registry.example.com/shop/web:1.4.2", name]];
const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:registry-abc123";
cases("images and what they need", [
  ["a digest", image(`registry.example.com:5000/shop/web@sha256:${"a".repeat(64)}`)],
  [
    "an address",
    image("https://registry.example.com/shop/web:1.4.2"),
    'workloads.apps.web.image: "https://registry.example.com/shop/web:1.4.2" is not an image',
  ],
  [
    "a digest that is none",
    image("registry.example.com/shop/web:latest@sha256:0"),
    'workloads.apps.web.image: "registry.example.com/shop/web:latest@sha256:0" is not an image',
  ],
  [
    "a placeholder",
    image("registry.example.com/shop/web:v1-xxxx"),
    'workloads.apps.web.image: "registry.example.com/shop/web:v1-xxxx" ends in v1-xxxx, which stands for a tag',
  ],
  [
    "a placeholder that says so",
    [...image("registry.example.com/shop/web:latest-xxxxxxx"), ...inApp("      imageIsExample: true\n")],
  ],
  [
    "another account's registry",
    image("999900001111.dkr.ecr.eu-central-1.amazonaws.com/web:1"),
    "workloads.apps.web.image: 999900001111.dkr.ecr.eu-central-1.amazonaws.com/web:1 is in the registry of the account 999900001111",
  ],
  [
    "another account's registry that is named",
    [
      ...image("999900001111.dkr.ecr.eu-central-1.amazonaws.com/web:1"),
      ["  apps:", '  registryAccounts: ["999900001111"]\n  apps:'],
    ],
  ],
  ["one secret", inApp(`      pullSecretArn: ${SECRET}\n`)],
  [
    "every secret",
    inApp(`      pullSecretArn: "${SECRET.replace("registry-abc123", "*")}"\n`),
    'workloads.apps.web.pullSecretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:*" is not an ARN of secretsmanager',
  ],
  [
    "another region's secret",
    inApp(`      pullSecretArn: ${SECRET.replace("eu-central-1", "eu-west-1")}\n`),
    "workloads.apps.web.pullSecretArn: arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-abc123 is in eu-west-1",
  ],
  [
    "another account's secret",
    inApp(`      pullSecretArn: ${SECRET.replace("111122223333", "999900001111")}\n`),
    "workloads.apps.web.pullSecretArn: arn:aws:secretsmanager:eu-central-1:999900001111:secret:registry-abc123 is of the account 999900001111",
  ],
  [
    "a variable that the platform sets",
    inApp("      env: { DATABASE_SSLMODE: disable }\n"),
    'workloads.apps.web.env.DATABASE_SSLMODE: "DATABASE_SSLMODE" is set by the platform itself',
  ],
  ["a variable like it of an app without a cache", inApp('      env: { CACHE_TLS: "false" }\n')],
  [
    "a directory twice, once with a slash",
    inApp("      writablePaths: [/tmp, /tmp/]\n"),
    "workloads.apps.web.writablePaths.1: /tmp/ is mounted twice",
  ],
  [
    "two directories spelled alike, and one that is long",
    inApp(`      writablePaths: [/var/cache, /var-cache, /srv/${"deep/".repeat(20)}one]\n`),
  ],
]);

const database = (from: string, to: string): Change[] => [[from, to]];
const cache = (more: string): Change[] => [["nodeType: cache.t3.micro", `nodeType: cache.t3.micro, ${more}`]];
const backup = (schedule: string): Change[] => [["  cache:", `  backup: { schedule: "${schedule}" }\n  cache:`]];
cases("data stores", [
  [
    "a class that does not exist",
    database("db.m5.large", "db.m5.nano"),
    'data.database.instanceClass: "db.m5.nano" is not an instance class of RDS for PostgreSQL; db.m5 has large, xlarge',
  ],
  [
    "a family that does not exist",
    database("db.m5.large", "db.q9.large"),
    'data.database.instanceClass: "db.q9.large" is not an instance class',
  ],
  [
    "a node type that does not exist",
    [["cache.t3.micro", "cache.t3.large"]],
    'data.cache.nodeType: "cache.t3.large" is not a node type of ElastiCache',
  ],
  [
    "a reserved word as user",
    database("user: shop", "user: user"),
    'data.database.user: "user" is reserved by PostgreSQL',
  ],
  ["a user of RDS", database("user: shop", "user: rds_me"), 'data.database.user: "rds_me" is reserved by RDS'],
  [
    "a database that is there",
    database("name: shop, user", "name: template1, user"),
    'data.database.name: "template1" is reserved by RDS',
  ],
  [
    "a snapshot window of half an hour",
    cache("snapshotWindow: 02:00-02:30"),
    "data.cache.snapshotWindow: 02:00-02:30 is shorter than 60 minutes",
  ],
  [
    "a maintenance window of half an hour",
    cache("maintenanceWindow: sun:05:30-sun:06:00"),
    "data.cache.maintenanceWindow: sun:05:30-sun:06:00 is shorter than 60 minutes",
  ],
  [
    "a maintenance window of two days",
    [["maxStorageGb: 100", "maxStorageGb: 100, maintenanceWindow: sun:05:00-tue:05:00"]],
    "data.database.maintenanceWindow: sun:05:00-tue:05:00 is a day or longer",
  ],
  ["the default schedule", [["  cache:", "  backup: {}\n  cache:"]]],
  [
    "a backup within an hour of the maintenance window",
    backup("cron(0 5 * * ? *)"),
    "data.backup.schedule: cron(0 5 * * ? *) starts within an hour of data.database.maintenanceWindow sun:04:30-sun:05:30",
  ],
  ["the same on another day of the week", backup("cron(30 5 ? * MON-SAT *)")],
  ["a schedule with five fields", backup("cron(0 7 * * ?)"), "data.backup.schedule: cron(0 7 * * ?) has 5 fields"],
  [
    "an hour that there is not",
    backup("cron(0 25 * * ? *)"),
    "data.backup.schedule: cron(0 25 * * ? *) has 25 for the hours",
  ],
  [
    "both days",
    backup("cron(0 7 * * * *)"),
    "data.backup.schedule: cron(0 7 * * * *) says days of the month and days of the week",
  ],
  [
    "every half hour",
    backup("cron(0/30 7 * * ? *)"),
    "data.backup.schedule: cron(0/30 7 * * ? *) starts more than once an hour",
  ],
]);

cases("room for pods", [
  [
    "a node that holds its own pods only",
    [["t3.medium", "t3.nano"]],
    "cluster.nodeGroups: 11 pods do not fit: 4 nodes hold 0",
  ],
  [
    "no node at first",
    [["min: 2, desired: 2", "min: 0, desired: 0"]],
    "cluster.nodeGroups: 9 pods of the system do not fit: the 0 nodes of desired hold 0",
  ],
  [
    "every group kept free",
    workers("taints: [{ key: gpu, effect: NO_SCHEDULE }]"),
    "cluster.nodeGroups: have a taint each, so CoreDNS and the add-ons have no node; write a group without taints",
  ],
  [
    "room on nodes that are kept free",
    [
      ["replicas: 2", "replicas: 5"],
      ["cpu: 250m, memory: 256Mi }, limits: { cpu: 500m, ", "cpu: 1500m, memory: 256Mi }, limits: { cpu: 1500m, "],
      [
        "max: 4 }",
        "max: 4 }\n    gpu: { instanceTypes: [m5.4xlarge], capacity: spot, min: 0, desired: 0, max: 9, taints: [{ key: gpu, effect: NO_SCHEDULE }] }",
      ],
    ],
    "cluster.nodeGroups: all pods ask for 8170m of cpu, and the nodes of max offer 6520m",
  ],
  [
    "pods of which one fits on each node",
    [
      ["replicas: 2", "replicas: 5"],
      ["cpu: 250m, memory: 256Mi }, limits: { cpu: 500m, ", "cpu: 1000m, memory: 256Mi }, limits: { cpu: 1000m, "],
    ],
    "workloads.apps.web.resources.requests.cpu: 1000m leaves room for 4 pods on the nodes of max, and there are 5",
  ],
]);

test("the system's pods must fit without any workloads too", () => {
  const alone = [
    ["t3.medium", "t3.nano"],
    [/ {4}pipelines:.*\n/, ""],
    [/workloads:\n(?: .*\n)+/, ""],
  ] as const;
  expect(problemsWith(...alone)[0]).toMatch(
    /^cluster\.nodeGroups: 6 pods do not fit: 4 nodes hold 0 besides the 6 system/,
  );
});

const second = (more: string): Change[] => [
  [
    "      database: true\n",
    `      database: true\n    api:\n      image: registry.example.com/shop/api:1\n      port: 9000\n      resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 512Mi } }\n${more}`,
  ],
];
const CERTIFICATE = "certificateArn: arn:aws:acm:eu-central-1:111122223333:certificate";
cases("the way in", [
  [
    "two certificates on one load balancer",
    [
      ...ingress(`host: a.example.com, ${CERTIFICATE}/a`),
      ...second(`      ingress: { group: shop, host: b.example.com, ${CERTIFICATE}/b, healthCheck: { path: / } }\n`),
    ],
  ],
  [
    "a certificate on one side of a load balancer",
    [
      ...ingress(`host: a.example.com, ${CERTIFICATE}/a`),
      ...second("      ingress: { group: shop, healthCheck: { path: / } }\n"),
    ],
    "workloads.apps.api.ingress.certificateArn: none differs from a certificate of web in the same group shop",
  ],
  [
    "another account's certificate",
    ingress(`host: a.example.com, ${CERTIFICATE.replace("111122223333", "999900001111")}/a`),
    "workloads.apps.web.ingress.certificateArn: arn:aws:acm:eu-central-1:999900001111:certificate/a is of the account 999900001111",
  ],
  [
    "a group with a dash at its end",
    [["group: shop,", "group: shop-,"]],
    'workloads.apps.web.ingress.group: "shop-" is not an ingress group',
  ],
  [
    "groups that differ in punctuation",
    [
      ["group: shop,", "group: a.b, allowedCidrs: [203.0.113.0/24],"],
      ...second("      ingress: { group: a-b, allowedCidrs: [203.0.113.0/24], healthCheck: { path: / } }\n"),
    ],
  ],
  [
    "a wildcard in a path",
    ingress("path: /a*"),
    'workloads.apps.web.ingress.path: "/a*" is not a path prefix that a load balancer matches',
  ],
  [
    "braces in the path of a check",
    [["path: /health", 'path: "/a{b,c}[1-5]"']],
    'workloads.apps.web.ingress.healthCheck.path: "/a{b,c}[1-5]" is not an absolute path',
  ],
  [
    "a worker that nobody calls",
    second("").map(([find, write]) => [find, write.replace("      port: 9000\n", "")] as const),
  ],
  [
    "a check of a worker that nobody calls",
    second("      liveness: { path: / }\n").map(
      ([find, write]) => [find, write.replace("      port: 9000\n", "")] as const,
    ),
    "workloads.apps.api.liveness: needs the port that the container listens on",
  ],
  [
    "a service whose name begins with a digit, before 1.35",
    [
      [/ {4}web:/, '    "2048":'],
      ["app: web", 'app: "2048"'],
      ['"1.35"', '"1.33"\n  supportType: EXTENDED'],
    ],
    'workloads.apps.2048: "2048" begins with a digit',
  ],
]);

cases("what does not go together", [
  [
    "images of Jenkins and nodes of another kind",
    [["t3.medium]", "t4g.medium], amiType: AL2023_ARM_64_STANDARD"]],
    "delivery.jenkins.pipelines.shop: builds images for x86_64, and the nodes of workers are arm64",
  ],
  [
    "states at somebody else's",
    [["{ backend: s3 }", "{ backend: cloud, organization: shop, hostname: tfe.example.com }"]],
    "state.hostname: tfe.example.com is not HCP Terraform",
  ],
  [
    "states at one's own Terraform Enterprise",
    [["{ backend: s3 }", "{ backend: cloud, organization: shop, hostname: tfe.example.com, enterprise: true }"]],
  ],
]);
