import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { load, problemsOf, problemsWith, SHOP, shopWith } from "./fixture";

const refusalOf = (files: Readonly<Record<string, string>>, names?: string, variable?: string): string => {
  try {
    load(files, names, variable);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "";
};

describe("a file that is not readable", () => {
  test.each([
    ["is empty", "", "1  the file is empty; copy one of environments/ and change it"],
    ["holds comments only", "# nothing\n", "1  the file is empty; copy one of environments/ and change it"],
    ["is a list", "- a\n", "1  the file is not a list of keys; write `name: …` and so on, one key a line"],
    ["is a sentence", "hello\n", "1  the file is not a list of keys; write `name: …` and so on, one key a line"],
    ["names a key twice", "name: a\nname: b\n", "2  name is here twice; remove one of the two"],
    ["is indented with a tab", "network:\n\tcidr: x\n", "2  a tab is used for indentation; write spaces"],
    [
      "holds two documents",
      "name: a\n---\nname: b\n",
      "2  the file holds several documents; keep one and remove the --- lines",
    ],
    [
      "has an alias inside of what it stands for",
      "name: a\ntags: &all\n  b: [*all]\n",
      "3  *all stands for what it is a part of; write the values out",
    ],
    ["has 1 MB", "x".repeat(1_000_000), "1  the file has 1000000 bytes; an environment file has at most 262144"],
  ])("%s", (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test("has a bracket that is not closed: says the line and what to check", () => {
    expect(problemsOf("name: shop\ntags: [a, b\n")[0]).toMatch(
      /^\d {2}not readable as YAML: .+; check indentation, colons and quotes on this line$/,
    );
  });

  test("repeats itself without end: says to write the values out", () => {
    const bomb = [
      "a: &a [x, x, x, x, x, x, x, x, x, x]",
      ...["b", "c", "d", "e"].map((key, i) => `${key}: &${key} [${Array(10).fill(`*${"abcd"[i]}`).join(", ")}]`),
    ];
    expect(problemsOf(bomb.join("\n"))[0]).toMatch(/write the values out instead of using YAML aliases$/);
  });
});

describe("a file that is usable", () => {
  test("may have Windows line ends", () => {
    expect(problemsOf(SHOP.replaceAll("\n", "\r\n"))).toEqual([]);
  });

  test("may start with a byte order mark", () => {
    expect(problemsOf(`\uFEFF${SHOP}`)).toEqual([]);
  });

  test("gets every default", () => {
    const [shop] = load({ "shop.yaml": SHOP }).environments;
    expect(shop).toMatchObject({
      deletionProtection: true,
      tags: {},
      state: { backend: "s3", bootstrap: "local" },
      network: { flowLogRetentionDays: 365, interfaceEndpoints: [], loadBalancerCidrs: ["0.0.0.0/0"] },
      cluster: { supportType: "STANDARD", publicAccessCidrs: [], serviceCidr: "172.20.0.0/16", oidcProvider: false },
      data: {
        database: { port: 5432, multiAz: false, backupRetentionDays: 14 },
        cache: { engine: "redis", nodes: 1, port: 6379 },
      },
    });
  });

  test("has neither problems nor warnings", () => {
    expect(load({ "shop.yaml": SHOP }).warnings).toEqual([]);
  });
});

describe("the folder and the selection", () => {
  test("a folder that does not exist", () => {
    expect(() => loadEnvironments({ folder: "nowhere" })).toThrow(
      new UserError(
        "the folder nowhere cannot be read (ENOENT); set ENVIRONMENTS_DIR to the folder of your environment files",
      ),
    );
  });

  test("a folder without environment files", () => {
    expect(refusalOf({ "readme.txt": "" })).toBe(
      "folder holds no environment file; the command new makes one, like shop.yaml",
    );
  });

  test("a file with the other ending", () => {
    expect(refusalOf({ "shop.yml": SHOP })).toBe("shop.yml: the ending .yml is not read; rename to .yaml");
  });

  test("an unknown name: lists the known ones", () => {
    expect(refusalOf({ "shop.yaml": SHOP }, "shop,shup")).toBe(
      "there is no environment shup in folder; write one of shop",
    );
  });

  test("an unknown name out of a variable: names the variable, which the user may have forgotten", () => {
    expect(refusalOf({ "shop.yaml": SHOP }, "shop,shup", "ENVIRONMENT")).toBe(
      "ENVIRONMENT names shup, which folder does not have; write one of shop",
    );
  });

  test("a selection reads nothing else", () => {
    expect(load({ "shop.yaml": SHOP, "broken.yaml": "a: [" }, "shop").environments.map(({ name }) => name)).toEqual([
      "shop",
    ]);
  });

  test("an empty selection means all", () => {
    expect(load({ "shop.yaml": SHOP }, "").environments).toHaveLength(1);
  });
});

describe("several files", () => {
  const other = shopWith([/name: shop\n/, "name: other\n"], ["cluster:\n  name: shop", "cluster:\n  name: other"]);

  test("every problem of every file is reported, in the order of the lines", () => {
    const bad = shopWith(["nat: single", "nat: double"], ["region: eu-central-1\n", "regoin: eu-central-1\n"]);
    expect(refusalOf({ "shop.yaml": bad, "other.yaml": other.replace("t3.medium", "t3.medum") })).toBe(
      [
        "other.yaml cannot be used:",
        '  other.yaml:18  cluster.nodeGroups.workers.instanceTypes.0: "t3.medum" is not in environments/instance-types.json; write a type it has, like t3.medium',
        "shop.yaml cannot be used:",
        "  shop.yaml:1  region: is missing; write a text: AWS region of everything in this environment, for example us-east-1.",
        "  shop.yaml:3  regoin: is not a key here; did you mean region?",
        '  shop.yaml:10  network.nat: "double" is not known; write one of none, single, per-zone',
      ].join("\n"),
    );
  });

  test("one cluster name in two regions is fine", () => {
    const elsewhere = other
      .replaceAll("eu-central-1", "eu-west-1")
      .replace("cluster:\n  name: other", "cluster:\n  name: shop");
    expect(load({ "shop.yaml": SHOP, "other.yaml": elsewhere }).environments).toHaveLength(2);
  });
});

describe("keys and types", () => {
  test.each<[string, string | RegExp, string, string]>([
    [
      "a misspelled key",
      "nat: single",
      "nat: single\n  flowLogRetentoinDays: 30",
      "network.flowLogRetentoinDays: is not a key here; did you mean flowLogRetentionDays?",
    ],
    [
      "a key in capitals",
      "cidr: 10.20.0.0/16\n",
      "cidr: 10.20.0.0/16\n  NAT: single\n",
      "network.NAT: is not a key here; did you mean nat?",
    ],
    [
      "a key that is like no other",
      "nat: single",
      "nat: single\n  zzz: 1",
      "network.zzz: is not a key here; write one of cidr, zones, nat, natZone, flowLogRetentionDays, interfaceEndpoints, loadBalancerCidrs",
    ],
    [
      "a key named like JavaScript's own",
      "nat: single",
      "nat: single\n  __proto__: {}",
      "network.__proto__: is not a key here; write one of cidr, zones, nat, natZone, flowLogRetentionDays, interfaceEndpoints, loadBalancerCidrs",
    ],
    [
      "a name of its own choice that is JavaScript's",
      "nodeGroups:",
      "nodeGroups:\n    __proto__: {}",
      "cluster.nodeGroups.__proto__: JavaScript takes this name for something else; write another",
    ],
    [
      "a name of its own choice that every object of JavaScript has",
      "nodeGroups:",
      "nodeGroups:\n    constructor: { instanceTypes: [t3.large], minSize: 1, desiredSize: 1, maxSize: 1 }",
      "cluster.nodeGroups.constructor: JavaScript takes this name for something else; write another",
    ],
    [
      "a number for a text",
      'account: "111122223333"',
      "account: 111122223333",
      'account: 111122223333 is read as a number, not as a text; put it in quotes: "111122223333"',
    ],
    [
      "a text for a number",
      "min: 2",
      "min: two",
      'cluster.nodeGroups.workers.min: "two" is a text, not a number; write a number: Fewest nodes the autoscaler keeps, of all zones together, 0 to 450.',
    ],
    [
      "a fraction for a whole number",
      "min: 2",
      "min: 1.5",
      "cluster.nodeGroups.workers.min: 1.5 is not a whole number of nodes from 0 to 450; write one within that range",
    ],
    [
      "a text for a list",
      "instanceTypes: [t3.medium]",
      "instanceTypes: t3.medium",
      'cluster.nodeGroups.workers.instanceTypes: "t3.medium" is a text, not a list; write a list: EC2 instance types of the group, the preferred one first; several make spot capacity easier to get. Changing them replaces the group, the new one first.',
    ],
    [
      "a list of named groups for groups by name",
      "    web:",
      "    - name: web",
      "workloads.apps: is a list, not a group of keys; write keys without dashes, like `web: …`: Applications by name. Renaming one replaces it. Default none.",
    ],
    [
      "a list of pairs for keys",
      "region:",
      "tags: [{ Key: Team, Value: shop }]\nregion:",
      "tags: is a list, not a group of keys; write keys without dashes, like `Team: shop`: Tags of every resource, as quoted texts. Platform, Stack and ManagedBy are added. Default none.",
    ],
    [
      "a group for a list",
      "admins: [arn:aws:iam::111122223333:role/admin]",
      "admins: { role: admin }",
      "cluster.admins: is a group of keys, not a list; write each entry behind a dash: IAM roles or users that administer the cluster. Nobody else does, not even its creator.",
    ],
    [
      "a list for a group",
      /database: \{.*\}/,
      "database: [1]",
      "data.database: is a list, not a group of keys; write keys without dashes, like `engineVersion: …`: PostgreSQL on Amazon RDS. Default none.",
    ],
    [
      "a key without a value",
      "region: eu-central-1",
      "region:",
      "region: has no value; write a text: AWS region of everything in this environment, for example us-east-1.",
    ],
    [
      "a truth value for a text",
      "region: eu-central-1",
      "region: eu-central-1\ntags: { Live: true }",
      'tags.Live: true is read as true or false, not as a text; put it in quotes: "true"',
    ],
    [
      "a word that is not offered",
      "backend: s3",
      "backend: s4",
      'state: "s4" is not a state backend; write backend: s3, local or cloud',
    ],
    [
      "an organization for S3",
      "backend: s3",
      "backend: s3, organization: x",
      "state.organization: is not a key here; write one of backend, bucket, bootstrap",
    ],
  ])("%s", (_, find, write, problem) => {
    expect(problemsWith([find, write]).map((line) => line.replace("state.backend:", "state:"))).toContain(problem);
  });

  test("a version that YAML reads as a number is quoted as it was written", () => {
    expect(problemsWith(['version: "1.35"', "version: 1.30"])).toEqual([
      'cluster.version: 1.30 is read as a number, not as a text; put it in quotes: "1.30"',
      'cluster.version: 1.30 ended on 2026-07-23 and can no longer be created; write "1.35" or "1.36"',
    ]);
  });

  test("a problem in one place hides none in another", () => {
    expect(problemsWith(["nat: single", "nat: double"], ["private: 10.20.32.0/20", "private: 10.20.16.0/20"])).toEqual([
      "network.zones.eu-central-1b.private: 10.20.16.0/20 overlaps eu-central-1a.private; choose a range of its own",
      'network.nat: "double" is not known; write one of none, single, per-zone',
    ]);
  });

  test("a very long value does not break the message", () => {
    expect(problemsWith(["region: eu-central-1", `region: ${"x".repeat(10_000)}`])[0]).toMatch(
      /is not a commercial AWS region; write it like us-east-1$/,
    );
  });
});

describe("single values", () => {
  test.each<[string, string | RegExp, string, string]>([
    [
      "an environment name in capitals",
      /name: shop\n/,
      "name: Shop\n",
      'name: "Shop" is not an environment name; write 3 to 20 lower-case letters, digits and dashes, a letter first and no dash last, like the file\'s name',
    ],
    [
      "an environment name that objects of JavaScript have already",
      /name: shop\n/,
      "name: constructor\n",
      'name: "constructor" is a name that JavaScript takes for something else; write another',
    ],
    [
      "an account number that is too short",
      '"111122223333"',
      '"1111"',
      'account: "1111" is not an AWS account number; write its 12 digits in quotes',
    ],
    [
      "a region of another partition",
      "region: eu-central-1",
      "region: cn-north-1",
      'region: "cn-north-1" is not a commercial AWS region of 2026-11-28; did you mean eu-north-1?',
    ],
    [
      "a range without a prefix",
      "cidr: 10.20.0.0/16",
      "cidr: 10.20.0.0",
      'network.cidr: "10.20.0.0" is not an IPv4 range; write it like 10.20.0.0/16',
    ],
    [
      "an IPv6 range",
      "cidr: 10.20.0.0/16",
      "cidr: fd00::/48",
      'network.cidr: "fd00::/48" is not an IPv4 range; write it like 10.20.0.0/16',
    ],
    [
      "a number above 255 in an address",
      "cidr: 10.20.0.0/16",
      "cidr: 10.256.0.0/16",
      'network.cidr: "10.256.0.0/16" is not an IPv4 range; write it like 10.20.0.0/16',
    ],
    [
      "address bits beyond the prefix",
      "public: 10.20.1.0/24",
      "public: 10.20.1.7/24",
      'network.zones.eu-central-1b.public: "10.20.1.7/24" has address bits beyond its prefix; write 10.20.1.0/24',
    ],
    [
      "a zone that is none",
      "eu-central-1b:",
      "b:",
      'network.zones.b: "b" is not an availability zone; write it like us-east-1a',
    ],
    [
      "a retention CloudWatch does not offer",
      "nat: single",
      "nat: single\n  flowLogRetentionDays: 100",
      "network.flowLogRetentionDays: 100 is not a retention CloudWatch Logs offers; write one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    ],
    [
      "an administrator who is no ARN",
      "[arn:aws:iam::111122223333:role/admin]",
      "[me]",
      'cluster.admins.0: "me" is not the ARN of an IAM role or user; write it like arn:aws:iam::111122223333:role/platform-admin; an account, a group, a session (assumed-role), a service-linked role and a wildcard are no principals of an access entry',
    ],
    [
      "no administrator",
      "[arn:aws:iam::111122223333:role/admin]",
      "[]",
      "cluster.admins: is empty, so nobody could use the cluster; write the ARN of at least one role",
    ],
    [
      "a port beyond the last",
      "port: 8000",
      "port: 70000",
      "workloads.apps.web.port: 70000 is not a whole number of TCP port from 1 to 65535; write one within that range",
    ],
    [
      "an amount of memory without a unit",
      "memory: 512Mi",
      'memory: "512"',
      'workloads.apps.web.resources.limits.memory: "512" is not an amount of memory; write it like 256Mi or 1Gi',
    ],
    [
      "no node group",
      /nodeGroups:\n.*\n/,
      "nodeGroups: {}\n",
      "cluster.nodeGroups: is empty, so no pod could run; write at least one node group",
    ],
    [
      "nobody who may reach the load balancer",
      "nat: single",
      "nat: single\n  loadBalancerCidrs: []",
      "network.loadBalancerCidrs: is empty, so nobody could reach the load balancer; write 0.0.0.0/0 or the ranges of your users",
    ],
  ])("%s", (_, find, write, problem) => {
    expect(problemsWith([find, write])).toContain(problem);
  });
});
