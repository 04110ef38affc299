import { cases } from "./cases";
import { type Change, load, SHOP, shopWith } from "./fixture";

const inApp = (more: string): Change[] => [["      database: true\n", `      database: true\n${more}`]];
const ingress = (more: string): Change[] => [["group: shop,", `group: shop, ${more},`]];
const database = (from: string, to: string): Change[] => [[from, to]];

const bucket = (name: string): Change[] => [["backend: s3", `backend: s3, bucket: ${name}`]];
cases("buckets", [
  ["dots between names", bucket("states.shop-example")],
  ...[
    "192.168.1.1",
    "a..b",
    "xn--states",
    "sthree-states",
    "amzn-s3-demo-states",
    "states-s3alias",
    "states--ol-s3",
    "states.mrap",
    "states--x-s3",
    "states--table-s3",
    "states-an",
  ].map((name) => [name, bucket(name), `state.bucket: "${name}" is not a bucket name; write 3 to 63`] as const),
]);

const workers = (more: string): Change[] => [["max: 4 }", `max: 4, ${more} }`]];
const LONG_KEY = `example.com/${"x".repeat(52)}`;
cases("what EKS gives to nodes", [
  ["a key of 63 characters", workers(`labels: { ${LONG_KEY.slice(0, -1)}: x }`)],
  [
    "a key of 64, which Kubernetes would take",
    workers(`labels: { ${LONG_KEY}: x }`),
    `cluster.nodeGroups.workers.labels.${LONG_KEY}: "${LONG_KEY}" is not the key`,
  ],
  [
    "a label without a value",
    workers('labels: { team: "" }'),
    'cluster.nodeGroups.workers.labels.team: "" is a value that Kubernetes takes and EKS refuses',
  ],
  [
    "one key with one effect and two values",
    workers(
      "taints: [{ key: a, value: b, effect: PREFER_NO_SCHEDULE }, { key: a, value: c, effect: PREFER_NO_SCHEDULE }]",
    ),
    "cluster.nodeGroups.workers.taints.1: a with PREFER_NO_SCHEDULE is a taint already",
  ],
  [
    "one key with two effects",
    [
      ...workers(
        "taints: [{ key: a, value: b, effect: NO_SCHEDULE }, { key: a, value: b, effect: NO_EXECUTE }] }\n    others: { instanceTypes: [t3.medium], capacity: on-demand, min: 2, desired: 2, max: 4",
      ),
    ],
  ],
  [
    "a kube-proxy that is newer than the control plane",
    [["nodeGroups:", "addOnVersions: { kube-proxy: v1.36.0-eksbuild.1 }\n  nodeGroups:"]],
    "cluster.addOnVersions.kube-proxy: v1.36.0-eksbuild.1 is not for a control plane of 1.35; write one that starts with v1.35.",
  ],
  [
    "a kube-proxy that stays behind",
    [["nodeGroups:", "addOnVersions: { kube-proxy: v1.34.1-eksbuild.2 }\n  nodeGroups:"]],
  ],
]);

test("more node groups than a cluster has without a raised quota are warned of", () => {
  const groups = Array.from(
    { length: 15 },
    (_, i) => `    g${i}: { instanceTypes: [t3.medium], capacity: on-demand, min: 0, desired: 0, max: 1 }\n`,
  );
  const { warnings } = load({ "shop.yaml": shopWith(["data:\n", `${groups.join("")}data:\n`]) });
  expect(warnings).toEqual([
    expect.stringContaining("cluster.nodeGroups: are 32 managed node groups, one in each zone, and a cluster has 30"),
  ]);
});

const admins = (...arns: string[]): Change[] => [["arn:aws:iam::111122223333:role/admin", arns.join(", ")]];
const viewers = (arn: string): Change[] => [["nodeGroups:", `viewers: [${arn}]\n  nodeGroups:`]];
const ROLE = "arn:aws:iam::111122223333:role";
cases("principals", [
  [
    "a service-linked role",
    admins(`${ROLE}/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS`),
    `cluster.admins.0: "${ROLE}/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS" is not the ARN`,
  ],
  [
    "two that IAM takes for one",
    admins(`${ROLE}/ops`, `${ROLE}/Ops`),
    `cluster.admins.1: ${ROLE}/Ops differs from ${ROLE}/ops in upper and lower case only`,
  ],
  [
    "one that looks and is an administrator by another spelling",
    viewers(`${ROLE}/Admin`),
    `cluster.viewers.0: ${ROLE}/Admin differs from ${ROLE}/admin in upper and lower case only`,
  ],
]);

const LONG_USER = "u".repeat(60);
cases("databases", [
  [
    "a port below those of RDS",
    database("storageGb: 20,", "storageGb: 20, port: 1149,"),
    "data.database.port: 1149 is",
  ],
  ["the lowest port", database("storageGb: 20,", "storageGb: 20, port: 1150,")],
  [
    "no room to grow",
    database("storageGb: 20, maxStorageGb: 100", "storageGb: 65536, maxStorageGb: 65536"),
    "data.database.storageGb: 65536 leaves no room to grow by a tenth, and 65536 is the most there is; write 59578 or less",
  ],
  ["as much as can grow", database("storageGb: 20, maxStorageGb: 100", "storageGb: 59578, maxStorageGb: 65536")],
  [
    "a user whose applications would have a name of PostgreSQL's own",
    database("user: shop", "user: pg"),
    'data.database.user: "pg" makes pg_app, the user of applications, and that is reserved by RDS',
  ],
  [
    "a user whose applications would have a name that is cut off",
    database("user: shop", `user: ${LONG_USER}`),
    `data.database.user: "${LONG_USER}" makes the user of applications, which is the same with _app, longer than 63`,
  ],
  [
    "the release that RDS only previews",
    database('engineVersion: "16"', 'engineVersion: "17.0"'),
    'data.database.engineVersion: "17.0" is not a PostgreSQL version that RDS has',
  ],
]);

test("an exact PostgreSQL version that nobody has seen is warned of", () => {
  const { warnings } = load({ "shop.yaml": shopWith(['engineVersion: "16"', 'engineVersion: "16.99"']) });
  expect(warnings).toEqual([
    expect.stringMatching(
      /data\.database\.engineVersion: 16\.99 is newer than what the support calendar of \S+ knows \("16\.\d+"\); npm run doctor asks/,
    ),
  ]);
});

const schedule = (cron: string): Change[] => [["  cache:", `  backup: { schedule: "${cron}" }\n  cache:`]];
cases("schedules that start", [
  ["on the leap day", schedule("cron(0 7 29 2 ? *)")],
  ["on the last day of a month", schedule("cron(0 7 L * ? *)")],
  ["on a working day near the 31st", schedule("cron(0 7 31W * ? *)")],
  [
    "never in February",
    schedule("cron(0 7 30 FEB ? *)"),
    "data.backup.schedule: cron(0 7 30 FEB ? *) says day 30 of months that have 29 at most, so it never starts; write another day",
  ],
  [
    "never in April and June",
    schedule("cron(0 7 31 4,6 ? *)"),
    "data.backup.schedule: cron(0 7 31 4,6 ? *) says day 31 of months that have 30",
  ],
  [
    "no more",
    schedule("cron(0 7 * * ? 2020)"),
    "data.backup.schedule: cron(0 7 * * ? 2020) ends with the year 2020, so it never starts",
  ],
  [
    "near a day that no month has",
    schedule("cron(0 7 32W * ? *)"),
    "data.backup.schedule: cron(0 7 32W * ? *) has 32W for the days of the month",
  ],
]);

const jenkins = (more: string): Change[] => [["instanceType: t3.large", `instanceType: t3.large\n    ${more}`]];
cases("delivery", [
  [
    "an image id of a length that there is not",
    jenkins("amiId: ami-0abcdef12345678"),
    'delivery.jenkins.amiId: "ami-0abcdef12345678" is not an AMI id',
  ],
  [
    "a host that begins with a dash",
    jenkins("host: -a.example.com"),
    'delivery.jenkins.host: "-a.example.com" is not a host',
  ],
  ["an address as host", jenkins("host: 10.0.0.1"), 'delivery.jenkins.host: "10.0.0.1" is not a host name'],
  ["a version that is no LTS", jenkins('version: "1.0.0"'), 'delivery.jenkins.version: "1.0.0" is not a Jenkins LTS'],
  ...["a..b", "a.lock", "a.", "a/.b"].map(
    (branch) =>
      [
        `the branch ${branch}`,
        [["app: web }", `app: web, branch: ${branch} }`]] as Change[],
        `delivery.jenkins.pipelines.shop.branch: "${branch}" is not a branch name`,
      ] as const,
  ),
  ...["-a/b", "a/..", "a/b.git", `${"a".repeat(40)}/b`, "a@1/b"].map(
    (repository) =>
      [
        `the repository ${repository.slice(0, 9)}`,
        [["delivery:", `delivery:\n  github: { repository: "${repository}" }`]] as Change[],
        `delivery.github.repository: "${repository}" is not a GitHub repository`,
      ] as const,
  ),
  ["a repository with immutable ids", [["delivery:", 'delivery:\n  github: { repository: "a-b@1/c.d@2" }']]],
]);

test("a machine on which Jenkins has too little memory is warned of", () => {
  expect(load({ "shop.yaml": shopWith(["instanceType: t3.large", "instanceType: t3.small"]) }).warnings).toEqual([
    expect.stringContaining("delivery.jenkins.instanceType: t3.small has 2 GiB of memory, and Jenkins"),
  ]);
});

const REQUESTS = "requests: { cpu: 250m, memory: 256Mi }";
const LIMITS = "limits: { cpu: 500m, memory: 512Mi }";
cases("amounts", [
  ["a thousandth of a core", [[REQUESTS, 'requests: { cpu: "0.001", memory: 256Mi }']]],
  [
    "less than a thousandth",
    [[REQUESTS, 'requests: { cpu: "0.0005", memory: 256Mi }']],
    'workloads.apps.web.resources.requests.cpu: "0.0005" is not an amount of CPU; write it like 250m or 0.25, 1m at least',
  ],
  [
    "no core",
    [[REQUESTS, "requests: { cpu: 0m, memory: 256Mi }"]],
    'workloads.apps.web.resources.requests.cpu: "0m" is not an amount',
  ],
  [
    "no memory",
    [[REQUESTS, "requests: { cpu: 250m, memory: 0Mi }"]],
    'workloads.apps.web.resources.requests.memory: "0Mi" is not an amount',
  ],
  [
    "memory that no container starts in",
    [
      [REQUESTS, "requests: { cpu: 250m, memory: 1Mi }"],
      [LIMITS, "limits: { cpu: 500m, memory: 5Mi }"],
    ],
    "workloads.apps.web.resources.limits.memory: 5Mi is too little for a container to start in; write 6Mi or more",
  ],
]);

cases("paths of a container", [
  ["shared memory", inApp("      writablePaths: [/dev/shm]\n")],
  ...[
    ["/proc/x", "the kernel"],
    ["/sys", "the kernel"],
    ["/dev", "the kernel"],
    ["/etc/hosts", "Kubernetes"],
    ["/var/run/secrets/kubernetes.io/serviceaccount", "Kubernetes"],
  ].map(
    ([path, owner]) =>
      [
        path as string,
        inApp(`      writablePaths: [${path}]\n`),
        `workloads.apps.web.writablePaths.0: ${path} belongs to ${owner}; write a directory of the app's own`,
      ] as const,
  ),
  [
    "a directory by way of itself",
    inApp("      writablePaths: [/tmp/./x]\n"),
    'workloads.apps.web.writablePaths.0: "/tmp/./x" is not an absolute path',
  ],
  [
    "latest in capitals",
    [["web:1.4.2", "web:LATEST"]],
    'workloads.apps.web.image: "registry.example.com/shop/web:LATEST" means another image every day',
  ],
  [
    "an image in a region that does not exist",
    [["registry.example.com/shop/web:1.4.2", "111122223333.dkr.ecr.us-east-9.amazonaws.com/web:1"]],
    'workloads.apps.web.image: "us-east-9" is not a commercial AWS region',
  ],
]);

const hostOf = (length: number): string => `${"a".repeat(60)}.${"b".repeat(length - 73)}.example.com`;
cases("rules of a load balancer", [
  ["a host of 128 characters", ingress(`host: ${hostOf(128)}`)],
  [
    "a host of 129",
    ingress(`host: ${hostOf(129)}`),
    `workloads.apps.web.ingress.host: "${hostOf(129)}" is not a host name that a load balancer matches`,
  ],
  ["a wildcard", ingress('host: "*.example.com"')],
  ["an address", ingress("host: 10.0.0.1"), 'workloads.apps.web.ingress.host: "10.0.0.1" is not a host name'],
  ["a path of 126 characters", ingress(`path: /${"a".repeat(125)}`)],
  ...[`/${"a".repeat(126)}`, "/a//b", "/a/../b", "/a/."].map(
    (path) =>
      [
        `the path ${path.slice(0, 10)}`,
        ingress(`path: ${path}`),
        `workloads.apps.web.ingress.path: "${path}" is not a path prefix`,
      ] as const,
  ),
]);

const emails = (...addresses: string[]): Change[] => [
  ["workloads:", `workloads:\n  monitoring: { emails: [${addresses.map((one) => JSON.stringify(one)).join(", ")}] }`],
];
cases("e-mail addresses", [
  ["dots and signs", emails("a.b+c@mail.example-1.com")],
  ...[".a@example.com", "a..b@example.com", "a.@example.com", "a@-x.com", "a@1.2.3.4"].map(
    (address) =>
      [address, emails(address), `workloads.monitoring.emails.0: "${address}" is not an e-mail address`] as const,
  ),
]);

cases("what is no value", [
  [
    "a list where a text belongs is one mistake",
    [['account: "111122223333"', "account: []"]],
    "account: [] is a list, not a text; write a text: AWS account number",
  ],
  [
    "not a number",
    [["max: 4 }", "max: .nan }"]],
    "cluster.nodeGroups.workers.max: .nan is no number that counts anything; write a number",
  ],
]);

test("a file whose name can be no environment's is only told to be renamed", () => {
  expect(() => load({ "my shop.yaml": SHOP })).toThrow(
    /my shop\.yaml:1 {2}name: "shop" is not the file's name; rename the file to shop\.yaml$/,
  );
});

test("an ending in capitals is named, not overlooked", () => {
  expect(() => load({ "shop.YAML": SHOP })).toThrow(/shop\.YAML: the ending \.YAML is not read; rename to \.yaml$/);
});
