import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A resource before and after its change; `before` of one that is made and `after` of one that goes is null. */
interface Change {
  readonly type: string;
  readonly before: object | null;
  readonly after: object | null;
}

const arn = (service: string, name: string) => `arn:aws:${service}:eu-central-1:111122223333:${name}`;

const statement = (i: number, actions: readonly string[]) => ({
  Effect: "Allow",
  Action: actions,
  Resource: [`arn:aws:s3:::data-${i}`, `arn:aws:s3:::data-${i}/*`],
});
const policy = (i: number, actions: readonly string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [0, 1, 2].map((part) => statement(i + part, actions)) });

const values = (i: number, replicas: number) =>
  [
    `fullnameOverride: app-${i}`,
    `replicaCount: ${replicas}`,
    "image:",
    `  repository: registry.example.com/app-${i}`,
    `  tag: "1.${i}.0"`,
    "resources:",
    "  requests: { cpu: 100m, memory: 128Mi }",
    "  limits: { memory: 256Mi }",
    "service: { type: ClusterIP, port: 8080 }",
    "persistence: { enabled: true, size: 8Gi, storageClass: gp3 }",
  ].join("\n");

/** What changes, by kind: the i-th resource of a large plan. */
const KINDS = {
  "security groups": (i) => {
    const rule = (range: string) => ({
      id: `sgr-${i}`,
      cidr_ipv4: range,
      cidr_ipv6: null,
      description: `from service ${i}`,
      from_port: 443,
      ip_protocol: "tcp",
      prefix_list_id: null,
      referenced_security_group_id: null,
      security_group_id: `sg-${i % 100}`,
      tags: { Name: `rule-${i}` },
      to_port: 443,
    });
    const range = `10.${i % 200}.${Math.floor(i / 200) % 200}`;
    return {
      type: "aws_vpc_security_group_ingress_rule",
      before: rule(`${range}.0/25`),
      after: rule(`${range}.0/24`),
    };
  },
  policies: (i) => {
    const role = (actions: readonly string[]) => ({
      id: `role-${i}:access`,
      name: "access",
      role: `role-${i}`,
      policy: policy(i, actions),
    });
    return {
      type: "aws_iam_role_policy",
      before: role(["s3:GetObject", "s3:ListBucket"]),
      after: role(["s3:GetObject", "s3:ListBucket", "s3:PutObject"]),
    };
  },
  databases: (i) => {
    const database = (size: string) => ({
      id: `db-${i}`,
      arn: arn("rds", `db:db-${i}`),
      allocated_storage: 100,
      backup_retention_period: 14,
      backup_window: "03:00-04:00",
      copy_tags_to_snapshot: true,
      deletion_protection: true,
      engine: "postgres",
      engine_version: "17.6",
      identifier: `db-${i}`,
      instance_class: size,
      kms_key_id: arn("kms", "key/0a1b"),
      maintenance_window: "sun:05:00-sun:06:00",
      manage_master_user_password: true,
      multi_az: true,
      publicly_accessible: false,
      skip_final_snapshot: false,
      storage_encrypted: true,
      storage_type: "gp3",
      tags: { Name: `db-${i}`, Team: `team-${i % 40}` },
      username: "platform",
      vpc_security_group_ids: [`sg-${i % 100}`],
    });
    return { type: "aws_db_instance", before: database("db.t4g.medium"), after: database("db.t4g.large") };
  },
  releases: (i) => {
    const release = (replicas: number) => ({
      id: `app-${i}`,
      atomic: true,
      chart: "app",
      name: `app-${i}`,
      namespace: `team-${i % 40}`,
      repository: "oci://registry.example.com/charts",
      set: [{ name: "serviceAccount.name", value: `app-${i}`, type: null }],
      values: [values(i, replicas)],
      version: "1.2.3",
    });
    return { type: "helm_release", before: release(2), after: release(3) };
  },
} satisfies Record<string, (i: number) => Change>;

/** Of every kind some, of which a third each is made, changed and destroyed. */
function mixed(i: number): Change {
  const kinds = Object.values(KINDS);
  const change = (kinds[i % kinds.length] as (typeof kinds)[number])(i);
  if (i % 3 === 1) return { ...change, before: null };
  return i % 3 === 2 ? { ...change, after: null } : change;
}

const PLANS = { ...KINDS, "all of them": mixed };

/** What changes in a large plan. */
export type LargePlan = keyof typeof PLANS;

export const LARGE_PLANS = Object.keys(PLANS) as LargePlan[];

const actions = ({ before, after }: Change) =>
  before === null ? ["create"] : after === null ? ["delete"] : ["update"];

/** Writes a plan of so many changes of one kind as `terraform show -json` writes it, and returns the file. */
export function writeLargePlan(kind: LargePlan, count: number, folder: string): string {
  const changes = Array.from({ length: count }, (_, i): Change => PLANS[kind](i));
  const common = (change: Change, i: number) => ({
    address: `${change.type}.number_${i}`,
    mode: "managed",
    type: change.type,
    name: `number_${i}`,
  });
  const provider = ({ type }: Change) => `registry.terraform.io/hashicorp/${type.startsWith("helm_") ? "helm" : "aws"}`;
  const blocks = (side: "before" | "after") =>
    changes.flatMap((change, i) => {
      const block = { ...common(change, i), provider_name: provider(change), schema_version: 0 };
      return change[side] === null ? [] : [{ ...block, values: change[side], sensitive_values: {} }];
    });
  const plan = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: blocks("after") } },
    resource_changes: changes.map((change, i) => ({
      ...common(change, i),
      provider_name: provider(change),
      change: {
        actions: actions(change),
        before: change.before,
        after: change.after,
        after_unknown: {},
        before_sensitive: {},
        after_sensitive: {},
      },
    })),
    prior_state: {
      format_version: "1.0",
      terraform_version: "1.11.4",
      values: { root_module: { resources: blocks("before") } },
    },
    configuration: {
      provider_config: {
        aws: { name: "aws", full_name: "registry.terraform.io/hashicorp/aws", version_constraint: "6.25.0" },
        helm: { name: "helm", full_name: "registry.terraform.io/hashicorp/helm", version_constraint: "3.1.1" },
      },
      root_module: {
        resources: changes.flatMap((change, i) =>
          change.after === null
            ? []
            : [
                {
                  ...common(change, i),
                  provider_config_key: change.type.startsWith("helm_") ? "helm" : "aws",
                  expressions: Object.fromEntries(
                    Object.entries(change.after).map(([name, value]) => [name, { constant_value: value }]),
                  ),
                  schema_version: 0,
                },
              ],
        ),
      },
    },
    timestamp: "2026-01-01T00:00:00Z",
    applyable: true,
    complete: true,
    errored: false,
  };
  const file = join(folder, `${kind.replaceAll(" ", "-")}-${count}.json`);
  writeFileSync(file, JSON.stringify(plan));
  return file;
}
