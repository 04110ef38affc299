import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { judge } from "../../reports/rules/judge";
import { canonicalJson, environmentsOf, parseModule, readFolder, type Stack } from "../../reports/synthesized";
import { support } from "./rules-fixture";

const temporary = mkdtempSync(join(tmpdir(), "root-module-"));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A folder with files by their path, JSON unless it is a text. */
function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(temporary, "shop-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const stacksOf = async (files: Readonly<Record<string, unknown>>): Promise<Stack[]> =>
  (await readFolder(folderOf(files))).map(parseModule);

/** What fails in a stack, as rule and address. */
async function failures(files: Readonly<Record<string, unknown>>): Promise<string[]> {
  const environments = environmentsOf(await stacksOf(files));
  const findings = environments.flatMap((environment) => judge({ environment, support, date: support.date }));
  return findings.filter(({ verdict }) => verdict === "fail").map(({ rule, address }) => `${rule.id} ${address}`);
}

const MAIN = "stacks/shop-data/cdk.tf.json";
const open = { publicly_accessible: true };
const database = (body: unknown, rest: object = {}) => ({ resource: { aws_db_instance: { main: body } }, ...rest });

describe("a database that is public", () => {
  test.each<[string, Record<string, unknown>]>([
    ["in a list of resources", { [MAIN]: { resource: [{ aws_db_instance: { main: open } }] } }],
    ["in a list of types", { [MAIN]: { resource: { aws_db_instance: [{ main: open }] } } }],
    ["in a list of bodies", { [MAIN]: database([open]) }],
    ["in a list of files", { [MAIN]: [database(open)] }],
    [
      "by the default of a variable",
      { [MAIN]: database({ publicly_accessible: "${var.open}" }, { variable: { open: { default: true } } }) },
    ],
    [
      "by a local value that is a variable",
      {
        [MAIN]: database(
          { publicly_accessible: "${local.open}" },
          { locals: { open: "${!var.closed}" }, variable: { closed: { default: false } } },
        ),
      },
    ],
    [
      "by a variable without a default",
      { [MAIN]: database({ publicly_accessible: "${var.open}" }, { variable: { open: {} } }) },
    ],
    [
      "by a file of variables",
      {
        [MAIN]: database({ publicly_accessible: "${var.open}" }, { variable: { open: { default: false } } }),
        "stacks/shop-data/terraform.tfvars": "open = true\n",
      },
    ],
    [
      "by the last of the files of variables, which is none of those called terraform",
      {
        [MAIN]: database({ publicly_accessible: "${var.open}" }, { variable: { open: { default: false } } }),
        "stacks/shop-data/a.auto.tfvars": "open = false\n",
        "stacks/shop-data/b.auto.tfvars.json": { open: true },
        "stacks/shop-data/terraform.tfvars": "open = false\n",
      },
    ],
    [
      "by an override",
      { [MAIN]: database({ publicly_accessible: false }), "stacks/shop-data/override.tf.json": database(open) },
    ],
    [
      "in a file of HCL",
      {
        [MAIN]: {},
        "stacks/shop-data/more.tf": 'resource "aws_db_instance" "main" {\n  publicly_accessible = true\n}\n',
      },
    ],
    ["in a second file of JSON", { [MAIN]: {}, "stacks/shop-data/more.tf.json": database(open) }],
    [
      "under a key that is there twice",
      {
        [MAIN]:
          '{"resource":{"aws_db_instance":{"main":{"publicly_accessible":true}}},"resource":{"aws_vpc":{"main":{}}}}',
      },
    ],
    [
      "by an argument that is there twice",
      { [MAIN]: '{"resource":{"aws_db_instance":{"main":{"publicly_accessible":true,"publicly_accessible":false}}}}' },
    ],
    [
      "by what another one says",
      {
        [MAIN]: {
          resource: {
            aws_db_instance: {
              main: { publicly_accessible: "${aws_db_instance.other.publicly_accessible}" },
              other: open,
            },
          },
        },
      },
    ],
  ])("is found %s", async (_how, files) => {
    expect(await failures(files)).toContain("database-not-public aws_db_instance.main");
  });

  test("is found as one of several", async () => {
    const body = { count: 2, publicly_accessible: "${count.index == 1}" };
    const found = await failures({ [MAIN]: database(body) });
    expect(found.filter((one) => one.startsWith("database-not-public"))).toEqual([
      "database-not-public aws_db_instance.main[1]",
    ]);
  });

  test("is none where there are none of it", async () => {
    const found = await failures({
      [MAIN]: database({ ...open, count: "${var.open ? 1 : 0}" }, { variable: { open: { default: false } } }),
    });
    expect(found.filter((one) => one.startsWith("database-not-public"))).toEqual([]);
  });
});

const admission = { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 22, to_port: 22 };
const rules = (values: object, rest: object = {}) => ({
  resource: { aws_vpc_security_group_ingress_rule: { main: { ...admission, ...values } } },
  ...rest,
});
const inline = { from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] };

describe("an administration port that is open", () => {
  test.each<[string, object]>([
    ["in the group", { resource: { aws_security_group: { main: { ingress: inline } } } }],
    ["in the default group", { resource: { aws_default_security_group: { main: { ingress: [inline] } } } }],
    [
      "in a rule of the older kind",
      { resource: { aws_security_group_rule: { main: { ...inline, type: "ingress" } } } },
    ],
    ["by each of several", rules({ for_each: '${toset(["0.0.0.0/0"])}', cidr_ipv4: "${each.value}" })],
    ["by a map of several", rules({ for_each: { all: "::/0" }, cidr_ipv6: "${each.value}" })],
    [
      "in a dynamic block",
      {
        resource: {
          aws_security_group: {
            main: {
              dynamic: {
                ingress: {
                  for_each: [22],
                  content: { ...inline, from_port: "${ingress.value}", to_port: "${ingress.value}" },
                },
              },
            },
          },
        },
      },
    ],
    ["to a list that is kept elsewhere", rules({ prefix_list_id: "pl-1" })],
    ["to a range that only the apply knows", rules({ cidr_ipv4: "${data.aws_ip_ranges.all.cidr_blocks[0]}" })],
    ["by a port that nobody says", rules({ cidr_ipv4: "0.0.0.0/0", from_port: "${var.port}", to_port: "${var.port}" })],
    ["for every protocol", rules({ cidr_ipv4: "0.0.0.0/0", ip_protocol: -1 })],
    [
      "to two halves of the internet",
      {
        resource: {
          aws_security_group: {
            main: {
              ingress: [
                { ...inline, cidr_blocks: ["0.0.0.0/2", "64.0.0.0/2"] },
                { ...inline, cidr_blocks: ["128.0.0.0/1"] },
              ],
            },
          },
        },
      },
    ],
    [
      "to many parts of it in rules of their own",
      {
        resource: {
          aws_vpc_security_group_ingress_rule: Object.fromEntries(
            [8, 9, 11, 12].map((first) => [`from_${first}`, { ...admission, cidr_ipv4: `${first}.0.0.0/8` }]),
          ),
        },
      },
    ],
  ])("is found %s", async (_how, json) => {
    expect((await failures({ [MAIN]: json })).filter((one) => one.startsWith("admin-ports-closed"))).not.toEqual([]);
  });

  test.each<[string, object]>([
    ["to the office", rules({ cidr_ipv4: "203.0.113.0/24" })],
    ["to the network, through the stack that has it", rules({ cidr_ipv4: "${aws_vpc.main.cidr_block}" })],
    ["to another group", rules({ referenced_security_group_id: "sg-2" })],
    ["out of the group", { resource: { aws_security_group: { main: { egress: inline } } } }],
  ])("is none %s", async (_how, json) => {
    const resource = { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } }, ...(json as { resource: object }).resource };
    const found = await failures({ [MAIN]: { ...json, resource } });
    expect(found.filter((one) => one.startsWith("admin-ports-closed"))).toEqual([]);
  });
});

describe("what nobody judges fails", () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      "a block of another kind",
      { [MAIN]: { ephemeral: { random_password: { main: {} } } } },
      "everything-read ephemeral",
    ],
    ["a key that is no kind of block", { [MAIN]: { resources: {} } }, "everything-read resources"],
    [
      "a setting of Terraform",
      { [MAIN]: { terraform: { experiments: ["a"] } } },
      "everything-read terraform.experiments",
    ],
    ["a block that is none", { [MAIN]: { resource: { aws_vpc: "main" } } }, "everything-read /resource/aws_vpc"],
    ["a key that is there twice", { [MAIN]: '{"locals":{"a":1,"a":2}}' }, "everything-read /locals/a"],
    [
      "a file that only OpenTofu reads",
      { [MAIN]: {}, "stacks/shop-data/main.tofu": "" },
      "everything-read stacks/shop-data/main.tofu",
    ],
    [
      "an override of nothing",
      { [MAIN]: {}, "stacks/shop-data/a_override.tf.json": database(open) },
      "everything-read override",
    ],
    [
      "a resource that is destroyed as it is forgotten",
      { [MAIN]: { removed: [{ from: "aws_vpc.main" }] } },
      "removed-is-kept removed.aws_vpc.main",
    ],
    ["nothing at all", { [MAIN]: {} }, "stack-has-resources stack"],
    [
      "an expression",
      { [MAIN]: database({ engine: "${try(var.a, null)}" }) },
      "expressions-judged aws_db_instance.main",
    ],
    [
      "a number of objects that is not known",
      { [MAIN]: database({ for_each: "${data.a.b.c}", engine: "${each.key}" }) },
      "expressions-judged aws_db_instance.main",
    ],
    [
      "a provider of another source",
      { [MAIN]: { terraform: { required_providers: { aws: { source: "other/aws" } } } } },
      "provider-source-known required_providers.aws",
    ],
    ["a provider without a source", { [MAIN]: database({}) }, "provider-source-known stack"],
    ["a state that is kept anywhere", { [MAIN]: { terraform: { backend: { http: {} } } } }, "state-kept stack"],
    [
      "a second place for the state",
      { [MAIN]: { terraform: { backend: { s3: {}, local: {} } } } },
      "everything-read backend.s3",
    ],
    [
      "a program that is run as a resource is forgotten",
      { [MAIN]: { removed: [{ from: "aws_vpc.main", provisioner: { "local-exec": { command: "id" } } }] } },
      "no-provisioners removed.aws_vpc.main",
    ],
    [
      "a program that changes what a chart makes",
      { [MAIN]: { resource: { helm_release: { main: { postrender: { binary_path: "/bin/sh" } } } } } },
      "no-provisioners helm_release.main",
    ],
    ["no word about the provider", { [MAIN]: database({}) }, "provider-refuses-other-accounts stack"],
    ["a module", { [MAIN]: { module: [{ shop: { source: "./shop" } }] } }, "resource-type-judged module.shop"],
  ])("%s", async (_what, files, failure) => {
    expect(await failures(files)).toContain(failure);
  });
});

describe("the folder that is handed over", () => {
  test("may give values to variables that nobody declares, which are judged all the same", async () => {
    const files = { [MAIN]: {}, "stacks/shop-data/terraform.tfvars": 'db_password = "correct-horse-9"\n' };
    expect(await failures(files)).toContain("no-secret-literal var.db_password");
  });

  test("may have links and folders where files are looked for, which are not followed", async () => {
    const folder = folderOf({ [MAIN]: {} });
    const stack = join(folder, "stacks/shop-data");
    mkdirSync(join(stack, ".terraform.lock.hcl"));
    symlinkSync(folder, join(stack, "assets"));
    expect((await readFolder(folder)).map(({ assets }) => assets)).toEqual([{}]);
  });

  test("is refused when a file is no text", async () => {
    const folder = folderOf({ [MAIN]: {} });
    writeFileSync(join(folder, "stacks/shop-data/a.tf"), Buffer.from([0x23, 0xff, 0xfe, 0x0a]));
    await expect(readFolder(folder)).rejects.toThrow("a.tf is no text in UTF-8; write it so");
  });

  test("may say null for what it does not say", async () => {
    const found = await failures({
      [MAIN]: { resource: { aws_cloudwatch_log_group: { main: { provisioner: null } } } },
    });
    expect(found.filter((one) => one.startsWith("no-provisioners"))).toEqual([]);
  });

  test("may hold stacks that its manifest does not list", async () => {
    const stacks = await stacksOf({
      "manifest.json": { stacks: { "shop-data": {} } },
      [MAIN]: {},
      "stacks/shop-more/cdk.tf.json": {},
    });
    expect(stacks.map(({ id }) => id)).toEqual(["shop-data", "shop-more"]);
  });

  test("may be a root module itself, and stacks may have names without a dash", async () => {
    const stacks = await stacksOf({ "cdk.tf.json": {}, "stacks/Shop_1/main.tf.json": {} });
    expect(stacks.map(({ environment, name, file }) => [environment, name, file])).toEqual([
      ["Shop_1", "Shop_1", "stacks/Shop_1/main.tf.json"],
      ["shop", expect.any(String), "cdk.tf.json"],
    ]);
  });

  test("is one file again, whichever way it was written", async () => {
    const [module] = await readFolder(
      folderOf({
        [MAIN]: { resource: [{ aws_vpc: [{ a: [{ cidr_block: "10.0.0.0/16" }] }] }] },
        "stacks/shop-data/b.tf": 'resource "aws_vpc" "b" {\n}\nmoved {\n  from = aws_vpc.c\n  to   = aws_vpc.a\n}\n',
      }),
    );
    expect(module && canonicalJson(module)).toEqual({
      resource: { aws_vpc: { a: { cidr_block: "10.0.0.0/16" }, b: {} } },
      moved: [{ from: "${aws_vpc.c}", to: "${aws_vpc.a}" }],
    });
  });
});
