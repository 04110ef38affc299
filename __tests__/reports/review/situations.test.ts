import { type Change, card, plan } from "../review-fixture";

const allow = (Action: string | string[], Resource: string, more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = (Principal: object, Condition?: object, Action = "sts:AssumeRole"): string =>
  policy({ Effect: "Allow", Action, Principal, ...(Condition ? { Condition } : {}) });

const update = (type: string, before: object, after: object, more: Partial<Change> = {}): Change =>
  ({ type, name: "x", before: { id: "x", ...before }, after: { id: "x", ...after }, ...more }) as Change;
const create = (type: string, after: object, more: Partial<Change> = {}): Change =>
  ({ type, name: "x", actions: ["create"], after, ...more }) as Change;
const remove = (type: string, before: object, more: Partial<Change> = {}): Change =>
  ({ type, name: "x", actions: ["delete"], before: { id: "x", ...before }, ...more }) as Change;
const stays = (type: string, values: object, more: Partial<Change> = {}): Change =>
  ({ type, name: "y", actions: ["no-op"], before: values, after: values, ...more }) as Change;

const rule = (more: object) => ({ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: [], ...more });
const acl = (rule_no: number, action: string, cidr_block: string) => ({ rule_no, action, cidr_block, protocol: "-1" });
const backup = (more: object) => ({
  rule_name: "daily",
  schedule: "cron(0 5 * * ? *)",
  lifecycle: [{ delete_after: 35 }],
  ...more,
});
const waf = (name: string, action: string) => ({ name, action: [{ [action]: [{}] }] });
const authMap = (groups: string) => ({
  metadata: [{ name: "aws-auth" }],
  data: { mapRoles: `- rolearn: arn:aws:iam::1:role/dev\n  groups: [${groups}]\n` },
});
const authText = (mapRoles: string) => ({ metadata: [{ name: "aws-auth" }], data: { mapRoles } });
const chart = (...values: string[]) => ({ name: "x", chart: "c", values });
const ingress = (annotations: object) => ({ metadata: [{ name: "x", annotations }] });
const service = (type: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: ${type}}\n`;
const GITHUB = { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" };
const AUDIENCE = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
const WEB = "sts:AssumeRoleWithWebIdentity";
const role = (assume_role_policy: string) => create("aws_iam_role", { name: "r", assume_role_policy });
const ofIam = (before: string, after: string) => update("aws_iam_policy", { policy: before }, { policy: after });
const ip = (range: string) =>
  policy(allow("s3:Get*", "arn:aws:s3:::b", { Condition: { IpAddress: { "aws:SourceIp": range } } }));

const task = (container: object, more: object = {}) => ({
  container_definitions: JSON.stringify([{ name: "web", image: "shop/web:1", ...container }]),
  ...more,
});
const anew = (before: object, after: object) =>
  update("aws_ecs_task_definition", before, after, { actions: ["delete", "create"] });

const REFUSED: [string, Change[]][] = [
  ["a container of ECS that may do everything on its machine", [anew(task({}), task({ privileged: true }))]],
  [
    "a capability by which a container leaves its bounds",
    [anew(task({}), task({ linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } } }))],
  ],
  ["a task that sees the processes of its machine", [anew(task({}), task({}, { pid_mode: "host" }))]],
  [
    "a job of Batch that is new and privileged",
    [create("aws_batch_job_definition", { container_properties: '{"privileged":true}' })],
  ],
  [
    "a table of DynamoDB that loses a replica",
    [update("aws_dynamodb_table", { replica: [{ region_name: "a" }] }, { replica: [] })],
  ],
  [
    "half of the internet, and the other half",
    [update("aws_security_group", { ingress: [] }, { ingress: [rule({ cidr_blocks: ["0.0.0.0/1", "128.0.0.0/1"] })] })],
  ],
  [
    "rules of a group that are known after apply only",
    [
      update(
        "aws_security_group",
        { ingress: [rule({ cidr_blocks: ["10.0.0.0/8"] })] },
        {},
        { changeMore: { after_unknown: { ingress: true } } },
      ),
    ],
  ],
  [
    "a denial that a lower rule passes over",
    [
      update(
        "aws_network_acl",
        { ingress: [acl(50, "deny", "203.0.113.0/24"), acl(100, "allow", "0.0.0.0/0")] },
        { ingress: [acl(150, "deny", "203.0.113.0/24"), acl(100, "allow", "0.0.0.0/0")] },
      ),
    ],
  ],
  [
    "a prefix list that leads to an internet gateway",
    [
      stays("aws_route_table", { id: "rtb-1" }),
      create("aws_route", { route_table_id: "rtb-1", destination_prefix_list_id: "pl-1", gateway_id: "igw-1" }),
    ],
  ],
  [
    "a backup that runs less often",
    [update("aws_backup_plan", { rule: [backup({})] }, { rule: [backup({ schedule: "cron(0 5 1 * ? *)" })] })],
  ],
  [
    "a backup that is no longer copied",
    [
      update(
        "aws_backup_plan",
        { rule: [backup({ copy_action: [{ destination_vault_arn: "a" }] })] },
        { rule: [backup({})] },
      ),
    ],
  ],
  [
    "rules that expire in a bucket that is there",
    [
      stays("aws_s3_bucket", { id: "b", bucket: "b" }),
      create("aws_s3_bucket_lifecycle_configuration", {
        bucket: "b",
        rule: [{ status: "Enabled", expiration: [{ days: 1 }] }],
      }),
    ],
  ],
  [
    "a replication that is switched off",
    [
      update(
        "aws_s3_bucket_replication_configuration",
        { rule: [{ id: "a", status: "Enabled" }] },
        { rule: [{ id: "a", status: "Disabled" }] },
      ),
    ],
  ],
  [
    "a web ACL that lets in what no rule is about",
    [
      update(
        "aws_wafv2_web_acl",
        { default_action: [{ allow: [], block: [{}] }] },
        { default_action: [{ allow: [{}], block: [] }] },
      ),
    ],
  ],
  [
    "a rule of a web ACL that only counts",
    [update("aws_wafv2_web_acl", { rule: [waf("a", "block")] }, { rule: [waf("a", "count")] })],
  ],
  ["every repository of GitHub", [role(trust(GITHUB, { StringEquals: AUDIENCE }, WEB))]],
  [
    "every owner on GitHub",
    [role(trust(GITHUB, { StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } }, WEB))],
  ],
  [
    "every pod of a cluster",
    [role(trust({ Federated: "arn:aws:iam::1:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A" }, undefined, WEB))],
  ],
  ["everybody in a pool of Cognito", [role(trust({ Federated: "cognito-identity.amazonaws.com" }, undefined, WEB))]],
  [
    "all of IAM in one account",
    [create("aws_iam_policy", { policy: policy(allow("iam:*", "arn:aws:iam::111122223333:*")) })],
  ],
  [
    "any role of an account",
    [create("aws_iam_policy", { policy: policy(allow("sts:AssumeRole", "arn:aws:iam::*:role/*")) })],
  ],
  [
    "a condition that also holds without its key",
    [
      ofIam(
        policy(allow("s3:*", "*", { Condition: { StringEquals: { "aws:ResourceAccount": "1" } } })),
        policy(allow("s3:*", "*", { Condition: { StringEqualsIfExists: { "aws:ResourceAccount": "1" } } })),
      ),
    ],
  ],
  [
    "a function that any bucket may call",
    [
      update(
        "aws_lambda_permission",
        { principal: "s3.amazonaws.com", source_arn: "arn:aws:s3:::b" },
        { principal: "s3.amazonaws.com" },
      ),
    ],
  ],
  [
    "a policy in a template of CloudFormation",
    [
      update(
        "aws_cloudformation_stack",
        { template_body: "{}" },
        { template_body: JSON.stringify({ Resources: { P: { PolicyDocument: { Statement: [allow("*", "*")] } } } }) },
      ),
    ],
  ],
  [
    "a denial that goes with its policy",
    [remove("aws_iam_role_policy", { policy: policy({ Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" }) })],
  ],
  [
    "a denial that is detached",
    [remove("aws_iam_role_policy_attachment", { role: "r", policy_arn: "arn:aws:iam::aws:policy/AWSDenyAll" })],
  ],
  [
    "an access policy for more namespaces",
    [
      update(
        "aws_eks_access_policy_association",
        { policy_arn: "x/AmazonEKSEditPolicy", access_scope: [{ type: "namespace", namespaces: ["a"] }] },
        {
          policy_arn: "x/AmazonEKSEditPolicy",
          access_scope: [{ type: "namespace", namespaces: ["a", "kube-system"] }],
        },
      ),
    ],
  ],
  [
    "a cache whose users go",
    [update("aws_elasticache_replication_group", { user_group_ids: ["g"] }, { user_group_ids: [] })],
  ],
  [
    "masters in the map aws-auth",
    [update("kubernetes_config_map_v1_data", authMap("view"), authMap("system:masters"))],
  ],
  [
    "a map aws-auth that cannot be read",
    [update("kubernetes_config_map_v1_data", authMap("view"), authText("- rolearn: 'arn:aws:iam::1:role/dev\n"))],
  ],
  [
    "a map aws-auth that is known after apply only",
    [
      update("kubernetes_config_map_v1_data", authMap("view"), authText("x"), {
        changeMore: { after_unknown: { data: { mapRoles: true } } },
      }),
    ],
  ],
  [
    "masters that a map aws-auth merges",
    [create("kubernetes_config_map_v1", authText("- &a {groups: [system:masters]}\n- {<<: *a, rolearn: b}\n"))],
  ],
  [
    "anonymous people let in by `yes`",
    [update("helm_release", chart("auth.anonymous: {enabled: no}"), chart("auth.anonymous: {enabled: yes}"))],
  ],
  ["the node's network by `on`", [update("helm_release", chart("hostNetwork: off"), chart("hostNetwork: on"))]],
  [
    "the node's network by the text yes",
    [update("helm_release", chart("hostNetwork: 'no'"), chart("hostNetwork: 'yes'"))],
  ],
  [
    "a load balancer that is merged",
    [
      update(
        "helm_release",
        chart("x: &x {type: LoadBalancer}\nservice: {type: ClusterIP}"),
        chart("x: &x {type: LoadBalancer}\nservice: {type: ClusterIP, <<: *x}"),
      ),
    ],
  ],
  ["values that are no map", [update("helm_release", chart("a: 1"), chart("- a"))]],
  ["values with a tag that nobody knows", [update("helm_release", chart("a: 1"), chart("hostNetwork: !x yes"))]],
  [
    "privileged pods of a manifest by `on`",
    [
      update(
        "kubectl_manifest",
        { yaml_body: `${service("ClusterIP")}  privileged: off` },
        { yaml_body: "kind: Pod\napiVersion: v1\nspec: {hostNetwork: on}" },
      ),
    ],
  ],
  ["a new manifest that cannot be read", [create("kubectl_manifest", { yaml_body: service("'LoadBalancer") })]],
  [
    "a new manifest of several objects",
    [create("kubectl_manifest", { yaml_body: `${service("ClusterIP")}---\n${service("LoadBalancer")}` })],
  ],
  ["a list of objects", [create("kubernetes_manifest", { manifest: { apiVersion: "v1", kind: "List", items: [] } })]],
  [
    "a manifest that can no longer be read",
    [update("k8s_manifest", { content: service("ClusterIP") }, { content: "'x" })],
  ],
  [
    "a setting behind a comma",
    [
      update(
        "helm_release",
        { set: [{ name: "replicas", value: "1" }] },
        { set: [{ name: "replicas", value: "1,hostNetwork=true" }] },
      ),
    ],
  ],
  [
    "a range in a list of `set`",
    [
      update(
        "helm_release",
        { set: [{ name: "service.loadBalancerSourceRanges", value: "{10.0.0.0/8}" }] },
        { set: [{ name: "service.loadBalancerSourceRanges", value: "{10.0.0.0/8,0.0.0.0/0}" }] },
      ),
    ],
  ],
  [
    "a policy that has a key twice",
    [
      update(
        "aws_sqs_queue_policy",
        { policy: policy(allow("sqs:SendMessage", "arn:aws:sqs:::q")) },
        { policy: policy(allow("sqs:SendMessage", "arn:aws:sqs:::q")).replace('"Action"', '"Action":"*","Action"') },
      ),
    ],
  ],
  [
    "network policies that an add-on no longer keeps",
    [
      update(
        "aws_eks_addon",
        { configuration_values: '{"enableNetworkPolicy":"true"}' },
        { configuration_values: "enableNetworkPolicy: 'false'" },
      ),
    ],
  ],
  [
    "an add-on whose settings are no YAML",
    [update("aws_eks_addon", { configuration_values: "{}" }, { configuration_values: "{" })],
  ],
  [
    "a range beside the one that an ingress lets in",
    [
      update(
        "kubernetes_ingress_v1",
        ingress({ "nginx.ingress.kubernetes.io/whitelist-source-range": "10.0.0.0/8" }),
        ingress({ "nginx.ingress.kubernetes.io/whitelist-source-range": "10.0.0.0/8, 0.0.0.0/0" }),
      ),
    ],
  ],
  [
    "an ingress that listens without TLS too",
    [
      update(
        "kubernetes_ingress_v1",
        ingress({ "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS":443}]' }),
        ingress({ "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP":80},{"HTTPS":443}]' }),
      ),
    ],
  ],
  [
    "a label of Pod Security that goes",
    [remove("kubernetes_labels", { labels: { "pod-security.kubernetes.io/enforce": "restricted" } })],
  ],
  [
    "a role that may bind any role",
    [
      create("kubernetes_cluster_role_v1", {
        rule: [{ api_groups: ["rbac.authorization.k8s.io"], resources: ["clusterroles"], verbs: ["bind"] }],
      }),
    ],
  ],
  [
    "an object that is known after apply only",
    [
      update(
        "kubernetes_manifest",
        { manifest: { apiVersion: "v1", kind: "Service" } },
        {},
        { changeMore: { after_unknown: { manifest: true } } },
      ),
    ],
  ],
  [
    "a service with addresses of its own",
    [
      update(
        "kubernetes_manifest",
        { manifest: { apiVersion: "v1", kind: "Service", spec: {} } },
        { manifest: { apiVersion: "v1", kind: "Service", spec: { externalIPs: ["203.0.113.5"] } } },
      ),
    ],
  ],
  [
    "new pods that hold the socket of their node",
    [create("kubernetes_daemon_set_v1", { spec: [{ volume: [{ host_path: [{ path: "/var/run/docker.sock" }] }] }] })],
  ],
  [
    "values of a chart that nobody can read",
    [update("helm_release", { values: ["a: 1"] }, { values: ["a: [1\n b: : :"] })],
  ],
  ["a chart of a database", [remove("helm_release", { chart: "postgresql", values: [] })]],
  [
    "a subnet that is made anew while another keeps its id",
    [
      { ...update("aws_subnet", { id: "subnet-1" }, {}), actions: ["delete", "create"] },
      stays("aws_lambda_function", { vpc_config: [{ subnet_ids: ["subnet-1"] }] }),
    ],
  ],
  [
    "a listener that no longer asks who visitors are",
    [
      update(
        "aws_lb_listener",
        { default_action: [{ type: "authenticate-oidc" }, { type: "forward" }] },
        { default_action: [{ type: "forward" }] },
      ),
    ],
  ],
  [
    "a listener rule for other addresses",
    [
      update(
        "aws_lb_listener_rule",
        { condition: [{ source_ip: [{ values: ["203.0.113.0/24"] }] }] },
        { condition: [{ path_pattern: [{ values: ["/*"] }] }] },
      ),
    ],
  ],
  [
    "a protection that is known after apply only",
    [
      update(
        "aws_db_instance",
        { deletion_protection: true },
        {},
        { changeMore: { after_unknown: { deletion_protection: true } } },
      ),
    ],
  ],
  [
    "an address of another type than it says",
    [remove("null_resource", {}, { more: { address: "aws_db_instance.main" } })],
  ],
];

const SILENT: [string, Change[]][] = [
  [
    "another image of a container that was privileged before",
    [anew(task({ privileged: true }), task({ privileged: true, image: "shop/web:2" }))],
  ],
  ["a container that may do less", [anew(task({ privileged: true }), task({}))]],
  [
    "two ranges that become one",
    [
      update(
        "aws_security_group",
        { ingress: [rule({ cidr_blocks: ["10.0.0.0/17", "10.0.128.0/17"] })] },
        { ingress: [rule({ cidr_blocks: ["10.0.0.0/16"] })] },
      ),
    ],
  ],
  [
    "ports that become one range",
    [
      update(
        "aws_security_group",
        {
          ingress: [
            rule({ cidr_blocks: ["10.0.0.0/16"], from_port: 80, to_port: 80 }),
            rule({ cidr_blocks: ["10.0.0.0/16"], from_port: 81, to_port: 90 }),
          ],
        },
        { ingress: [rule({ cidr_blocks: ["10.0.0.0/16"], from_port: 80, to_port: 90 })] },
      ),
    ],
  ],
  [
    "a rule that becomes a resource of the new kind",
    [
      remove("aws_security_group_rule", {
        security_group_id: "sg-1",
        type: "ingress",
        ...rule({ cidr_blocks: ["0.0.0.0/0"] }),
      }),
      create("aws_vpc_security_group_ingress_rule", {
        security_group_id: "sg-1",
        cidr_ipv4: "0.0.0.0/0",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
      }),
    ],
  ],
  [
    "one more rule of a backup plan",
    [
      update(
        "aws_backup_plan",
        { rule: [backup({})] },
        { rule: [backup({}), backup({ rule_name: "monthly", lifecycle: [{ delete_after: 90 }] })] },
      ),
    ],
  ],
  [
    "rules that expire in a bucket that is made with them",
    [
      create("aws_s3_bucket", { bucket: "b" }),
      create("aws_s3_bucket_lifecycle_configuration", {
        bucket: "b",
        rule: [{ status: "Enabled", expiration: [{ days: 1 }] }],
      }),
    ],
  ],
  [
    "one repository of GitHub",
    [role(trust(GITHUB, { StringLike: { "token.actions.githubusercontent.com:sub": "repo:shop/app:*" } }, WEB))],
  ],
  ["a narrower range", [ofIam(ip("203.0.113.0/24"), ip("203.0.113.7/32"))]],
  [
    "a pattern that becomes a text",
    [
      ofIam(
        policy(allow("s3:Get*", "a", { Condition: { StringLike: { "aws:PrincipalTag/team": "a*" } } })),
        policy(allow("s3:Get*", "a", { Condition: { StringEquals: { "AWS:PrincipalTag/team": "abc" } } })),
      ),
    ],
  ],
  [
    "a part of the range that an ingress lets in",
    [
      update(
        "kubernetes_ingress_v1",
        ingress({ "alb.ingress.kubernetes.io/inbound-cidrs": "10.0.0.0/8" }),
        ingress({ "alb.ingress.kubernetes.io/inbound-cidrs": "10.1.0.0/16,10.2.0.0/16" }),
      ),
    ],
  ],
  [
    "an ingress that sends everybody on to TLS",
    [
      update(
        "kubernetes_ingress_v1",
        ingress({ "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS":443}]' }),
        ingress({
          "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
          "alb.ingress.kubernetes.io/ssl-redirect": "443",
        }),
      ),
    ],
  ],
  [
    "another spelling of true",
    [update("helm_release", chart("persistence: {enabled: yes}"), chart("persistence: {enabled: true}"))],
  ],
  [
    "nodes in the map aws-auth",
    [
      update("kubernetes_config_map_v1_data", authMap("system:nodes"), {
        metadata: [{ name: "aws-auth" }],
        data: { mapRoles: "- rolearn: arn:aws:iam::1:role/two\n  groups: [system:nodes, system:bootstrappers]\n" },
      }),
    ],
  ],
  [
    "a capability that goes",
    [
      update(
        "kubernetes_deployment_v1",
        { spec: [{ capabilities: [{ add: ["A", "B"] }] }] },
        { spec: [{ capabilities: [{ add: ["A"] }] }] },
      ),
    ],
  ],
  [
    "one more rule of a web ACL",
    [update("aws_wafv2_web_acl", { rule: [waf("a", "block")] }, { rule: [waf("a", "block"), waf("b", "block")] })],
  ],
  [
    "events for an organization",
    [
      create("aws_cloudwatch_event_permission", {
        principal: "*",
        condition: [{ key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-abcdefgh12" }],
      }),
    ],
  ],
  [
    "a policy of a bucket that allows and goes",
    [
      stays("aws_s3_bucket", { id: "b" }),
      remove("aws_s3_bucket_policy", {
        bucket: "b",
        policy: policy(allow("s3:Get*", "a", { Principal: { AWS: "1" } })),
      }),
    ],
  ],
];

describe("what an expert would stop", () => {
  test.each(REFUSED)("%s", (_sentence, changes) => {
    expect(card(plan(changes)).isRefused).toBe(true);
  });
});

describe("what an expert would let pass", () => {
  test.each(SILENT)("%s", (_sentence, changes) => {
    const view = card(plan(changes));
    expect(view.verdict.gated).toEqual([]);
    expect(view.problems).toEqual([]);
  });
});

test("a plan whose outputs change does not say that nothing changes", () => {
  const view = plan([], { output_changes: { url: { actions: ["update"], before: "a", after: "b" } } });
  expect(JSON.stringify(card(view).outputs)).toContain("url");
});

test("a plan that says nothing of what will be there contradicts itself", () => {
  const whole = update("aws_security_group", { ingress: [] }, {}, { changeMore: { after_unknown: true } });
  expect(card(plan([whole])).problems).toEqual([
    "shop-data: aws_security_group.x has the action update, and the plan says nothing of what will be there",
  ]);
});
