import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Github, type GithubProps } from "../../modules/github";
import { type Block, synth } from "../helpers";
import { isAllowed, type Policy } from "./iam-evaluator";

const props: GithubProps = {
  name: "shop",
  region: "eu-central-1",
  account: "111122223333",
  repository: "example/platform",
  oidcProvider: true,
  stateBucket: "shop-states",
  stateKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/state",
  clusterName: "shop-cluster",
};
const githubWith = (changes: Partial<GithubProps> = {}) =>
  synth((stack) => void new Github(stack, "github", { ...props, ...changes }));

const policyOf = (role: "plan" | "deploy", changes: Partial<GithubProps> = {}): Policy =>
  JSON.parse(githubWith(changes).all(IamRolePolicy)[`github_${role}_own_policy`].policy);
const may = (role: "plan" | "deploy", action: string, resource = "*", context: Record<string, string> = {}) =>
  isAllowed([policyOf(role)], { action, resource, context });
const HERE = { "aws:RequestedRegion": "eu-central-1" };

describe("Github", () => {
  test("names every resource after its role, without hashes", () => {
    expect(githubWith().addresses()).toEqual([
      "aws_iam_openid_connect_provider.github_provider",
      "aws_iam_role.github_deploy_main",
      "aws_iam_role.github_plan_main",
      "aws_iam_role_policy.github_deploy_own_policy",
      "aws_iam_role_policy.github_plan_own_policy",
    ]);
  });

  test("makes no provider where the account has one", () => {
    expect(githubWith({ oidcProvider: false }).all(IamOpenidConnectProvider)).toEqual({});
  });

  test.each([
    ["plan", "repo:example/platform:environment:shop-plan"],
    ["deploy", "repo:example/platform:environment:shop"],
  ])("the %s role trusts tokens of one GitHub environment only", (role, sub) => {
    const trust = JSON.parse(githubWith().all(IamRole)[`github_${role}_main`].assume_role_policy);
    expect(trust.Statement).toEqual([
      {
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": sub,
          },
        },
      },
    ]);
  });

  test("a repository with immutable ids is trusted under them", () => {
    const found = githubWith({ repository: "example@12/platform@34" }).all(IamRole).github_plan_main as Block;
    expect(found.assume_role_policy).toContain("repo:example@12/platform@34:environment:shop-plan");
  });

  test.each(["plan", "deploy"] as const)("the policy of the %s role fits into a role: 10,240 characters", (role) => {
    expect(JSON.stringify(policyOf(role)).length).toBeLessThan(10_240);
  });
});

describe("the plan role", () => {
  const STATE = "arn:aws:s3:::shop-states/shop/network.tfstate";

  test.each([
    ["s3:GetObject", STATE],
    ["s3:PutObject", `${STATE}.tflock`],
    ["s3:DeleteObject", `${STATE}.tflock`],
    ["s3:ListBucket", "arn:aws:s3:::shop-states"],
    ["kms:Decrypt", props.stateKeyArn],
    ["kms:GenerateDataKey", props.stateKeyArn],
    ["ec2:DescribeVpcs", "*"],
    ["ecr:GetLifecyclePolicy", "arn:aws:ecr:eu-central-1:111122223333:repository/shop"],
  ])("may %s on %s", (action, resource) => {
    expect(may("plan", action, resource)).toBe(true);
  });

  test.each([
    ["s3:PutObject", STATE],
    ["s3:GetObject", "arn:aws:s3:::shop-states/other/network.tfstate"],
    ["secretsmanager:GetSecretValue", "*"],
    ["ssm:GetParameter", "arn:aws:ssm:eu-central-1:111122223333:parameter/secret"],
    ["kms:Decrypt", "arn:aws:kms:eu-central-1:111122223333:key/other"],
    ["ec2:RunInstances", "*"],
    ["iam:PassRole", "arn:aws:iam::111122223333:role/shop-cluster-role"],
    ["logs:GetLogEvents", "*"],
  ])("may not %s on %s", (action, resource) => {
    expect(may("plan", action, resource, HERE)).toBe(false);
  });
});

describe("the deploy role", () => {
  test("changes what is in the region, and nothing elsewhere", () => {
    expect(may("deploy", "rds:CreateDBInstance", "*", HERE)).toBe(true);
    expect(may("deploy", "rds:CreateDBInstance", "*", { "aws:RequestedRegion": "us-east-1" })).toBe(false);
  });

  test.each(["shop-flow-logs", "shop-cluster-node-group-role"])("makes and hands on the role %s", (role) => {
    const arn = `arn:aws:iam::111122223333:role/${role}`;
    expect(may("deploy", "iam:CreateRole", arn)).toBe(true);
    expect(may("deploy", "iam:PassRole", arn)).toBe(true);
  });

  test("touches no role of others", () => {
    expect(may("deploy", "iam:PutRolePolicy", "arn:aws:iam::111122223333:role/somebody")).toBe(false);
  });

  test.each(["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:AttachRolePolicy", "iam:DeleteRole"])(
    "cannot %s itself",
    (action) => {
      const context = { "iam:PolicyARN": "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" };
      expect(may("deploy", action, "arn:aws:iam::111122223333:role/shop-github-deploy", context)).toBe(false);
    },
  );

  test("attaches the policies that this platform uses and no administrator's", () => {
    const attach = (policy: string) =>
      may("deploy", "iam:AttachRolePolicy", "arn:aws:iam::111122223333:role/shop-x", { "iam:PolicyARN": policy });
    expect(attach("arn:aws:iam::aws:policy/AdministratorAccess")).toBe(false);
    for (const stack of ["network", "cluster", "data", "delivery", "workloads"]) {
      const file = join(process.env.REAL_OUTPUT ?? "", "stacks", `statuspage-${stack}`, "cdk.tf.json");
      const { resource } = JSON.parse(readFileSync(file, "utf8"));
      const used = Object.values(resource.aws_iam_role_policy_attachment ?? {}) as { policy_arn: string }[];
      for (const { policy_arn } of used) expect([policy_arn, attach(policy_arn)]).toEqual([policy_arn, true]);
    }
  });

  test("writes records only where the environment has a zone", () => {
    const records = (zoneIds: string[]) =>
      policyOf("deploy", { zoneIds }).Statement.filter(({ Sid }) => Sid === "WriteRecords");
    expect(records([])).toEqual([]);
    expect(records(["Z123456"])[0]?.Resource).toEqual(["arn:aws:route53:::hostedzone/Z123456"]);
  });

  test.each(["ecr", "backup"])("hands a key of this platform to %s, and may take it back", (service) => {
    const key = "arn:aws:kms:eu-central-1:111122223333:key/images";
    const via = (platform: string) => ({
      "aws:ResourceTag/Platform": platform,
      "kms:ViaService": `${service}.eu-central-1.amazonaws.com`,
    });
    for (const action of ["kms:CreateGrant", "kms:RetireGrant"]) {
      expect(may("deploy", action, key, via("shop"))).toBe(true);
      expect(may("deploy", action, key, via("other"))).toBe(false);
    }
  });

  test.each(["Create", "Get", "Update", "Delete"])(
    "may %sLogDelivery, as whoever has a cache write its logs",
    (call) => {
      expect(may("deploy", `logs:${call}LogDelivery`, "*", HERE)).toBe(true);
    },
  );

  test("makes the cluster's OIDC provider where there is one, and touches no other, not GitHub's", () => {
    const of = (name: string) => `arn:aws:iam::111122223333:oidc-provider/${name}`;
    const policies = [policyOf("deploy", { hasClusterOidcProvider: true })];
    const mayWith = (resource: string) =>
      isAllowed(policies, { action: "iam:CreateOpenIDConnectProvider", resource, context: HERE });
    const ofCluster = of("oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF");
    expect([mayWith(ofCluster), mayWith(of("token.actions.githubusercontent.com"))]).toEqual([true, false]);
    expect(may("deploy", "iam:CreateOpenIDConnectProvider", ofCluster, HERE)).toBe(false);
  });

  test("reads no secret", () => {
    expect(may("deploy", "secretsmanager:GetSecretValue", "*", HERE)).toBe(false);
  });
});
