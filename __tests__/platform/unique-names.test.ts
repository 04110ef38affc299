import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { synthesize } from "../../stacks/synthesize";
import { load, SHOP, shopWith } from "../environments/fixture";

/** What the names of all stacks of some files come to, without the folder of the files. */
function problemsOf(files: Readonly<Record<string, string>>): string[] {
  try {
    synthesize(load(files), mkdtempSync(join(process.env.REAL_OUTPUT ?? tmpdir(), "names-")));
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const lines = error.message.split("\n").filter((line) => line.startsWith("  "));
    return lines.map((line) => line.trim().replaceAll(/\S*\/(?=\w+(-\w+)*\.yaml)/g, ""));
  }
}

/** An app of the shop with the database, so that it has a role. */
const app = (name: string, more = "") => `    ${name}:
      image: registry.example.com/shop/web:1.4.2
      port: 8000
      resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 512Mi } }
      database: true
${more}`;

test("the shop gives every name once", () => {
  expect(problemsOf({ "shop.yaml": SHOP })).toEqual([]);
});

test("a copy with another name is blamed for every name that it shares, with both lines", () => {
  const copy = shopWith([/name: shop\n/, "name: acme\n"]);
  expect(problemsOf({ "acme.yaml": copy, "shop.yaml": SHOP })).toEqual([
    expect.stringMatching(/^acme\.yaml:13 {2}cluster\.name: the .* are taken by shop\.yaml:13 cluster\.name, and /),
    expect.stringMatching(
      /^acme\.yaml:18 {2}cluster\.nodeGroups\.workers: the launch template "shop-workers" is taken by/,
    ),
    'acme.yaml:23  delivery.repositories.shop-repo: the image repository "shop-repo" is taken by shop.yaml:23 delivery.repositories.shop-repo, and a region of an account has one; write another name for one of the two',
  ]);
});

test("one cluster name in two regions is refused, because roles are the account's", () => {
  const elsewhere = shopWith([/name: shop\n/, "name: acme\n"]).replaceAll("eu-central-1", "eu-west-1");
  expect(problemsOf({ "acme.yaml": elsewhere, "shop.yaml": SHOP })).toEqual([
    expect.stringMatching(
      /^acme\.yaml:13 {2}cluster\.name: the role "shop-[a-z-]+" and \d more names are taken by shop\.yaml:13 cluster\.name, and an account has one, in all regions together; /,
    ),
  ]);
});

test("one cluster name in two accounts is fine", () => {
  const elsewhere = shopWith([/name: shop\n/, "name: acme\n"]).replaceAll("111122223333", "444455556666");
  expect(problemsOf({ "acme.yaml": elsewhere, "shop.yaml": SHOP })).toEqual([]);
});

test.each([
  ["jenkins", "delivery.jenkins"],
  ["flow-logs", "name"],
  ["cluster-autoscaler", "cluster.name"],
  ["database-monitoring", "data.database"],
])("an app called %s would have a role of the platform", (name, owner) => {
  expect(problemsOf({ "shop.yaml": SHOP + app(name) })).toEqual([
    expect.stringMatching(
      new RegExp(
        `^shop\\.yaml:39  workloads\\.apps\\.${name}: the role "shop-${name}" is taken by shop\\.yaml:\\d+ ${owner}, and an account has one`,
      ),
    ),
  ]);
});

test("two environments and apps whose names are one together", () => {
  const one = SHOP + app("prod-api");
  const other = shopWith(
    [/name: shop\n/, "name: shop-prod\n"],
    ["  name: shop\n", "  name: shop-prod\n"],
    ["shop-repo: {}", "other-repo: {}"],
    ["image: shop-repo", "image: other-repo"],
  );
  expect(problemsOf({ "shop.yaml": one, "shop-prod.yaml": other + app("api") })).toEqual([
    expect.stringMatching(
      /^shop\.yaml:39 {2}workloads\.apps\.prod-api: the role "shop-prod-api" is taken by shop-prod\.yaml:39 workloads\.apps\.api, /,
    ),
  ]);
});

test("an ingress group whose security group would be called like that of Jenkins", () => {
  const file = shopWith(
    [
      /jenkins:\n/,
      "jenkins:\n    host: jenkins.example.com\n    certificateArn: arn:aws:acm:eu-central-1:111122223333:certificate/a\n",
    ],
    ["group: shop,", "group: jenkins, allowedCidrs: [203.0.113.0/24],"],
  );
  expect(problemsOf({ "shop.yaml": file })).toEqual([
    expect.stringContaining('the security group "shop-jenkins-load-balancer" is taken by'),
  ]);
});

test("one host with two records", () => {
  const ingress =
    "      ingress: { host: shop.example.com, dns: { zoneId: Z0123456789ABCDEFGHIJ }, healthCheck: { path: / } }\n";
  expect(problemsOf({ "shop.yaml": SHOP + app("api", ingress) + app("api2", ingress) })).toEqual([
    'shop.yaml:50  workloads.apps.api2.ingress.host: the record "shop.example.com" is taken by shop.yaml:44 workloads.apps.api.ingress.host, and a hosted zone has one of a type; write another name for one of the two',
  ]);
});

test("an explicit bucket that is another's default", () => {
  const other = shopWith(
    [/name: shop\n/, "name: acme\n"],
    ["backend: s3", "backend: s3, bucket: shop-terraform-state-111122223333"],
    [/cluster:\n[\s\S]*/, ""],
  );
  expect(problemsOf({ "acme.yaml": other, "shop.yaml": SHOP })).toEqual([
    'acme.yaml:4  state.bucket: the bucket "shop-terraform-state-111122223333" is taken by shop.yaml:4 state.bucket, and it is one for all accounts; write another name for one of the two',
  ]);
});

test("a role whose name is longer than IAM takes", () => {
  const name = "a".repeat(60);
  expect(problemsOf({ "shop.yaml": SHOP + app(name) })).toEqual([
    `shop.yaml:39  workloads.apps.${name}: the role "shop-${name}" has 65 characters, and 64 are the most; write a shorter name here`,
  ]);
});

test("an app and a volume that would have one address in Terraform", () => {
  const volumes = "      volumes: { service: { sizeGb: 1, mountPath: /data } }\n      replicas: 1\n";
  expect(problemsOf({ "shop.yaml": SHOP + app("api", volumes) + app("api-volume") })[0]).toMatch(
    /^shop\.yaml:\d+ {2}workloads\.apps\.api-volume: .* would both be called "apps_api_volume_service" in Terraform; rename one of them; they are of this key and of shop\.yaml:44 workloads\.apps\.api\.volumes\.service$/,
  );
});

/** The shop under another name. */
const named = (name: string): Readonly<Record<string, string>> => ({
  [`${name}.yaml`]: shopWith([/name: shop\n/, `name: ${name}\n`]),
});

test.each([
  ["a--b", "database instance", "has two dashes in a row or one at its end, which RDS refuses"],
  ["sg-shop", "security group", "begins with sg-, which EC2 keeps for the ids of security groups"],
  ["xn--shop", "bucket", "is none that S3 takes: it begins or ends with what S3 keeps, or holds two dots in a row"],
])("an environment called %s, whose names AWS refuses, is told so at its name", (name, what, because) => {
  const found = problemsOf(named(name));
  expect(found.filter((one) => !one.includes(`${name}.yaml:1  name: the `))).toEqual([]);
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`the ${what} "[^"]+" ${because}; write another name`)));
});

test("an environment called a--b without data stores is fine: nothing of it has a name that AWS refuses", () => {
  const file = shopWith([/name: shop\n/, "name: a--b\n"], [/cluster:\n[\s\S]*/, ""]);
  expect(problemsOf({ "a--b.yaml": file })).toEqual([]);
});
