import type { Values } from "../../reports/synthesized";
import { type Change, card, groupsOf, plan } from "./review-fixture";

const exposures = (change: Change, more: object = {}): string[] =>
  card(plan([change], more))
    .entries.filter(({ group }) => group === "exposure")
    .flatMap(({ what }) => what.map((one) => [one.what, one.detail].filter(Boolean).join(": ")));

const rule = (values: Values) => ({ from_port: 5432, to_port: 5432, ip_protocol: "tcp", ...values });

describe("ingress", () => {
  const type = "aws_vpc_security_group_ingress_rule";
  const update = (before: Values, after: Values) => exposures({ type, before: rule(before), after: rule(after) });

  test.each<[string, Values, Values, string[]]>([
    ["a wider range", { cidr_ipv4: "10.0.1.0/24" }, { cidr_ipv4: "10.0.0.0/16" }, ["10.0.0.0/16 to tcp 5432"]],
    ["everybody", { cidr_ipv4: "10.0.1.0/24" }, { cidr_ipv4: "0.0.0.0/0" }, ["everybody (0.0.0.0/0) to tcp 5432"]],
    ["everybody by IPv6", { cidr_ipv6: "2001:db8::/32" }, { cidr_ipv6: "::/0" }, ["everybody (::/0) to tcp 5432"]],
    [
      "more ports",
      { cidr_ipv4: "10.0.1.0/24" },
      { cidr_ipv4: "10.0.1.0/24", from_port: 5000 },
      ["10.0.1.0/24 to tcp 5000–5432"],
    ],
    [
      "every protocol",
      { cidr_ipv4: "10.0.1.0/24" },
      { cidr_ipv4: "10.0.1.0/24", ip_protocol: "-1" },
      ["10.0.1.0/24 to every port"],
    ],
    ["a narrower range", { cidr_ipv4: "10.0.0.0/16" }, { cidr_ipv4: "10.0.1.0/24" }, []],
    ["the same range", { cidr_ipv4: "10.0.0.0/16" }, { cidr_ipv4: "10.0.0.0/16", description: "x" }, []],
  ])("%s", (_name, before, after, found) => {
    expect(update(before, after)).toEqual(found.map((text) => `more addresses may come in: ${text}`));
  });

  test("a new rule counts when it lets in the internet, and not within private addresses", () => {
    const create = (cidr_ipv4: string) => exposures({ type, actions: ["create"], after: rule({ cidr_ipv4 }) });
    expect(create("203.0.113.0/24")).toEqual(["more addresses may come in: 203.0.113.0/24 to tcp 5432"]);
    expect(create("10.0.0.0/16")).toEqual([]);
    expect(create("10.0.0.0/7")).toHaveLength(1);
  });

  test("a range that is known after apply counts, because it may be any", () => {
    const changeMore = { after_unknown: { cidr_ipv4: true } };
    expect(exposures({ type, actions: ["create"], after: rule({}), changeMore })).toEqual([
      "more addresses may come in: a range that is known after apply to tcp 5432",
    ]);
  });

  test.each<[string, Change, string]>([
    [
      "inside of a security group",
      {
        type: "aws_security_group",
        before: { ingress: [] },
        after: { ingress: [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }] },
      },
      "everybody (0.0.0.0/0) to tcp 22",
    ],
    [
      "to the Kubernetes API",
      {
        type: "aws_eks_cluster",
        before: { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["198.51.100.0/24"] }] },
        after: { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }] },
      },
      "everybody (0.0.0.0/0) to tcp 443",
    ],
    [
      "by an ingress that faces the internet",
      {
        type: "kubernetes_ingress_v1",
        actions: ["create"],
        after: { metadata: [{ annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } }] },
      },
      "everybody (0.0.0.0/0) to tcp 80–443",
    ],
    [
      "by a service with a load balancer",
      { type: "kubernetes_service_v1", actions: ["create"], after: { spec: [{ type: "LoadBalancer" }] } },
      "everybody (0.0.0.0/0) to every port",
    ],
  ])("%s", (_name, change, text) => {
    expect(exposures(change)).toEqual([`more addresses may come in: ${text}`]);
  });
});

describe("policies", () => {
  const text = (...statements: object[]) => JSON.stringify({ Statement: statements });
  const allow = (more: object) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*", ...more });
  const update = (before: string, after: string) =>
    exposures({ type: "aws_iam_role_policy", before: { policy: before }, after: { policy: after } });

  test.each<[string, string, string, string[]]>([
    [
      "another action",
      text(allow({})),
      text(allow({ Action: ["s3:GetObject", "s3:PutObject"] })),
      ["its policy allows more: s3:GetObject, s3:PutObject on arn:aws:s3:::a/*"],
    ],
    [
      "another resource",
      text(allow({})),
      text(allow({ Resource: "*" })),
      ["its policy allows more: s3:GetObject on *"],
    ],
    [
      "a condition less",
      text(allow({ Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      text(allow({})),
      ["its policy allows more: s3:GetObject on arn:aws:s3:::a/*"],
    ],
    [
      "a denial less",
      text(allow({}), { Effect: "Deny", Action: "s3:*", Resource: "*" }),
      text(allow({})),
      ["its policy no longer denies what it denied: s3:* on *"],
    ],
    [
      "not readable any more",
      text(allow({})),
      "no JSON",
      ["its policy is another one, and one of the two cannot be read"],
    ],
    ["an action less", text(allow({ Action: ["s3:GetObject", "s3:PutObject"] })), text(allow({})), []],
    ["a resource within another", text(allow({ Resource: "arn:aws:s3:::*" })), text(allow({})), []],
    ["a condition more", text(allow({})), text(allow({ Condition: { Bool: { "aws:SecureTransport": "true" } } })), []],
    [
      "fewer values in a condition",
      text(allow({ Condition: { StringLike: { "s3:prefix": ["a", "b"] } } })),
      text(allow({ Condition: { StringLike: { "s3:prefix": "a" } } })),
      [],
    ],
    ["other order", text(allow({ Action: ["a:b", "c:d"] })), text(allow({ Action: ["c:d", "a:b"] })), []],
  ])("%s", (_name, before, after, found) => {
    expect(update(before, after)).toEqual(found);
  });

  test("a role that another account may assume now", () => {
    const trust = (AWS: string[]) => text({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS } });
    const change = {
      type: "aws_iam_role",
      before: { assume_role_policy: trust(["a"]) },
      after: { assume_role_policy: trust(["a", "b"]) },
    };
    expect(exposures(change)).toEqual(["its policy allows more: sts:AssumeRole for a, b"]);
  });

  test("a new policy that lets everybody in or allows everything", () => {
    const create = (type: string, policy: string) => exposures({ type, actions: ["create"], after: { policy } });
    expect(create("aws_s3_bucket_policy", text(allow({ Principal: "*" })))).toEqual(["its policy lets everybody in"]);
    expect(create("aws_iam_policy", text(allow({ Action: "*", Resource: "*" })))).toEqual([
      "its policy allows every action on everything",
    ]);
    expect(create("aws_iam_policy", text(allow({})))).toEqual([]);
  });

  test("attaching the administrator's policy", () => {
    const after = { role: "a", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" };
    expect(exposures({ type: "aws_iam_role_policy_attachment", actions: ["create"], after })).toEqual([
      "it may do nearly everything",
    ]);
  });
});

describe("settings", () => {
  test.each<[string, string, Values, Values]>([
    [
      "the Kubernetes API gets a public endpoint",
      "aws_eks_cluster",
      { vpc_config: [{ endpoint_public_access: false }] },
      { vpc_config: [{ endpoint_public_access: true }] },
    ],
    [
      "the database gets a public address",
      "aws_db_instance",
      { publicly_accessible: false },
      { publicly_accessible: true },
    ],
    [
      "what starts in it gets a public address",
      "aws_subnet",
      { map_public_ip_on_launch: false },
      { map_public_ip_on_launch: true },
    ],
    ["the load balancer faces the internet", "aws_lb", { internal: true }, { internal: false }],
    [
      "it accepts older TLS versions",
      "aws_lb_listener",
      { ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
      { ssl_policy: "ELBSecurityPolicy-2016-08" },
    ],
    ["it no longer speaks TLS", "aws_lb_listener", { protocol: "HTTPS" }, { protocol: "HTTP" }],
    [
      "clients may connect without TLS",
      "aws_elasticache_replication_group",
      { transit_encryption_enabled: true },
      { transit_encryption_enabled: false },
    ],
    [
      "clients may connect without TLS",
      "aws_db_parameter_group",
      { parameter: [{ name: "rds.force_ssl", value: "1" }] },
      { parameter: [] },
    ],
    ["it is no longer encrypted", "aws_db_instance", { storage_encrypted: true }, { storage_encrypted: false }],
    [
      "the control plane no longer logs everything",
      "aws_eks_cluster",
      { enabled_cluster_log_types: ["api", "audit"] },
      { enabled_cluster_log_types: ["api"] },
    ],
    ["it is no longer encrypted with a key of its own", "aws_cloudwatch_log_group", { kms_key_id: "k" }, {}],
    [
      "the bucket may become public (block_public_policy)",
      "aws_s3_bucket_public_access_block",
      { block_public_policy: true },
      { block_public_policy: false },
    ],
    [
      "the machine's credentials can be read with one forged request",
      "aws_launch_template",
      { metadata_options: [{ http_tokens: "required" }] },
      { metadata_options: [{ http_tokens: "optional" }] },
    ],
    [
      "an image can be put in the place of another",
      "aws_ecr_repository",
      { image_tag_mutability: "IMMUTABLE" },
      { image_tag_mutability: "MUTABLE" },
    ],
  ])("%s (%s)", (what, type, before, after) => {
    expect(exposures({ type, before, after })).toContain(what);
    expect(exposures({ type, before: after, after: before })).not.toContain(what);
  });

  test("a key that is made again is still a key", () => {
    const change = {
      type: "aws_cloudwatch_log_group",
      before: { kms_key_id: "k" },
      after: {},
      changeMore: { after_unknown: { kms_key_id: true } },
    };
    expect(exposures(change)).toEqual([]);
  });

  test("a new resource counts for public addresses only; the audit judges the rest", () => {
    expect(
      exposures({
        type: "aws_db_instance",
        actions: ["create"],
        after: { publicly_accessible: true, storage_encrypted: false },
      }),
    ).toEqual(["the database gets a public address"]);
  });
});

describe("guards", () => {
  const block = { type: "aws_s3_bucket_public_access_block", actions: ["delete"], before: { bucket: "b" } };

  test("one that goes alone opens what it guards", () => {
    expect(groupsOf(block)).toEqual(["exposure: the bucket may become public"]);
  });

  test("one that goes with what it guards opens nothing", () => {
    const bucket = { type: "aws_s3_bucket", actions: ["delete"], before: { id: "b" } };
    const groups = card(plan([block, bucket])).entries.map(({ group }) => group);
    expect(groups).toEqual(["data loss", "cost", "routine"]);
  });
});

describe("a new address", () => {
  const address = { type: "aws_eip", name: "nat", actions: ["create"], after: {} };
  const usedBy = (type: string) => ({
    configuration: {
      root_module: {
        resources: [
          {
            address: `${type}.main`,
            expressions: { allocation_id: { references: ["aws_eip.nat.id", "aws_eip.nat"] } },
          },
        ],
      },
    },
  });

  test("is an exposure, but for a NAT gateway's, which lets nothing in", () => {
    expect(exposures(address, usedBy("aws_eip_association"))).toEqual(["there is a new public address"]);
    expect(exposures(address)).toEqual(["there is a new public address"]);
    expect(exposures(address, usedBy("aws_nat_gateway"))).toEqual([]);
  });
});
