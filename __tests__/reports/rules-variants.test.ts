import { RULES } from "../../reports/rules/judge";
import type { Rule } from "../../reports/rules/rule";
import { type Blocks, findingsOf, stackOf } from "./rules-fixture";

/** What rules say about blocks, in the order of the blocks. */
const verdictsOf = (id: string, blocks: Blocks): string[] =>
  findingsOf(RULES.find((rule) => rule.id === id) as Rule, { "shop-data": stackOf(blocks) }).map(
    ({ verdict }) => verdict,
  );

const ingress = (values: Blocks[string]): Blocks => ({
  "aws_vpc_security_group_ingress_rule.main": { ip_protocol: "tcp", from_port: 22, to_port: 22, ...values },
});
const networkPolicy = (...peers: Blocks[string][]): Blocks => ({
  "kubernetes_network_policy_v1.main": { spec: { ingress: [{ from: peers }] } },
});
const database = { "aws_db_instance.main": { vpc_security_group_ids: ["${aws_security_group.database.id}"] } };

test.each<[string, string, Blocks, string[]]>([
  ["half of the internet is everybody", "admin-ports-closed", ingress({ cidr_ipv4: "128.0.0.0/1" }), ["fail"]],
  [
    "every port of a protocol is no port",
    "egress-names-its-ports",
    {
      "aws_vpc_security_group_egress_rule.main": {
        ip_protocol: "tcp",
        from_port: 0,
        to_port: 65_535,
        cidr_ipv4: "0.0.0.0/0",
      },
    },
    ["fail"],
  ],
  ["every address of IPv6 in use is everybody", "admin-ports-closed", ingress({ cidr_ipv6: "2000::/3" }), ["fail"]],
  [
    "the largest range of one owner is not everybody",
    "admin-ports-closed",
    ingress({ cidr_ipv4: "10.0.0.0/8" }),
    ["pass"],
  ],
  [
    "a list of ranges is no security group",
    "data-store-admits-groups",
    { ...database, ...ingress({ security_group_id: "${aws_security_group.database.id}", prefix_list_id: "pl-1" }) },
    ["fail"],
  ],
  [
    "a range of every address is no peer",
    "network-policy-names-peers",
    networkPolicy({ ip_block: { cidr: "0.0.0.0/0" } }),
    ["fail"],
  ],
  [
    "every pod of every namespace is no peer",
    "network-policy-names-peers",
    networkPolicy({ namespace_selector: {} }),
    ["fail"],
  ],
  [
    "one app of every namespace is a peer",
    "network-policy-names-peers",
    networkPolicy({ namespace_selector: [{}], pod_selector: { match_labels: { app: "shop" } } }),
    ["pass"],
  ],
  ["an empty peer is no peer", "network-policy-names-peers", networkPolicy({}), ["fail"]],
  [
    "one range among others is a peer",
    "network-policy-names-peers",
    networkPolicy({ ip_block: { cidr: "10.0.0.0/16" } }, { pod_selector: {} }),
    ["pass"],
  ],
  [
    "a service with addresses of its own is beside the ingress",
    "service-behind-ingress",
    { "kubernetes_service_v1.main": { spec: { external_ips: ["198.51.100.7"] } } },
    ["fail"],
  ],
  ["what a module makes is not judged", "resource-type-judged", { "module.main": { source: "./vpc" } }, ["fail"]],
  [
    "a trust in another account's role is found whatever the shape of its ARN",
    "role-trust-own-account",
    {
      "aws_iam_role.main": {
        assume_role_policy: JSON.stringify({ Statement: { Effect: "Allow", Principal: { AWS: "999988887777" } } }),
      },
      "provider.aws": { allowed_account_ids: ["111122223333"] },
    },
    ["fail"],
  ],
  [
    "a role may read the one secret it names",
    "rbac-no-secrets",
    { "kubernetes_role_v1.main": { rule: { resources: ["*"], resource_names: ["shop"], verbs: ["get"] } } },
    ["pass"],
  ],
  [
    "values that are no YAML say nothing",
    "release-behind-ingress",
    { "helm_release.main": { values: ["type: [LoadBalancer"] } },
    ["pass"],
  ],
  [
    "values that hold themselves say nothing",
    "release-behind-ingress",
    { "helm_release.main": { values: ["&a\ntype: LoadBalancer\nmore: *a"] } },
    ["pass"],
  ],
])("%s", (_what, id, blocks, verdicts) => {
  expect(verdictsOf(id, blocks)).toEqual(verdicts);
});

test.each([
  ["hostNetwork: true\n", "fail"],
  ["server:\n  securityContext:\n    runAsUser: 0\n", "fail"],
  ["securityContext: { runAsNonRoot: false }\n", "fail"],
  ["securityContext: { allowPrivilegeEscalation: true }\n", "fail"],
  ["securityContext: { capabilities: { add: [SYS_ADMIN] } }\n", "fail"],
  ["extraVolumes: [{ name: root, hostPath: { path: / } }]\n", "fail"],
  ["securityContext: { capabilities: { add: [NET_BIND_SERVICE] }, runAsUser: 1000 }\n", "pass"],
  ["hostNetwork: false\n", "pass"],
])("of values of a chart that say %j it says %s", (values, verdict) => {
  expect(verdictsOf("release-asks-no-privileges", { "helm_release.main": { values: [values] } })).toEqual([verdict]);
});

const federated = (condition?: object) => ({
  "aws_iam_role.main": {
    assume_role_policy: JSON.stringify({
      Statement: {
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
        ...(condition && { Condition: condition }),
      },
    }),
  },
});
const SUBJECT = "token.actions.githubusercontent.com:sub";

test.each<[string, Blocks, string]>([
  ["without a condition", federated(), "fail"],
  [
    "for an audience",
    federated({ StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }),
    "fail",
  ],
  ["for every repository", federated({ StringLike: { [SUBJECT]: "repo:*" } }), "fail"],
  ["for one among every repository", federated({ StringLike: { [SUBJECT]: ["repo:shop/app:*", "*"] } }), "fail"],
  ["for a repository", federated({ StringLike: { [SUBJECT]: "repo:shop/app:*" } }), "pass"],
  ["for a branch", federated({ StringEquals: { [SUBJECT]: "repo:shop/app:ref:refs/heads/main" } }), "pass"],
])("a trust in an identity provider %s: role-trust-named says %s", (_what, blocks, verdict) => {
  expect(verdictsOf("role-trust-named", blocks)).toEqual([verdict]);
});

const policyOf = (text: string): Blocks => ({ "aws_iam_role_policy.main": { role: "r", policy: text } });

test.each<[string, string, string, string]>([
  [
    "a key that is there twice",
    "policy-not-admin",
    '{"Statement":[{"Effect":"Allow","Action":"*","Action":"s3:List*","Resource":"*"}]}',
    "fail",
  ],
  [
    "keys in small letters",
    "policy-not-admin",
    '{"Statement":[{"effect":"Allow","action":"*","resource":"*"}]}',
    "fail",
  ],
  [
    "secrets by one letter",
    "policy-reads-named-secrets",
    '{"Statement":[{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:us-east-1:111122223333:secret:a*"}]}',
    "fail",
  ],
  [
    "secrets by their platform",
    "policy-reads-named-secrets",
    '{"Statement":[{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:us-east-1:111122223333:secret:shop-*"}]}',
    "pass",
  ],
  [
    "every bucket there is",
    "policy-writes-to-named-resources",
    '{"Statement":[{"Effect":"Allow","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::*"}]}',
    "fail",
  ],
])("of a policy with %s %s says: %s", (_what, rule, text, verdict) => {
  expect(verdictsOf(rule, policyOf(text))).toEqual([verdict]);
});

const roleOf = (rule: Blocks[string]): Blocks => ({ "kubernetes_cluster_role_v1.main": { rule: [rule] } });

test.each<[Blocks[string], string]>([
  [{ resources: ["clusterroles"], verbs: ["escalate"] }, "fail"],
  [{ resources: ["clusterroles"], verbs: ["bind"] }, "fail"],
  [{ resources: ["clusterroles"], verbs: ["bind"], resource_names: ["shop-reader"] }, "pass"],
  [{ resources: ["users"], verbs: ["impersonate"] }, "fail"],
  [{ resources: ["pods/exec"], verbs: ["create"] }, "fail"],
  [{ resources: ["serviceaccounts/token"], verbs: ["create"] }, "fail"],
  [{ resources: ["pods", "pods/log"], verbs: ["get", "list"] }, "pass"],
])("of a role of the cluster with %j rbac-no-escalation says %s", (rule, verdict) => {
  expect(verdictsOf("rbac-no-escalation", roleOf(rule))).toEqual([verdict]);
});

test.each<[string, Blocks[string], string]>([
  ["release-images-fixed", { values: ["image: nginx:latest\n"] }, "fail"],
  ["release-images-fixed", { values: ["image: nginx:1.29.1\n"] }, "pass"],
  ["release-asks-no-privileges", { values: ["rbac:\n  clusterAdmin: true\n"] }, "fail"],
  ["release-asks-no-privileges", { values: ["clusterRoleName: cluster-admin\n"] }, "fail"],
  ["release-values-read", { values: ["a: [\n"] }, "fail"],
  ["release-values-read", { values: ["just words\n"] }, "fail"],
  ["release-values-read", { values: ["${aws_ssm_parameter.main.value}"] }, "fail"],
  ["release-values-read", { values: ['{"role":"${aws_iam_role.main.arn}"}', ""] }, "pass"],
  ["release-pinned", { chart: "oci://registry.example.com/shop" }, "fail"],
  ["release-pinned", { chart: "oci://registry.example.com/shop", version: "1.2.3" }, "pass"],
  ["release-over-tls", { chart: "http://example.com/shop-1.2.3.tgz" }, "fail"],
])("%s says of a release with %j: %s", (rule, values, verdict) => {
  expect(verdictsOf(rule, { "helm_release.main": values })).toEqual([verdict]);
});

describe("a secret", () => {
  test.each<[string, Blocks]>([
    ["in an output of its name", { "output.admin_password": { value: "correct horse" } }],
    ["in a variable's default", { "var.api_token": { default: "correct horse" } }],
    ["in a script", { "aws_instance.main": { user_data: "#!/bin/sh\nexport DB_PASSWORD=correct-horse\n" } }],
    ["in the values of a chart", { "helm_release.main": { values: ["admin:\n  adminPassword: correct-horse\n"] } }],
    [
      "in a file of settings",
      { "kubernetes_config_map_v1.main": { data: { "app.ini": "[db]\npassword = swordfish\n" } } },
    ],
    ["in a text of quotes", { "kubernetes_config_map_v1.main": { data: { "app.toml": 'password = "swordfish"\n' } } }],
    ["in an expression that works it out", { "aws_db_instance.main": { password: '${strrev("Q9esroh-tcerroc")}' } }],
    [
      "in a parameter that is to be one",
      { "aws_ssm_parameter.main": { type: "SecureString", value: "correct-horse" } },
    ],
    ["as a number", { "aws_db_instance.main": { password: 123456789012 } }],
    ["in a request", { "aws_instance.main": { user_data: "curl -H 'Authorization: Bearer correct-horse' https://a" } }],
    ["in a login", { "aws_instance.main": { user_data: "curl -s -u admin:correct-horse https://a" } }],
    ["in an option without a blank", { "aws_instance.main": { user_data: "mysql -uroot -pcorrect-horse shop" } }],
    ["in what is piped to a login", { "aws_instance.main": { user_data: "echo root:correct-horse | chpasswd" } }],
    ["in a command line", { "aws_instance.main": { user_data: "mysql --password=correct-horse" } }],
    [
      "in a script that is packed",
      {
        "aws_instance.main": {
          user_data_base64: Buffer.from("export SMTP_PASSWORD='correct-horse'").toString("base64"),
        },
      },
    ],
  ])("is found %s", (_where, blocks) => {
    expect(verdictsOf("no-secret-literal", blocks)).toEqual(["fail"]);
  });

  test("is found in a local value, and not shown", () => {
    const rule = RULES.find(({ id }) => id === "no-secret-literal") as Rule;
    const [finding] = findingsOf(rule, { "shop-data": { locals: { db_password: "correct horse" } } });
    expect([finding?.verdict, finding?.pointer, finding?.value]).toEqual([
      "fail",
      "/locals/db_password",
      "(a secret, not shown)",
    ]);
  });

  test.each<[string, Blocks]>([
    ["an output that leads to it", { "output.admin_password": { value: "${aws_secretsmanager_secret.main.arn}" } }],
    [
      "a script that asks for it",
      { "aws_instance.main": { user_data: "PASSWORD=$(aws secretsmanager get-secret-value)" } },
    ],
    [
      "a request that asks for it",
      { "aws_instance.main": { user_data: 'curl -H "Authorization: Bearer $TOKEN" https://a' } },
    ],
    [
      "a login that asks for it",
      { "aws_instance.main": { user_data: 'curl -u "admin:$PASSWORD" https://a; mysql -p"$PASSWORD"' } },
    ],
    [
      "a variable of a program",
      { "kubernetes_config_map_v1.main": { data: { "a.py": "password = read_password\n" } } },
    ],
    [
      "an expression that finds it",
      { "aws_db_instance.main": { password: '${jsondecode(data.a.b.c)["password-2"]}' } },
    ],
    ["the name of the key that holds it", { "helm_release.main": { values: ["passwordKey: admin-password\n"] } }],
    ["a sentence about it", { "aws_instance.main": { tags: { note: "The password: see the secret" } } }],
  ])("is not %s", (_what, blocks) => {
    expect(verdictsOf("no-secret-literal", blocks)).toEqual(["pass"]);
  });
});
