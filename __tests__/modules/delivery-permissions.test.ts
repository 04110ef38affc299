import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { deliveryWith, type JenkinsSettings, jenkins, jenkinsWith, props } from "./delivery-fixture";
import { type Call, isAllowed, type Policy } from "./iam-evaluator";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/delivery";
const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop-jenkins-admin-AbCdEf";
const ROLE = "arn:aws:iam::111122223333:role/shop-jenkins";
const BUILD = "arn:aws:iam::111122223333:role/shop-pipeline-shop";
const repository = (name: string, account = "111122223333", region = "eu-central-1") =>
  `arn:aws:ecr:${region}:${account}:repository/${name}`;

/** A policy of the synthesized stack with the answers of AWS in the places of its tokens. */
const policyOf = (json: string): Policy =>
  JSON.parse(
    json
      .replaceAll("${aws_secretsmanager_secret.delivery_jenkins_admin_secret.arn}", SECRET)
      .replaceAll("${aws_kms_key.delivery_key_main.arn}", KEY)
      .replaceAll("${aws_iam_role.delivery_jenkins_role_main.arn}", ROLE)
      .replaceAll("${aws_iam_role.delivery_jenkins_pipelines_shop_role_main.arn}", BUILD),
  );

const policies = jenkinsWith().all(IamRolePolicy);
/** Of the instance itself, and of a pipeline's builds. */
const controller = policyOf(policies.delivery_jenkins_role_own_policy.policy);
const build = policyOf(policies.delivery_jenkins_pipelines_shop_role_own_policy.policy);
/** Both together: whoever has the first can take the second. */
const own: Policy = { Statement: [...controller.Statement, ...build.Statement] };
const throughSecretsManager = {
  "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com",
  "kms:EncryptionContext:SecretARN": SECRET,
};
const PUSH = ["InitiateLayerUpload", "UploadLayerPart", "CompleteLayerUpload", "PutImage"];
const PULL = ["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"];

/** What a call of an instance of this account carries. */
const ON_INSTANCE = { "ec2:SourceInstanceARN": "arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0" };

/** What Jenkins may do and what not: what is asked, of what, the answer. */
const TABLE: readonly (Call & { readonly yes: boolean })[] = [
  ...[...PUSH, ...PULL, "DescribeImages"].flatMap((name) => [
    { action: `ecr:${name}`, resource: repository("shop-repo"), yes: true },
    { action: `ecr:${name}`, resource: repository("shop-repo-2"), yes: false },
    { action: `ecr:${name}`, resource: repository("shop-repo", "999999999999"), yes: false },
    { action: `ecr:${name}`, resource: repository("shop-repo", "111122223333", "us-east-1"), yes: false },
  ]),
  { action: "ecr:GetAuthorizationToken", resource: "*", yes: true },
  { action: "ssm:UpdateInstanceInformation", resource: "*", context: ON_INSTANCE, yes: true },
  { action: "ssmmessages:OpenDataChannel", resource: "*", context: ON_INSTANCE, yes: true },
  { action: "ssmmessages:OpenDataChannel", resource: "*", yes: false },
  { action: "ssm:GetParameter", resource: "*", context: ON_INSTANCE, yes: false },
  { action: "ssm:SendCommand", resource: "*", context: ON_INSTANCE, yes: false },
  { action: "ecr:CreateRepository", resource: repository("other"), yes: false },
  { action: "ecr:DescribeRepositories", resource: repository("other"), yes: false },
  { action: "ecr:BatchDeleteImage", resource: repository("shop-repo"), yes: false },
  { action: "ecr:DeleteRepository", resource: repository("shop-repo"), yes: false },
  { action: "ecr:SetRepositoryPolicy", resource: repository("shop-repo"), yes: false },
  { action: "ecr:PutImageTagMutability", resource: repository("shop-repo"), yes: false },
  ...["DescribeSecret", "GetSecretValue", "PutSecretValue"].flatMap((name) => [
    { action: `secretsmanager:${name}`, resource: SECRET, yes: true },
    { action: `secretsmanager:${name}`, resource: SECRET.replace("shop-jenkins", "shop-database"), yes: false },
    { action: `secretsmanager:${name}`, resource: `${SECRET}-2`, yes: false },
  ]),
  { action: "secretsmanager:DeleteSecret", resource: SECRET, yes: false },
  { action: "secretsmanager:PutResourcePolicy", resource: SECRET, yes: false },
  { action: "secretsmanager:ListSecrets", resource: "*", yes: false },
  { action: "kms:Decrypt", resource: KEY, context: throughSecretsManager, yes: true },
  { action: "kms:GenerateDataKey", resource: KEY, context: throughSecretsManager, yes: true },
  { action: "kms:Decrypt", resource: KEY, yes: false },
  { action: "kms:Decrypt", resource: `${KEY}-2`, context: throughSecretsManager, yes: false },
  {
    action: "kms:Decrypt",
    resource: KEY,
    context: { ...throughSecretsManager, "kms:EncryptionContext:SecretARN": `${SECRET}-2` },
    yes: false,
  },
  {
    action: "kms:Decrypt",
    resource: KEY,
    context: { ...throughSecretsManager, "kms:ViaService": "ec2.eu-central-1.amazonaws.com" },
    yes: false,
  },
  { action: "kms:ScheduleKeyDeletion", resource: KEY, context: throughSecretsManager, yes: false },
  { action: "kms:PutKeyPolicy", resource: KEY, context: throughSecretsManager, yes: false },
  { action: "eks:DescribeCluster", resource: props.clusterArn, yes: true },
  { action: "eks:DescribeCluster", resource: `${props.clusterArn}-2`, yes: false },
  { action: "eks:ListClusters", resource: "*", yes: false },
  { action: "eks:DeleteCluster", resource: props.clusterArn, yes: false },
  { action: "eks:CreateAccessEntry", resource: props.clusterArn, yes: false },
  { action: "eks:AssociateAccessPolicy", resource: props.clusterArn, yes: false },
  { action: "ssm:SendCommand", resource: "*", yes: false },
  { action: "ssm:StartSession", resource: "*", yes: false },
  { action: "iam:PassRole", resource: ROLE, yes: false },
  { action: "iam:PassRole", resource: props.nodeRoleArn, yes: false },
  { action: "iam:PutRolePolicy", resource: ROLE, yes: false },
  { action: "iam:CreateAccessKey", resource: "*", yes: false },
  { action: "sts:AssumeRole", resource: BUILD, yes: true },
  { action: "sts:AssumeRole", resource: `${BUILD}-2`, yes: false },
  { action: "sts:SetSourceIdentity", resource: BUILD, yes: false },
  { action: "sts:AssumeRole", resource: props.nodeRoleArn, yes: false },
  { action: "s3:GetObject", resource: "arn:aws:s3:::shop-terraform-state-111122223333/shop/data.tfstate", yes: false },
  { action: "ec2:RunInstances", resource: "*", yes: false },
  { action: "ec2:DetachVolume", resource: "*", yes: false },
];

/** The calls to which a policy gives another answer than the table. */
const wrong = (policy: Policy): readonly Call[] =>
  TABLE.filter(({ yes, ...call }) => isAllowed([policy], call) !== yes);

describe("the role of Jenkins", () => {
  test.each(TABLE.map(({ yes, ...call }) => [yes ? "may" : "may not", call.action, call.resource, yes, call] as const))(
    "%s %s of %s",
    (_may, _action, _resource, yes, call) => {
      expect(isAllowed([own], call)).toBe(yes);
    },
  );

  test("has its own rights and no others", () => {
    const json = jenkinsWith();
    expect(json.all(IamRolePolicyAttachment)).toEqual({});
    expect(Object.keys(json.all(IamRolePolicy))).toHaveLength(2);
  });

  test("keeps the administrator's password and takes the roles of its pipelines; those push and find the cluster, and know no secret", () => {
    const services = ({ Statement }: Policy) => [
      ...new Set(Statement.flatMap(({ Action }) => [Action].flat().map((action) => action.split(":")[0]))),
    ];
    expect([services(controller).sort(), services(build).sort()]).toEqual([
      ["kms", "secretsmanager", "ssm", "ssmmessages", "sts"],
      ["ecr", "eks"],
    ]);
  });

  test("is the only one that takes the role of a pipeline", () => {
    const trust = jenkinsWith().all(IamRole).delivery_jenkins_pipelines_shop_role_main.assume_role_policy;
    expect(policyOf(trust).Statement).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: ROLE } },
    ]);
  });

  test("has a pipeline push to its own repository, and not to that of another", () => {
    const [shop, api] = [jenkins.pipelines.shop, { ...jenkins.pipelines.shop, image: "api-repo", app: "api" }] as const;
    const json = jenkinsWith({ pipelines: { shop, api } as JenkinsSettings["pipelines"] });
    const pushes = (pipeline: string, to: string): boolean =>
      isAllowed([policyOf(json.all(IamRolePolicy)[`delivery_jenkins_pipelines_${pipeline}_role_own_policy`].policy)], {
        action: "ecr:PutImage",
        resource: repository(to),
      });
    expect([pushes("shop", "shop-repo"), pushes("shop", "api-repo"), pushes("api", "api-repo")]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test("is reached by Session Manager, and reads no parameters of Parameter Store", () => {
    const may = (action: string) => isAllowed([own], { action, resource: "*", context: ON_INSTANCE });
    expect(["ssmmessages:OpenDataChannel", "ssm:GetParameter", "ssm:GetParameters"].map(may)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("names every resource but those of Session Manager and of the login to the registry, for which AWS offers none", () => {
    const wide = own.Statement.filter(({ Resource }) => JSON.stringify(Resource).includes("*"));
    expect(wide.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [
        [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        "*",
      ],
      ["ecr:GetAuthorizationToken", "*"],
    ]);
  });

  test("takes no role and pushes nowhere when there are no pipelines", () => {
    const policy = policyOf(jenkinsWith({ pipelines: {} }).only(IamRolePolicy).policy);
    expect(JSON.stringify(policy)).not.toMatch(/ecr:|sts:/);
  });
});

describe("the table of allowed and forbidden calls", () => {
  const planted = (index: number, change: object): Policy => ({
    Statement: own.Statement.map((statement, i) => (i === index ? { ...statement, ...change } : statement)),
  });
  const statements = own.Statement.map(({ Sid = "" }, i) => [Sid, i] as const);

  test("agrees with the policy as it is", () => {
    expect(wrong(own)).toEqual([]);
  });

  test.each(statements.filter(([sid]) => !["LogInToTheRegistry", "SessionManager"].includes(sid)))(
    "notices when %s is for every resource",
    (_, i) => {
      expect(wrong(planted(i, { Resource: "*" }))).not.toEqual([]);
    },
  );

  test.each(statements)("notices when %s allows every action of its service", (_, i) => {
    const [action = ""] = [own.Statement[i]?.Action ?? ""].flat();
    expect(wrong(planted(i, { Action: `${action.split(":")[0]}:*` }))).not.toEqual([]);
  });

  test.each(statements)("notices when %s is missing", (_, i) => {
    expect(wrong({ Statement: own.Statement.filter((_statement, j) => j !== i) })).not.toEqual([]);
  });

  test("notices when the key may be used without Secrets Manager", () => {
    const i = own.Statement.findIndex(({ Sid }) => Sid === "EncryptAdminPassword");
    expect(wrong(planted(i, { Condition: {} }))).not.toEqual([]);
  });
});

describe("the policy of a repository", () => {
  const OTHER = "arn:aws:iam::111122223333:role/developer";
  const everything: Policy = { Statement: [{ Effect: "Allow", Action: "ecr:*", Resource: "*" }] };
  const policy = policyOf(jenkinsWith().only(EcrRepositoryPolicy).policy);
  const asks = (name: string, principal: string, policies = [policy, everything]) =>
    isAllowed(policies, {
      action: `ecr:${name}`,
      resource: repository("shop-repo"),
      principal,
      context: { "aws:PrincipalArn": principal },
    });

  test.each(PULL)("lets nodes and the pipeline %s, and nobody else, whatever they may do elsewhere", (name) => {
    expect([asks(name, props.nodeRoleArn), asks(name, BUILD), asks(name, ROLE), asks(name, OTHER)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test.each(PUSH)("lets the pipeline %s, and nobody else, nodes and Jenkins itself neither", (name) => {
    expect([asks(name, BUILD), asks(name, ROLE), asks(name, props.nodeRoleArn), asks(name, OTHER)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test("leaves the administration to those who have it, so that it can be changed", () => {
    expect(asks("SetRepositoryPolicy", OTHER)).toBe(true);
  });

  test("without Jenkins lets nodes pull and keeps nobody from pushing", () => {
    const json = deliveryWith().only(EcrRepositoryPolicy).policy;
    expect(
      isAllowed([policyOf(json)], { action: "ecr:BatchGetImage", resource: "*", principal: props.nodeRoleArn }),
    ).toBe(true);
    expect(json).not.toContain("Deny");
  });
});

describe("isAllowed", () => {
  test("does not guess what it does not know", () => {
    const policy = { Statement: [{ Effect: "Allow", NotAction: "s3:*", Action: "s3:Get*" }] } as unknown as Policy;
    expect(() => isAllowed([policy], { action: "s3:GetObject", resource: "*" })).toThrow("does not know NotAction");
  });

  test("denies what one statement denies, although another allows it", () => {
    const statement = { Action: "s3:*", Resource: "*" };
    const policy: Policy = {
      Statement: [
        { Effect: "Allow", ...statement },
        { Effect: "Deny", ...statement },
      ],
    };
    expect(isAllowed([policy], { action: "s3:GetObject", resource: "x" })).toBe(false);
  });
});
