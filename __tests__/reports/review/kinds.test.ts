import { renderMarkdown, renderPage, toJunit, toSarif } from "../../../reports/review";
import { type Change, card, plan } from "../review-fixture";

/** A change in few letters: action, before, now, unknown, sensitive. */
interface Short {
  readonly type: string;
  readonly name?: string;
  readonly index?: number;
  readonly mode?: string;
  readonly a?: readonly string[];
  readonly b?: object | null;
  readonly n?: object | null;
  readonly u?: object;
  readonly s?: object;
}

const D = ["delete"];
const C = ["create"];
const X = ["delete", "create"];
const P = (Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const toChange = ({ type, name = "x", index, mode, a = ["update"], b, n, u, s }: Short): Change => ({
  type,
  name,
  actions: a,
  before: (b ?? {}) as never,
  after: (n === null ? null : (n ?? {})) as never,
  more: {
    ...(index === undefined ? {} : { index, address: `${type}.${name}[${index}]` }),
    ...(mode ? { mode } : {}),
  },
  changeMore: {
    ...(u ? { after_unknown: u } : {}),
    ...(s ? { before_sensitive: s, after_sensitive: s } : {}),
    ...(a.join() === "delete" ? { after: null } : {}),
  },
});

const KINDS: [string, Short[], 0 | 2, string | undefined, object | undefined][] = [];
const kind = (name: string, changes: Short[], exit: 0 | 2, group?: string | null, more?: object) =>
  KINDS.push([name, changes, exit, group ?? undefined, more]);

for (const t of [
  "google_sql_database_instance",
  "azurerm_postgresql_server",
  "mongodbatlas_cluster",
  "aws_something_new",
])
  kind(`del-${t}`, [{ type: t, a: D }], 2);
kind("upd-unknown", [{ type: "google_x_y", b: { a: 1 }, n: { a: 2 } }], 0, "not judged");
for (const t of [
  "null_resource",
  "random_id",
  "time_sleep",
  "aws_wafv2_foo_association",
  "aws_iam_role_policy_attachment",
  "terraform_data",
])
  kind(`del-${t}`, [{ type: t, a: D }], 0);
kind("eks-del", [{ type: "aws_eks_cluster", a: D }], 2, "downtime");
kind("ng-repl", [{ type: "aws_eks_node_group", a: X }], 2, "downtime");
kind("trail", [{ type: "aws_cloudtrail", a: D }], 2);
kind("sub", [{ type: "aws_sns_topic_subscription", a: D }], 0, "monitoring");
kind("pdb", [{ type: "kubernetes_pod_disruption_budget_v1", a: D }], 0, "downtime");
kind("pdb-old", [{ type: "kubernetes_pod_disruption_budget", a: D }], 0, "downtime");
kind("forget", [{ type: "aws_db_instance", a: ["forget"], n: null }], 0);
kind("forget-create", [{ type: "aws_db_instance", a: ["forget", "create"] }], 0);
kind("data-replace", [{ type: "aws_ami", mode: "data", a: X }], 2);
kind("noop-diff", [{ type: "aws_db_instance", a: ["no-op"], b: { a: 1 }, n: { a: 2 } }], 2);
kind("applyable", [{ type: "aws_vpc", b: { tags: { a: "1" } }, n: { tags: { a: "2" } } }], 2, null, {
  applyable: false,
});
kind(
  "planned-disagree",
  [{ type: "aws_vpc", a: ["no-op"], b: { id: "v", tags: { a: "1" } }, n: { id: "v", tags: { a: "1" } } }],
  2,
  null,
  {
    planned_values: {
      root_module: { resources: [{ address: "aws_vpc.x", mode: "managed", values: { id: "v", tags: { a: "2" } } }] },
    },
  },
);
kind(
  "drift-sg",
  [
    {
      type: "aws_security_group",
      a: ["no-op"],
      b: { id: "sg-1", ingress: [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }] },
      n: { id: "sg-1", ingress: [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }] },
    },
  ],
  2,
  "exposure",
  {
    resource_drift: [
      {
        address: "aws_security_group.x",
        mode: "managed",
        type: "aws_security_group",
        name: "x",
        change: {
          actions: ["update"],
          before: { id: "sg-1", ingress: [] },
          after: { id: "sg-1", ingress: [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }] },
        },
      },
    ],
  },
);
kind(
  "sg-self",
  [
    {
      type: "aws_security_group",
      b: { ingress: [{ from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: [], self: true }] },
      n: { ingress: [{ from_port: 0, to_port: 0, protocol: "-1", self: true }] },
    },
  ],
  2,
  "exposure",
);
kind(
  "sg-more-ports",
  [
    {
      type: "aws_security_group_rule",
      b: { type: "ingress", from_port: 443, to_port: 443, protocol: "tcp", source_security_group_id: "sg-2" },
      n: { type: "ingress", from_port: 0, to_port: 65535, protocol: "tcp", source_security_group_id: "sg-2" },
      a: X,
    },
  ],
  2,
  "exposure",
);
kind(
  "sg-narrow",
  [
    {
      type: "aws_security_group_rule",
      n: { type: "ingress", from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["10.0.0.0/16"] },
      b: { type: "ingress", from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["10.0.0.0/8"] },
    },
  ],
  0,
);
kind(
  "egress-new-group",
  [
    {
      type: "aws_security_group",
      a: C,
      n: { egress: [{ from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }], ingress: [] },
    },
  ],
  0,
);
kind(
  "nacl-inline",
  [
    {
      type: "aws_network_acl",
      b: { ingress: [{ action: "allow", cidr_block: "10.0.0.0/8", protocol: "6", from_port: 443, to_port: 443 }] },
      n: { ingress: [{ action: "allow", cidr_block: "0.0.0.0/0", protocol: "-1", from_port: 0, to_port: 0 }] },
    },
  ],
  2,
  "exposure",
);
kind(
  "nacl-deny-gone",
  [
    {
      type: "aws_network_acl",
      b: {
        ingress: [{ action: "deny", cidr_block: "1.2.3.0/24", protocol: "-1", from_port: 0, to_port: 0, rule_no: 1 }],
      },
      n: { ingress: [] },
    },
  ],
  2,
  "exposure",
);
kind(
  "rt-inline-igw",
  [
    {
      type: "aws_route_table",
      b: { route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1", gateway_id: "" }] },
      n: { route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }] },
    },
  ],
  2,
  "exposure",
);
kind(
  "assoc",
  [
    {
      type: "aws_route_table_association",
      a: X,
      b: { subnet_id: "subnet-1", route_table_id: "rtb-a" },
      n: { subnet_id: "subnet-1", route_table_id: "rtb-b" },
    },
    {
      type: "aws_route_table",
      name: "b",
      a: ["no-op"],
      b: { id: "rtb-b", route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }] },
      n: { id: "rtb-b", route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }] },
    },
  ],
  2,
  "exposure",
);
kind(
  "eip-assoc",
  [{ type: "aws_eip_association", a: C, n: { instance_id: "i-1", allocation_id: "eipalloc-1" } }],
  2,
  "exposure",
);
kind(
  "sqs-policy",
  [
    {
      type: "aws_sqs_queue",
      b: {
        policy: P([
          {
            Effect: "Allow",
            Action: "sqs:SendMessage",
            Resource: "*",
            Principal: { Service: "sns.amazonaws.com" },
            Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:1:t" } },
          },
        ]),
      },
      n: { policy: P([{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*", Principal: "*" }]) },
    },
  ],
  2,
  "exposure",
);
kind(
  "ecr-new-policy-account",
  [
    {
      type: "aws_ecr_repository_policy",
      a: C,
      n: { policy: P([{ Effect: "Allow", Action: "ecr:*", Principal: { AWS: "arn:aws:iam::999999999999:root" } }]) },
    },
    {
      type: "aws_ecr_repository",
      name: "r",
      a: ["no-op"],
      b: { arn: "arn:aws:ecr:us-east-1:111111111111:repository/r", id: "r" },
      n: { arn: "arn:aws:ecr:us-east-1:111111111111:repository/r", id: "r" },
    },
  ],
  2,
  "exposure",
);
kind(
  "iam-star-colon",
  [{ type: "aws_iam_policy", a: C, n: { policy: P([{ Effect: "Allow", Action: "*:*", Resource: "arn:aws:*" }]) } }],
  2,
  "exposure",
);
kind(
  "iam-iam",
  [
    {
      type: "aws_iam_user_policy",
      b: { policy: P([{ Effect: "Allow", Action: "iam:Get*", Resource: "*" }]) },
      n: { policy: P([{ Effect: "Allow", Action: "iam:*", Resource: "*" }]) },
    },
  ],
  2,
  "exposure",
);
kind(
  "managed-arns",
  [
    {
      type: "aws_iam_role",
      b: { managed_policy_arns: [] },
      n: { managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
    },
  ],
  2,
  "exposure",
);
kind(
  "exclusive",
  [
    {
      type: "aws_iam_role_policy_attachments_exclusive",
      b: { policy_arns: [] },
      n: { policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
    },
  ],
  2,
  "exposure",
);
kind(
  "access-string",
  [
    {
      type: "aws_elasticache_user",
      b: { access_string: "on ~app:* -@all +@read" },
      n: { access_string: "on ~* +@all" },
    },
  ],
  2,
  "exposure",
);
kind(
  "nopass",
  [{ type: "aws_elasticache_user", b: { no_password_required: false }, n: { no_password_required: true } }],
  2,
  "exposure",
);
kind("fnurl", [{ type: "aws_lambda_function_url", a: C, n: { authorization_type: "NONE" } }], 2, "exposure");
kind(
  "snap-share",
  [{ type: "aws_db_snapshot", b: { shared_accounts: [] }, n: { shared_accounts: ["all"] } }],
  2,
  "exposure",
);
kind("ami-all", [{ type: "aws_ami_launch_permission", a: C, n: { group: "all", image_id: "ami-1" } }], 2, "exposure");
kind(
  "policy-unknown",
  [
    {
      type: "aws_iam_policy",
      b: { policy: P([{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }]) },
      n: {},
      u: { policy: true },
    },
  ],
  2,
  "exposure",
);
kind(
  "policy-unknown-new",
  [{ type: "aws_s3_bucket_policy", a: C, n: { bucket: "b" }, u: { policy: true } }],
  2,
  "exposure",
);
kind(
  "mtls cron privileged",
  [
    {
      type: "kubernetes_cron_job_v1",
      b: {
        spec: [
          {
            job_template: [
              { spec: [{ template: [{ spec: [{ container: [{ security_context: [{ privileged: false }] }] }] }] }] },
            ],
          },
        ],
      },
      n: {
        spec: [
          {
            job_template: [
              { spec: [{ template: [{ spec: [{ container: [{ security_context: [{ privileged: true }] }] }] }] }] },
            ],
          },
        ],
      },
    },
  ],
  2,
  "exposure",
);
kind(
  "manifest-svc",
  [
    {
      type: "kubernetes_manifest",
      b: { manifest: { apiVersion: "v1", kind: "Service", spec: { type: "ClusterIP" } } },
      n: { manifest: { apiVersion: "v1", kind: "Service", spec: { type: "LoadBalancer" } } },
    },
  ],
  2,
  "exposure",
);
kind(
  "manifest-crb",
  [
    {
      type: "kubernetes_manifest",
      a: C,
      n: {
        manifest: {
          apiVersion: "rbac.authorization.k8s.io/v1",
          kind: "ClusterRoleBinding",
          roleRef: { name: "cluster-admin" },
          subjects: [{ kind: "Group", name: "system:unauthenticated" }],
        },
      },
    },
  ],
  2,
  "exposure",
);
kind(
  "manifest-np",
  [
    {
      type: "kubernetes_manifest",
      b: {
        manifest: {
          apiVersion: "networking.k8s.io/v1",
          kind: "NetworkPolicy",
          spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [] },
        },
      },
      n: {
        manifest: {
          apiVersion: "networking.k8s.io/v1",
          kind: "NetworkPolicy",
          spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] },
        },
      },
    },
  ],
  2,
  "exposure",
);
kind(
  "manifest-pvc-del",
  [{ type: "kubernetes_manifest", a: D, b: { manifest: { apiVersion: "v1", kind: "PersistentVolumeClaim" } } }],
  2,
  "data loss",
);
kind(
  "manifest-cr-del",
  [{ type: "kubernetes_manifest", a: D, b: { manifest: { apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster" } } }],
  2,
  "data loss",
);
kind(
  "sc",
  [{ type: "kubernetes_storage_class", a: X, b: { reclaim_policy: "Retain" }, n: { reclaim_policy: "Delete" } }],
  2,
  "data loss",
);
kind(
  "svc-internal",
  [
    {
      type: "kubernetes_service_v1",
      a: C,
      n: {
        metadata: [{ annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" } }],
        spec: [{ type: "LoadBalancer" }],
      },
    },
  ],
  0,
);
kind("lb-internal", [{ type: "aws_lb", a: C, n: { internal: true } }], 0);
kind("lb-public", [{ type: "aws_lb", a: C, n: { internal: false } }], 2, "exposure");
kind("lb-unset", [{ type: "aws_lb", a: C, n: { name: "x" }, u: { internal: true } }], 2, "exposure");
kind(
  "helm-anon",
  [
    {
      type: "helm_release",
      b: { values: ["grafana.ini:\n  auth.anonymous:\n    enabled: false\n"] },
      n: { values: ["grafana.ini:\n  auth.anonymous:\n    enabled: true\n"] },
    },
  ],
  2,
  "exposure",
);
kind(
  "helm-set-lb",
  [
    {
      type: "helm_release",
      b: { set: [{ name: "service.type", value: "ClusterIP" }] },
      n: { set: [{ name: "service.type", value: "LoadBalancer" }] },
    },
  ],
  2,
  "exposure",
);
kind("helm-unknown", [{ type: "helm_release", b: { values: ["a: 1\n"] }, n: {}, u: { values: true } }], 2);
kind(
  "s3-abort",
  [
    {
      type: "aws_s3_bucket_lifecycle_configuration",
      b: { rule: [{ id: "a", status: "Enabled", abort_incomplete_multipart_upload: [{ days_after_initiation: 6 }] }] },
      n: { rule: [{ id: "a", status: "Enabled", abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] }] },
    },
  ],
  0,
);
kind(
  "s3-exp",
  [
    {
      type: "aws_s3_bucket_lifecycle_configuration",
      b: { rule: [{ id: "a", status: "Enabled", expiration: [{ days: 90 }] }] },
      n: { rule: [{ id: "a", status: "Enabled", expiration: [{ days: 30 }] }] },
    },
  ],
  2,
  "data loss",
);
kind(
  "s3-exp-later",
  [
    {
      type: "aws_s3_bucket_lifecycle_configuration",
      n: { rule: [{ id: "a", status: "Enabled", expiration: [{ days: 90 }] }] },
      b: { rule: [{ id: "a", status: "Enabled", expiration: [{ days: 30 }] }] },
    },
  ],
  0,
);
kind("gp3", [{ type: "aws_ebs_volume", b: { type: "gp2", size: 10 }, n: { type: "gp3", size: 10 } }], 0, "routine");
kind("rds-gp3", [{ type: "aws_db_instance", b: { storage_type: "gp2" }, n: { storage_type: "gp3" } }], 0);
kind(
  "ecr-lc",
  [
    {
      type: "aws_ecr_lifecycle_policy",
      b: {
        policy: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 100 },
              action: { type: "expire" },
            },
          ],
        }),
      },
      n: {
        policy: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 5 },
              action: { type: "expire" },
            },
          ],
        }),
      },
    },
  ],
  2,
  "data loss",
);
kind(
  "window",
  [{ type: "aws_kms_key", b: { deletion_window_in_days: 30 }, n: { deletion_window_in_days: 7 } }],
  2,
  "data loss",
);
kind(
  "ddb",
  [{ type: "aws_dynamodb_table", b: { deletion_protection_enabled: true }, n: { deletion_protection_enabled: false } }],
  2,
  "data loss",
);
kind(
  "instance-keep",
  [{ type: "aws_instance", a: D, b: { root_block_device: [{ delete_on_termination: false }] } }],
  0,
  "downtime",
);
kind(
  "sensitive-pub",
  [
    {
      type: "aws_rds_cluster_instance",
      b: { publicly_accessible: false },
      n: { publicly_accessible: true },
      s: { publicly_accessible: true },
    },
  ],
  2,
  "exposure",
);
kind(
  "gcp fw",
  [
    {
      type: "google_compute_firewall",
      b: { source_ranges: ["10.0.0.0/8"], allow: [{ protocol: "tcp", ports: ["22"] }] },
      n: { source_ranges: ["0.0.0.0/0"], allow: [{ protocol: "tcp", ports: ["22"] }] },
    },
  ],
  2,
  "exposure",
);
kind(
  "gcp iam",
  [{ type: "google_storage_bucket_iam_member", a: C, n: { member: "allUsers", role: "roles/storage.objectViewer" } }],
  2,
  "exposure",
);
kind(
  "azure nsg",
  [
    {
      type: "azurerm_network_security_rule",
      a: C,
      n: {
        access: "Allow",
        direction: "Inbound",
        source_address_prefix: "*",
        protocol: "Tcp",
        destination_port_range: "22",
      },
    },
  ],
  2,
  "exposure",
);
kind("waf-del", [{ type: "aws_wafv2_web_acl_association", a: D }], 2, "exposure");
kind(
  "count",
  [
    { type: "aws_s3_bucket", index: 0, a: C, n: { bucket: "b" }, u: { id: true } },
    {
      type: "aws_s3_bucket_public_access_block",
      index: 0,
      a: C,
      n: {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
      u: { bucket: true, id: true },
    },
  ],
  0,
  null,
  {
    configuration: {
      root_module: {
        resources: [
          { address: "aws_s3_bucket.x", expressions: { bucket: { constant_value: "b" } } },
          {
            address: "aws_s3_bucket_public_access_block.x",
            expressions: { bucket: { references: ["aws_s3_bucket.x[0].id", "aws_s3_bucket.x[0]", "aws_s3_bucket.x"] } },
          },
        ],
      },
    },
  },
);
const runs = (...provisioners: object[]) => ({
  configuration: { root_module: { resources: [{ address: "null_resource.x", provisioners }] } },
});
const INSTALL = { type: "local-exec", expressions: { command: { constant_value: "make install" } } };
for (const a of [C, X, D]) kind(`provisioner-${a}`, [{ type: "null_resource", a }], 2, "not judged", runs(INSTALL));
kind("provisioner-remote", [{ type: "null_resource", a: C }], 2, "not judged", runs({ type: "remote-exec" }));
kind("provisioner-stays", [{ type: "null_resource", n: { triggers: { a: "1" } } }], 0, undefined, runs(INSTALL));
kind("no-provisioner", [{ type: "null_resource", a: C }], 0, undefined, runs());
const rendered = (binary_path: string) => ({ name: "r", postrender: [{ binary_path }] });
kind("postrender", [{ type: "helm_release", b: { name: "r", postrender: [] }, n: rendered("./x") }], 2, "not judged");
kind("postrender-new", [{ type: "helm_release", a: C, b: null, n: rendered("./x") }], 2, "not judged");
kind("postrender-stays", [{ type: "helm_release", b: rendered("./x"), n: { ...rendered("./x"), timeout: 9 } }], 0);
kind(
  "new eks",
  [
    {
      type: "aws_eks_cluster",
      a: C,
      n: {
        name: "c",
        vpc_config: [{ endpoint_public_access: false, endpoint_private_access: true, public_access_cidrs: null }],
      },
    },
  ],
  0,
);
kind("tags", [{ type: "aws_db_instance", b: { tags: { a: "1" } }, n: { tags: { a: "2" } } }], 0, "routine");
kind(
  "vpc create",
  [
    { type: "aws_vpc", a: C, n: { cidr_block: "10.0.0.0/16" } },
    { type: "aws_internet_gateway", a: C, n: {} },
    { type: "aws_route_table", a: C, n: {}, u: { id: true } },
    {
      type: "aws_route",
      a: C,
      n: { destination_cidr_block: "0.0.0.0/0" },
      u: { gateway_id: true, route_table_id: true },
    },
  ],
  0,
  null,
  {
    configuration: {
      root_module: {
        resources: [
          {
            address: "aws_route.x",
            expressions: {
              gateway_id: { references: ["aws_internet_gateway.x.id", "aws_internet_gateway.x"] },
              route_table_id: { references: ["aws_route_table.x.id", "aws_route_table.x"] },
              destination_cidr_block: { constant_value: "0.0.0.0/0" },
            },
          },
        ],
      },
    },
  },
);
kind(
  "role ec2",
  [
    {
      type: "aws_iam_role",
      a: C,
      n: {
        assume_role_policy: P([
          { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
        ]),
      },
      u: { managed_policy_arns: true, inline_policy: true, arn: true },
    },
  ],
  0,
  "identity",
);
kind(
  "role upd desc",
  [{ type: "aws_iam_role", b: { description: "a" }, n: { description: "b" }, u: { managed_policy_arns: true } }],
  0,
  "identity",
);
kind(
  "rule-more-sg",
  [
    { type: "aws_lb", b: { security_groups: ["sg-1"] }, n: { security_groups: ["sg-1", "sg-2"] } },
    {
      type: "aws_security_group",
      name: "two",
      a: ["no-op"],
      b: { id: "sg-2", ingress: [] },
      n: { id: "sg-2", ingress: [] },
    },
  ],
  0,
);
kind("moved", [{ type: "aws_db_instance", a: ["no-op"], b: { id: "a" }, n: { id: "a" } }], 0);
kind(
  "subnet group",
  [
    {
      type: "aws_db_subnet_group",
      b: { subnet_ids: ["subnet-1111"] },
      n: { subnet_ids: ["subnet-1111", "subnet-2222"] },
    },
    {
      type: "aws_subnet",
      a: ["no-op"],
      b: { id: "subnet-2222", map_public_ip_on_launch: true },
      n: { id: "subnet-2222", map_public_ip_on_launch: true },
    },
  ],
  2,
  "exposure",
);
kind(
  "secret rotation lambda env",
  [
    {
      type: "aws_lambda_function",
      b: { environment: [{ variables: { A: "1" } }] },
      n: { environment: [{ variables: { A: "2" } }] },
    },
  ],
  0,
  "routine",
);
kind(
  "boundary-change",
  [
    {
      type: "aws_iam_role",
      b: { permissions_boundary: "arn:aws:iam::1:policy/a" },
      n: { permissions_boundary: "arn:aws:iam::aws:policy/AdministratorAccess" },
    },
  ],
  2,
  "exposure",
);
kind(
  "asg zero",
  [{ type: "aws_autoscaling_group", b: { desired_capacity: 3, max_size: 3 }, n: { desired_capacity: 0, max_size: 0 } }],
  0,
  "downtime",
);
kind(
  "opensearch access",
  [
    {
      type: "aws_opensearch_domain",
      b: {
        access_policies: P([
          { Effect: "Allow", Action: "es:*", Resource: "*", Principal: { AWS: "arn:aws:iam::111111111111:role/a" } },
        ]),
      },
      n: { access_policies: P([{ Effect: "Allow", Action: "es:*", Resource: "*", Principal: { AWS: "*" } }]) },
    },
  ],
  2,
  "exposure",
);
kind(
  "grant",
  [
    { type: "aws_kms_grant", a: C, n: { grantee_principal: "arn:aws:iam::999999999999:role/x" } },
    {
      type: "aws_kms_key",
      a: ["no-op"],
      b: { arn: "arn:aws:kms:us-east-1:111111111111:key/1" },
      n: { arn: "arn:aws:kms:us-east-1:111111111111:key/1" },
    },
  ],
  2,
  "exposure",
);
kind(
  "deploy image",
  [
    {
      type: "kubernetes_deployment_v1",
      b: { spec: [{ replicas: 2, template: [{ spec: [{ container: [{ image: "a:1" }] }] }] }] },
      n: { spec: [{ replicas: 2, template: [{ spec: [{ container: [{ image: "a:2" }] }] }] }] },
    },
  ],
  0,
);

describe("kinds of plans", () => {
  test.each(KINDS)("%s", (_name, changes, exit, group, more) => {
    const { configuration, ...rest } = (more ?? {}) as { configuration?: object };
    const view = card(plan(changes.map(toChange), { configuration: configuration ?? {}, ...rest }));
    expect(view.isRefused ? 2 : 0).toBe(exit);
    if (group) expect(view.entries.map((entry) => entry.group)).toContain(group);
    for (const write of [renderMarkdown, renderPage, toJunit, toSarif]) expect(write(view)).not.toContain("undefined");
  });
});
