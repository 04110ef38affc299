import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseWaivers } from "../../reports/audit/waivers";
import { applyWaivers, failuresOf } from "../../reports/audit/waivers-apply";
import { type Finding, judge, RULES } from "../../reports/rules/judge";
import type { Values } from "../../reports/synthesized";
import { PROJECT } from "../project";
import { judgedEnvironments, realStacks } from "./real-output";
import { CASES } from "./rules-cases";
import {
  type Blocks,
  blocksOf,
  findingsOf,
  plant,
  policy,
  type RuleCase,
  type StackFile,
  stackOf,
  support,
} from "./rules-fixture";

const NEITHER = { "aws_route_table.other": { vpc_id: "vpc-1" } };

const REAL = realStacks() as unknown as Readonly<Record<string, StackFile>>;

const typeOf = (address: string): string =>
  /^(provider|backend|required_providers)\./.test(address) ? address : (address.split(".")[0] ?? "");
const isMade = (type: string): boolean => Object.values(REAL).some((stack) => blocksOf(stack, type).length > 0);

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const { pass, fault, notApplicable = NEITHER, given } = CASES[id] as RuleCase;
  const [subject = ""] = Object.keys(pass);
  const verdicts = (stack: StackFile) => findingsOf(rule, { "shop-data": stack }).map(({ verdict }) => verdict);

  test("passes what follows it", () => {
    const findings = findingsOf(rule, { "shop-data": stackOf(pass) });
    expect(findings.find(({ address }) => address === subject)?.verdict).toBe("pass");
  });

  test("fails what breaks it", () => {
    const stack = stackOf(pass);
    plant(stack, fault);
    expect(verdicts(stack)).toContain("fail");
  });

  test("says nothing about anything else", () => {
    const findings = findingsOf(rule, { "shop-data": stackOf(notApplicable) });
    expect(findings.filter(({ address }) => address !== "stack")).toEqual([]);
  });

  test("passes the real output and catches a fault planted in a copy of it", () => {
    const type = typeOf(subject);
    const stacks = structuredClone(REAL) as Record<string, StackFile>;
    if (given) for (const made of Object.values(stacks)) plant(made, given);
    const places = findingsOf(rule, stacks).filter(({ address }) => typeOf(address) === type);
    const { environment, stack } = places.at(-1) ?? { environment: "statuspage", stack: "cluster" };
    const place = stacks[`${environment}-${stack}`] as StackFile;
    const failures = () =>
      findingsOf(rule, stacks)
        .filter(({ verdict }) => verdict === "fail")
        .map(({ address }) => address);
    expect(failures()).toEqual([]);
    plant(place, fault);
    expect(failures()).not.toEqual([]);
  });
});

test("what belongs to another bucket does not count for this one", () => {
  const rule = RULES.find(({ id }) => id === "bucket-versioned") as (typeof RULES)[number];
  const blocks = {
    "aws_s3_bucket.main": { bucket: "states" },
    "aws_s3_bucket_versioning.other": {
      bucket: "${aws_s3_bucket.other.id}",
      depends_on: ["aws_s3_bucket.main"],
      versioning_configuration: { status: "Enabled" },
    },
  };
  expect(findingsOf(rule, { "shop-data": stackOf(blocks) }).map(({ verdict }) => verdict)).toEqual(["fail"]);
});

describe("decryption with whatever key", () => {
  const verdictWith = (Condition: Values) => {
    const rule = RULES.find(({ id }) => id === "policy-decrypts-with-named-keys") as (typeof RULES)[number];
    const document = policy({ Action: "kms:Decrypt", Resource: "*", Condition });
    return findingsOf(rule, { "shop-data": stackOf({ "aws_iam_role_policy.main": { policy: document } }) })[0]?.verdict;
  };
  const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:pull";

  test.each([
    ["one named secret", { StringEquals: { "kms:EncryptionContext:SecretARN": SECRET } }, "pass"],
    ["keys of one tag", { StringEquals: { "aws:ResourceTag/Platform": "shop" } }, "pass"],
    ["the key of one alias", { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/shop" } }, "pass"],
    ["keys of any alias", { "ForAnyValue:StringLike": { "kms:ResourceAliases": "*" } }, "fail"],
    ["secrets by a pattern", { StringLike: { "kms:EncryptionContext:SecretARN": "*" } }, "fail"],
    ["everything but one secret", { StringNotEquals: { "kms:EncryptionContext:SecretARN": SECRET } }, "fail"],
    [
      "whatever a service asks for",
      { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
      "fail",
    ],
  ])("of %s", (_what, condition, verdict) => {
    expect(verdictWith(condition as Values)).toBe(verdict);
  });
});

describe("a load balancer of Terraform's own", () => {
  const verdictOf = (id: string, blocks: Blocks) => {
    const rule = RULES.find((one) => one.id === id) as (typeof RULES)[number];
    return findingsOf(rule, { "shop-delivery": stackOf(blocks) }).map(({ verdict }) => verdict);
  };
  const listener = (values: Values) => ({ "aws_lb_listener.main": { protocol: "HTTPS", ...values } });
  const toHttps = { default_action: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] };

  test.each([
    ["passes HTTPS", "ingress-https", listener({}), ["pass"]],
    ["fails HTTP", "ingress-https", listener({ protocol: "HTTP" }), ["fail"]],
    ["may redirect HTTP to HTTPS", "ingress-https", listener({ protocol: "HTTP", ...toHttps }), []],
    [
      "passes TLS 1.3",
      "ingress-current-tls",
      listener({ ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
      ["pass"],
    ],
    ["fails an old policy", "ingress-current-tls", listener({ ssl_policy: "ELBSecurityPolicy-2016-08" }), ["fail"]],
    ["fails the default policy", "ingress-current-tls", listener({}), ["fail"]],
    [
      "passes when it drops",
      "ingress-drops-invalid-headers",
      { "aws_lb.a": { drop_invalid_header_fields: true } },
      ["pass"],
    ],
    ["fails when it does not", "ingress-drops-invalid-headers", { "aws_lb.a": {} }, ["fail"]],
  ])("%s", (_what, id, blocks, verdicts) => {
    expect(verdictOf(id, blocks as Blocks)).toEqual(verdicts);
  });
});

/** Types no rule is about by itself, and the rule that looks at them with another one; none: a name or sizes only. */
const SEEN_WITH_ANOTHER: Readonly<Record<string, string>> = {
  aws_cloudwatch_dashboard: "none",
  aws_default_security_group: "default-security-group-closed",
  aws_ecr_lifecycle_policy: "repository-expires",
  aws_eip_association: "instance-no-public-address",
  aws_eks_pod_identity_association: "role-trust-named",
  aws_elasticache_parameter_group: "none",
  aws_elasticache_user_group: "cache-users-only",
  aws_flow_log: "vpc-flow-logged",
  aws_iam_instance_profile: "none",
  aws_internet_gateway: "private-subnet-no-way-in",
  aws_kms_alias: "none",
  aws_nat_gateway: "public-address-used",
  aws_route: "private-subnet-no-way-in",
  aws_route_table_association: "private-subnet-no-way-in",
  aws_s3_bucket_lifecycle_configuration: "bucket-old-versions-expire",
  aws_s3_bucket_ownership_controls: "bucket-acls-disabled",
  aws_s3_bucket_public_access_block: "bucket-public-access-blocked",
  aws_s3_bucket_server_side_encryption_configuration: "bucket-encrypted",
  aws_s3_bucket_versioning: "bucket-versioned",
  aws_volume_attachment: "none",
  aws_vpc_endpoint: "s3-traffic-stays-inside",
};

/** Rules that look at whatever there is. */
const GENERAL = [
  "changes-seen",
  "expressions-judged",
  "machine-not-read",
  "no-provisioners",
  "no-secret-literal",
  "resource-type-judged",
];

test("every type that is made is looked at by a rule besides those that look at everything", () => {
  const made = Object.values(REAL).flatMap(({ resource }) => Object.keys(resource as object));
  const judged = RULES.filter(({ id }) => !GENERAL.includes(id)).flatMap((rule) => findingsOf(rule, REAL));
  const subjects = new Set(judged.map(({ address }) => typeOf(address)));
  const unseen = [...new Set(made)].filter((type) => !subjects.has(type));
  expect(unseen.sort()).toEqual(Object.keys(SEEN_WITH_ANOTHER));
});

test("every rule is about a type that is made, so that its fault is planted in a real block, or plants a block", () => {
  const subjects = Object.values(CASES).flatMap(({ pass, fault }) =>
    "add" in fault ? [] : typeOf(Object.keys(pass)[0] ?? ""),
  );
  expect(subjects.filter((type) => !isMade(type))).toEqual([]);
});

describe("the environments of tests", () => {
  const environments = ["flask-eks", "statuspage"];
  const findings: Finding[] = judgedEnvironments().flatMap((environment) =>
    judge({ environment, support, date: support.date }),
  );
  const { waivers, platform = [] } = parseWaivers(readFileSync(join(PROJECT, "waivers.yaml"), "utf8"));
  const applied = applyWaivers({ waivers, platform, findings, environments, date: support.date });

  test("follow every rule that is not waived", () => {
    expect(failuresOf(applied.findings)).toEqual([]);
  });

  test("have no waiver that is wrong, expired or no longer needed", () => {
    expect(applied.problems).toEqual([]);
  });

  test("break every rule that the platform is said to break by design", () => {
    const used = new Set(applied.findings.flatMap(({ waiver }) => waiver?.place ?? []));
    const unused = platform.filter(({ place }) => !used.has(place));
    // statuspage has no certificate, so nothing stands before Jenkins; no app pulls from another registry
    expect(unused.map(({ address }) => address)).toEqual([
      "aws_lb.delivery_jenkins_*",
      "helm_release.apps_*_secrets/Secret/*",
      "helm_release.apps_*_secrets/Job/*",
    ]);
  });
});
