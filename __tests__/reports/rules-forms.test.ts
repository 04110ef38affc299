import { toHcl, toVersions } from "../../reports/hcl";
import { judge, RULES } from "../../reports/rules/judge";
import type { Rule } from "../../reports/rules/rule";
import { type Json, parseModule, type SourceFile, type Values } from "../../reports/synthesized";
import { readHcl } from "../../reports/synthesized/hcl";
import { CASES } from "./rules-cases";
import { type Blocks, plant, policy, type RuleCase, type StackFile, stackOf, support } from "./rules-fixture";

/** What a rule says about the files of one stack. */
function verdicts(rule: Rule, files: readonly SourceFile[]): string[] {
  const stack = parseModule({ id: "shop-data", files, variables: {}, unread: [] });
  const environment = { name: "shop", stacks: [stack] };
  return judge({ environment, support, date: support.date }, [rule]).map(({ verdict }) => verdict);
}

const file = (json: Json, name = "cdk.tf.json"): SourceFile => ({ file: `stacks/shop-data/${name}`, json });

const isGroup = (value: Json | undefined): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Names, and the bodies below them, as lists of one: what the JSON syntax of Terraform allows at every level. */
const listed = (value: Json, levels: number): Json =>
  levels === 0 || !isGroup(value)
    ? [value].flat()
    : [Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, listed(inner, levels - 1)]))];

const asLists = ({ resource, provider, output, variable, ...others }: Values): Values => ({
  ...others,
  ...(resource !== undefined && { resource: listed(resource, 2) }),
  ...(provider !== undefined && { provider: listed(provider, 1) }),
  ...(output !== undefined && { output: listed(output, 1) }),
  ...(variable !== undefined && { variable: listed(variable, 1) }),
});

/** Arguments that Terraform wants literally. */
const LITERAL: readonly string[] = ["depends_on", "lifecycle", "provider", "provisioner", "//"];

/** Every plain value of resources and providers moved to where `kept` keeps it. */
function moved(stack: Values, reference: (name: string) => string, kept: (all: Values) => Values): Values {
  const all: Record<string, Json> = {};
  const move = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(move);
    if (isGroup(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, LITERAL.includes(key) ? inner : move(inner)]),
      );
    if (value === null || (typeof value === "string" && /[$%]\{/.test(value))) return value;
    const name = `v${Object.keys(all).length}`;
    all[name] = value;
    return `\${${reference(name)}}`;
  };
  const { resource = {}, provider = {} } = stack;
  return { ...stack, resource: move(resource), provider: move(provider), ...kept(all) };
}

const byVariables = (stack: Values): Values =>
  moved(
    stack,
    (name) => `var.${name}`,
    (all) => ({
      variable: {
        ...(stack.variable as Values | undefined),
        ...Object.fromEntries(Object.entries(all).map(([name, value]) => [name, { default: value }])),
      },
    }),
  );

const byLocals = (stack: Values): Values =>
  moved(
    stack,
    (name) => `local.${name}`,
    (all) => ({ locals: { ...(stack.locals as Values | undefined), ...all } }),
  );

/** Everything in HCL, as the audit exports it. */
const asHcl = async (stack: Values): Promise<SourceFile[]> => [
  file(
    await readHcl(
      "main.tf",
      toHcl(stack, () => ({ controls: [], waivers: [] })),
    ),
    "main.tf",
  ),
  file(await readHcl("versions.tf", toVersions(stack)), "versions.tf"),
];

/** Every kind of block in a file of its own. */
const asFiles = (stack: Values): SourceFile[] =>
  Object.entries(stack).map(([kind, value]) => file({ [kind]: value }, `${kind}.tf.json`));

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s finds its fault", (id, rule) => {
  const { pass, fault } = CASES[id] as RuleCase;
  const stack = stackOf(pass) as StackFile;
  plant(stack, fault);
  const json = stack as unknown as Values;

  test.each<[string, (all: Values) => SourceFile[] | Promise<SourceFile[]>]>([
    ["in lists of blocks", (all) => [file(asLists(all))]],
    ["in variables", (all) => [file(byVariables(all))]],
    ["in local values", (all) => [file(byLocals(all))]],
    ["in HCL", asHcl],
    ["in several files", asFiles],
  ])("%s", async (_, write) => {
    // what no rule was written for is not exported as HCL either, which a comment there says
    if (id === "everything-read" && write === asHcl) return;
    expect(verdicts(rule, await write(json))).toContain("fail");
  });
});

const ANYBODY = { cidr_blocks: ["0.0.0.0/0"] };
const port = (number: number) => ({ from_port: number, to_port: number, protocol: "tcp" });
const single = (number: number) => ({ ip_protocol: "tcp", from_port: number, to_port: number });
const PUBLIC = policy({ Principal: "*", Action: "*", Resource: "*" });
const ADMIN = policy({ Action: "*", Resource: "*" });
const READ_SECRETS = policy({ Action: "secretsmanager:GetSecretValue", Resource: "*" });
const BUCKET = { "aws_s3_bucket.main": { bucket: "shop" } };

/** Arguments that may stand in a resource of their own, or in another one: what a rule must find in each. */
const PLACES: readonly [rule: string, places: Readonly<Record<string, Blocks>>][] = [
  ...(
    [
      ["admin-ports-closed", 22],
      ["data-ports-closed", 5432],
      ["only-web-open-to-everybody", 8080],
    ] as const
  ).map(([id, number]): [string, Record<string, Blocks>] => [
    id,
    {
      "a rule of its own": {
        "aws_vpc_security_group_ingress_rule.main": { ...single(number), cidr_ipv4: "0.0.0.0/0" },
      },
      "a rule of the older kind": { "aws_security_group_rule.main": { type: "ingress", ...port(number), ...ANYBODY } },
      "its security group": { "aws_security_group.main": { ingress: [{ ...port(number), ...ANYBODY }] } },
      "the default security group": {
        "aws_default_security_group.main": { ingress: [{ ...port(number), ...ANYBODY }] },
      },
    },
  ]),
  [
    "egress-names-its-ports",
    {
      "a rule of its own": { "aws_vpc_security_group_egress_rule.main": { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" } },
      "a rule of the older kind": {
        "aws_security_group_rule.main": { type: "egress", from_port: 0, to_port: 0, protocol: "-1", ...ANYBODY },
      },
      "its security group": {
        "aws_security_group.main": { egress: [{ from_port: 0, to_port: 0, protocol: "-1", ...ANYBODY }] },
      },
    },
  ],
  ...(
    [
      ["policy-not-admin", ADMIN],
      ["policy-reads-named-secrets", READ_SECRETS],
    ] as const
  ).map(([id, document]): [string, Record<string, Blocks>] => [
    id,
    {
      "a policy of its own": { "aws_iam_role_policy.main": { policy: document } },
      "its role": { "aws_iam_role.main": { inline_policy: [{ name: "a", policy: document }] } },
      "a policy to attach": { "aws_iam_policy.main": { policy: document } },
      "a policy of a user": { "aws_iam_user_policy.main": { policy: document } },
      "a policy of a group": { "aws_iam_group_policy.main": { policy: document } },
    },
  ]),
  [
    "attached-policy-not-admin",
    {
      "an attachment": {
        "aws_iam_role_policy_attachment.main": { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      },
      "its role": {
        "aws_iam_role.main": { managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
      },
      "an attachment to many": {
        "aws_iam_policy_attachment.main": { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      },
    },
  ],
  [
    "bucket-policy-not-public",
    {
      "a policy of its own": { "aws_s3_bucket_policy.main": { policy: PUBLIC } },
      "its bucket": { "aws_s3_bucket.main": { policy: PUBLIC } },
    },
  ],
  [
    "bucket-acl-private",
    {
      "an ACL of its own": { "aws_s3_bucket_acl.main": { acl: "public-read" } },
      "its bucket": { "aws_s3_bucket.main": { acl: "public-read" } },
    },
  ],
  [
    "bucket-versioned",
    {
      "a setting of its own": {
        ...BUCKET,
        "aws_s3_bucket_versioning.main": {
          bucket: "${aws_s3_bucket.main.id}",
          versioning_configuration: { status: "Suspended" },
        },
      },
      "its bucket": { "aws_s3_bucket.main": { bucket: "shop", versioning: { enabled: false } } },
    },
  ],
  [
    "topic-not-public",
    {
      "a policy of its own": { "aws_sns_topic_policy.main": { policy: PUBLIC } },
      "its topic": { "aws_sns_topic.main": { policy: PUBLIC } },
    },
  ],
  [
    "secret-not-public",
    {
      "a policy of its own": { "aws_secretsmanager_secret_policy.main": { policy: PUBLIC } },
      "its secret": { "aws_secretsmanager_secret.main": { policy: PUBLIC } },
    },
  ],
  [
    "key-not-public",
    {
      "a policy of its own": { "aws_kms_key_policy.main": { policy: PUBLIC } },
      "its key": { "aws_kms_key.main": { policy: PUBLIC } },
    },
  ],
  [
    "private-subnet-no-way-in",
    Object.fromEntries(
      (["a route of its own", "its route table"] as const).map((place): [string, Blocks] => {
        const route = { gateway_id: "${aws_internet_gateway.main.id}" };
        return [
          place,
          {
            "aws_subnet.private_a": { vpc_id: "${aws_vpc.main.id}", tags: { "kubernetes.io/role/internal-elb": "1" } },
            "aws_internet_gateway.main": { vpc_id: "${aws_vpc.main.id}" },
            "aws_route_table_association.main": {
              subnet_id: "${aws_subnet.private_a.id}",
              route_table_id: "${aws_route_table.main.id}",
            },
            "aws_db_subnet_group.main": { subnet_ids: ["${aws_subnet.private_a.id}"] },
            "aws_route_table.main":
              place === "its route table"
                ? { vpc_id: "${aws_vpc.main.id}", route: [{ cidr_block: "0.0.0.0/0", ...route }] }
                : { vpc_id: "${aws_vpc.main.id}" },
            ...(place === "a route of its own" && {
              "aws_route.main": {
                route_table_id: "${aws_route_table.main.id}",
                destination_cidr_block: "0.0.0.0/0",
                ...route,
              },
            }),
          },
        ];
      }),
    ),
  ],
  [
    "volume-encrypted",
    {
      "a volume of its own": { "aws_ebs_volume.main": { encrypted: false } },
    },
  ],
  [
    "instance-disk-encrypted",
    {
      "its root": { "aws_instance.main": { root_block_device: { encrypted: false } } },
      "another disk": {
        "aws_instance.main": {
          root_block_device: { encrypted: true, kms_key_id: "k" },
          ebs_block_device: [{ encrypted: false }],
        },
      },
    },
  ],
];

describe.each(PLACES)("%s finds its fault", (id, places) => {
  test.each(Object.entries(places))("in %s", (_, blocks) => {
    const rule = RULES.find((one) => one.id === id) as Rule;
    expect(verdicts(rule, [file(stackOf(blocks) as unknown as Json)])).toContain("fail");
  });
});
