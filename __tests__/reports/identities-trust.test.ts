import { ACCOUNT, identitiesIn, identitiesOf, machine, podsOf, role } from "./identities-fixture";
import type { Blocks } from "./rules-fixture";

const first = async (blocks: Blocks) => (await identitiesIn(blocks)).identities[0];
const NOBODY = "Nobody assumes it: nothing in the JSON hands it to anybody.";

describe("who may assume a role", () => {
  test.each([
    ["everybody", "*", "everybody in every account", ["Everybody in every AWS account may assume it."]],
    ["everybody of AWS", { AWS: "*" }, "everybody in every account", ["Everybody in every AWS account may assume it."]],
    ["its own account", { AWS: `arn:aws:iam::${ACCOUNT}:root` }, "whom IAM policies of this account let", []],
    [
      "another account",
      { AWS: "arn:aws:iam::999988887777:root" },
      "whom IAM policies of another account (999988887777) let",
      ["Somebody outside of this account may assume it: arn:aws:iam::999988887777:root."],
    ],
    [
      "another account by its number",
      { AWS: "999988887777" },
      "whom IAM policies of another account (999988887777) let",
      ["Somebody outside of this account may assume it: 999988887777."],
    ],
    [
      "a role of another account",
      { AWS: "arn:aws:iam::999988887777:role/deployer" },
      "the role deployer of another account (999988887777)",
      ["Somebody outside of this account may assume it: arn:aws:iam::999988887777:role/deployer."],
    ],
    ["a user", { AWS: `arn:aws:iam::${ACCOUNT}:user/ci` }, "the user ci of this account", []],
    ["something unknown", { AWS: "${var.deployer}" }, "${var.deployer}, which the JSON does not explain", []],
  ])("%s", async (_who, principal, words, warnings) => {
    const found = await first(role(principal));
    expect([found?.assumedBy, found?.warnings]).toEqual([[words], warnings]);
  });

  test("another role of this project, by its name", async () => {
    const blocks = { ...role({ AWS: "${aws_iam_role.other.arn}" }), "aws_iam_role.other": { name: "shop-other" } };
    expect((await first(blocks))?.assumedBy).toEqual(["the role shop-other (aws_iam_role.other)"]);
  });

  test("everybody with a condition that names the caller needs no warning", async () => {
    const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } };
    const found = await first(role("*", { Condition }));
    expect([found?.assumedBy, found?.warnings]).toEqual([
      ["everybody in every account, if aws:PrincipalOrgID is o-1234567890"],
      [],
    ]);
  });

  test.each([
    ["of something else", { StringEquals: { "sts:ExternalId": "1" } }],
    ["that is the opposite", { StringNotEquals: { "aws:PrincipalAccount": "999988887777" } }],
    ["that need not be there", { StringEqualsIfExists: { "aws:PrincipalAccount": ACCOUNT } }],
    ["with a pattern for all accounts", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } }],
  ])("everybody with a condition %s is warned of", async (_what, Condition) => {
    expect((await first(role("*", { Condition })))?.warnings).toEqual([
      "Everybody in every AWS account may assume it.",
    ]);
  });

  test("everybody but somebody is warned of", async () => {
    const found = await first(role({}, { NotPrincipal: { AWS: "arn:aws:iam::999988887777:root" } }));
    expect(found?.warnings).toEqual(["Everybody but arn:aws:iam::999988887777:root may assume it."]);
  });

  test("a workflow of GitHub, with repository and branch", async () => {
    const Condition = {
      StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
      StringLike: { "token.actions.githubusercontent.com:sub": "repo:shop/platform:ref:refs/heads/main" },
    };
    const found = await first({
      ...role({ Federated: "${aws_iam_openid_connect_provider.github.arn}" }, { Condition }),
      "aws_iam_openid_connect_provider.github": { url: "https://token.actions.githubusercontent.com" },
    });
    expect(found?.assumedBy).toEqual([
      "whoever the identity provider token.actions.githubusercontent.com (GitHub Actions) vouches for, if its audience is sts.amazonaws.com and its subject is like repo:shop/platform:ref:refs/heads/main",
    ]);
  });

  test("a statement that denies is said, too", async () => {
    const found = await first(role({ AWS: "*" }, { Effect: "Deny" }));
    expect(found?.assumedBy).toEqual(["never everybody in every account"]);
  });

  test("cannot be told when the trust policy is a reference", async () => {
    expect((await first({ "aws_iam_role.main": { assume_role_policy: "${var.trust}" } }))?.assumedBy).toEqual([
      "cannot be told: the trust policy is no JSON before it is planned",
    ]);
  });
});

describe("a role that nobody assumes", () => {
  test.each([
    ["of pods without an association", "pods.eks.amazonaws.com", "pods, but no association names any"],
    [
      "of EC2 without an instance profile",
      "ec2.amazonaws.com",
      "Amazon EC2 (ec2.amazonaws.com), but nothing here hands it the role",
    ],
  ])("is warned of: %s", async (_which, Service, words) => {
    const found = await first(role({ Service }));
    expect([found?.assumedBy, found?.warnings]).toEqual([[words], [NOBODY]]);
  });

  test("is warned of when an instance profile has it, but no machine has the profile", async () => {
    const { "aws_instance.main": _gone, ...rest } = machine;
    expect((await first(rest))?.warnings).toEqual([NOBODY]);
  });

  test("is none when a machine has its profile", async () => {
    const found = await first(machine);
    expect([found?.assumedBy, found?.warnings]).toEqual([
      ["Amazon EC2 (ec2.amazonaws.com), for aws_instance.main"],
      [],
    ]);
  });

  test("is none when pods of another stack have it through an output", async () => {
    const found = await identitiesOf({
      cluster: {
        ...role({ Service: "pods.eks.amazonaws.com" }),
        "output.role_arn": { value: "${aws_iam_role.main.arn}" },
      },
      workloads: {
        "kubernetes_namespace_v1.shop": { metadata: { name: "shop" } },
        "aws_eks_pod_identity_association.main": {
          role_arn: "${data.terraform_remote_state.cluster.outputs.role_arn}",
          namespace: "${kubernetes_namespace_v1.shop.metadata[0].name}",
          service_account: "web",
        },
      },
    });
    expect(found.identities[0]?.assumedBy).toEqual(["pods with the service account shop/web (EKS Pod Identity)"]);
  });
});

test("the pods of two service accounts are two", async () => {
  const second = { role_arn: "${aws_iam_role.main.arn}", namespace: "b", service_account: "b" };
  const blocks = { ...podsOf("a", "a"), "aws_eks_pod_identity_association.other": second };
  expect((await first(blocks))?.assumedBy).toHaveLength(2);
});

describe("a user", () => {
  const user = { "aws_iam_user.ci": { name: "ci" } };

  test("is warned of, and whoever has its key is it", async () => {
    const found = await first({ ...user, "aws_iam_access_key.ci": { user: "${aws_iam_user.ci.name}" } });
    expect([found?.kind, found?.assumedBy, found?.warnings]).toEqual([
      "user",
      ["whoever has the access key aws_iam_access_key.ci"],
      ["A user has keys or a password that do not end by themselves; a role would not need them."],
    ]);
  });

  test("is named by the group it is in", async () => {
    const view = await identitiesIn({
      ...user,
      "aws_iam_group.admins": { name: "admins" },
      "aws_iam_user_group_membership.ci": { user: "${aws_iam_user.ci.name}", groups: ["${aws_iam_group.admins.name}"] },
    });
    expect(view.identities.find(({ kind }) => kind === "group")?.assumedBy).toEqual(["the user ci"]);
  });
});
