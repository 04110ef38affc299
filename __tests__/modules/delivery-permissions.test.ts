import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { deliveryWith, type JenkinsSettings, jenkins, jenkinsWith, props } from "./delivery-fixture";
import { type Call, isAllowed, type Policy } from "./iam-evaluator";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/delivery";
const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop-jenkins-admin-AbCdEf";
const CONNECTION = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop-jenkins-agent-GhIjKl";
const ROLE = "arn:aws:iam::111122223333:role/shop-jenkins";
const AGENT = "arn:aws:iam::111122223333:role/shop-jenkins-agent";
const BUILD = "arn:aws:iam::111122223333:role/shop-pipeline-shop";
const repository = (name: string, account = "111122223333", region = "eu-central-1") =>
  `arn:aws:ecr:${region}:${account}:repository/${name}`;

/** A policy of the synthesized stack with the answers of AWS in the places of its tokens. */
const policyOf = (json: string): Policy =>
  JSON.parse(
    json
      .replaceAll("${aws_secretsmanager_secret.delivery_jenkins_admin_secret.arn}", SECRET)
      .replaceAll("${aws_secretsmanager_secret.delivery_jenkins_agent_secret.arn}", CONNECTION)
      .replaceAll("${aws_kms_key.delivery_key_main.arn}", KEY)
      .replaceAll("${aws_iam_role.delivery_jenkins_role_main.arn}", ROLE)
      .replaceAll("${aws_iam_role.delivery_jenkins_agent_role_main.arn}", AGENT)
      .replaceAll("${aws_iam_role.delivery_jenkins_pipelines_shop_role_main.arn}", BUILD),
  );

const policies = jenkinsWith().all(IamRolePolicy);
/** Of the controller, of the machine that builds, and of a pipeline's builds. */
const controller = policyOf(policies.delivery_jenkins_role_own_policy.policy);
const agent = policyOf(policies.delivery_jenkins_agent_role_own_policy.policy);
const build = policyOf(policies.delivery_jenkins_pipelines_shop_role_own_policy.policy);
/** A build has both: who has the role of the machine can take that of the pipeline. */
const builds: Policy = { Statement: [...agent.Statement, ...build.Statement] };
const POLICIES: Readonly<Record<Who, Policy>> = { controller, builds };
const throughSecretsManager = (secret = SECRET) => ({
  "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com",
  "kms:EncryptionContext:SecretARN": secret,
});
const PUSH = ["InitiateLayerUpload", "UploadLayerPart", "CompleteLayerUpload", "PutImage"];
const PULL = ["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"];

/** What a call of an instance of this account carries. */
const ON_INSTANCE = { "ec2:SourceInstanceARN": "arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0" };

type Who = "controller" | "builds";
const [CONTROLLER, BUILDS, BOTH, NOBODY]: readonly (readonly Who[])[] = [
  ["controller"],
  ["builds"],
  ["controller", "builds"],
  [],
] as const;

/** What Jenkins may do and what not: what is asked, of what, and of whom it is granted. */
const TABLE: readonly (Call & { readonly by: readonly Who[] })[] = [
  ...[...PUSH, ...PULL, "DescribeImages"].flatMap((name) => [
    { action: `ecr:${name}`, resource: repository("shop-repo"), by: BUILDS },
    { action: `ecr:${name}`, resource: repository("shop-repo-2"), by: NOBODY },
    { action: `ecr:${name}`, resource: repository("shop-repo", "999999999999"), by: NOBODY },
    { action: `ecr:${name}`, resource: repository("shop-repo", "111122223333", "us-east-1"), by: NOBODY },
  ]),
  { action: "ecr:GetAuthorizationToken", resource: "*", by: BUILDS },
  { action: "ssm:UpdateInstanceInformation", resource: "*", context: ON_INSTANCE, by: BOTH },
  { action: "ssmmessages:OpenDataChannel", resource: "*", context: ON_INSTANCE, by: BOTH },
  { action: "ssmmessages:OpenDataChannel", resource: "*", by: NOBODY },
  { action: "ssm:GetParameter", resource: "*", context: ON_INSTANCE, by: NOBODY },
  { action: "ssm:SendCommand", resource: "*", context: ON_INSTANCE, by: NOBODY },
  { action: "ecr:CreateRepository", resource: repository("other"), by: NOBODY },
  { action: "ecr:DescribeRepositories", resource: repository("other"), by: NOBODY },
  { action: "ecr:BatchDeleteImage", resource: repository("shop-repo"), by: NOBODY },
  { action: "ecr:DeleteRepository", resource: repository("shop-repo"), by: NOBODY },
  { action: "ecr:SetRepositoryPolicy", resource: repository("shop-repo"), by: NOBODY },
  { action: "ecr:PutImageTagMutability", resource: repository("shop-repo"), by: NOBODY },
  ...["DescribeSecret", "GetSecretValue", "PutSecretValue"].flatMap((name) => [
    { action: `secretsmanager:${name}`, resource: SECRET, by: CONTROLLER },
    { action: `secretsmanager:${name}`, resource: SECRET.replace("shop-jenkins", "shop-database"), by: NOBODY },
    { action: `secretsmanager:${name}`, resource: `${SECRET}-2`, by: NOBODY },
    {
      action: `secretsmanager:${name}`,
      resource: CONNECTION,
      by: name === "GetSecretValue" ? BOTH : CONTROLLER,
    },
    { action: `secretsmanager:${name}`, resource: `${CONNECTION}-2`, by: NOBODY },
  ]),
  { action: "secretsmanager:DeleteSecret", resource: SECRET, by: NOBODY },
  { action: "secretsmanager:PutResourcePolicy", resource: SECRET, by: NOBODY },
  { action: "secretsmanager:ListSecrets", resource: "*", by: NOBODY },
  { action: "kms:Decrypt", resource: KEY, context: throughSecretsManager(), by: CONTROLLER },
  { action: "kms:GenerateDataKey", resource: KEY, context: throughSecretsManager(), by: CONTROLLER },
  { action: "kms:Decrypt", resource: KEY, context: throughSecretsManager(CONNECTION), by: BOTH },
  { action: "kms:GenerateDataKey", resource: KEY, context: throughSecretsManager(CONNECTION), by: CONTROLLER },
  { action: "kms:Decrypt", resource: KEY, by: NOBODY },
  { action: "kms:Decrypt", resource: `${KEY}-2`, context: throughSecretsManager(), by: NOBODY },
  {
    action: "kms:Decrypt",
    resource: KEY,
    context: { ...throughSecretsManager(), "kms:EncryptionContext:SecretARN": `${SECRET}-2` },
    by: NOBODY,
  },
  { action: "kms:Decrypt", resource: `${KEY}-2`, context: throughSecretsManager(CONNECTION), by: NOBODY },
  {
    action: "kms:Decrypt",
    resource: KEY,
    context: { ...throughSecretsManager(), "kms:ViaService": "ec2.eu-central-1.amazonaws.com" },
    by: NOBODY,
  },
  { action: "kms:ScheduleKeyDeletion", resource: KEY, context: throughSecretsManager(), by: NOBODY },
  { action: "kms:PutKeyPolicy", resource: KEY, context: throughSecretsManager(), by: NOBODY },
  { action: "eks:DescribeCluster", resource: props.clusterArn, by: BUILDS },
  { action: "eks:DescribeCluster", resource: `${props.clusterArn}-2`, by: NOBODY },
  { action: "eks:ListClusters", resource: "*", by: NOBODY },
  { action: "eks:DeleteCluster", resource: props.clusterArn, by: NOBODY },
  { action: "eks:CreateAccessEntry", resource: props.clusterArn, by: NOBODY },
  { action: "eks:AssociateAccessPolicy", resource: props.clusterArn, by: NOBODY },
  { action: "ssm:SendCommand", resource: "*", by: NOBODY },
  { action: "ssm:StartSession", resource: "*", by: NOBODY },
  { action: "iam:PassRole", resource: ROLE, by: NOBODY },
  { action: "iam:PassRole", resource: AGENT, by: NOBODY },
  { action: "iam:PassRole", resource: props.nodeRoleArn, by: NOBODY },
  { action: "iam:PutRolePolicy", resource: ROLE, by: NOBODY },
  { action: "iam:CreateAccessKey", resource: "*", by: NOBODY },
  { action: "sts:AssumeRole", resource: BUILD, by: BUILDS },
  { action: "sts:AssumeRole", resource: `${BUILD}-2`, by: NOBODY },
  { action: "sts:SetSourceIdentity", resource: BUILD, by: NOBODY },
  { action: "sts:AssumeRole", resource: props.nodeRoleArn, by: NOBODY },
  { action: "sts:AssumeRole", resource: ROLE, by: NOBODY },
  { action: "s3:GetObject", resource: "arn:aws:s3:::shop-terraform-state-111122223333/shop/data.tfstate", by: NOBODY },
  { action: "ec2:RunInstances", resource: "*", by: NOBODY },
  { action: "ec2:DetachVolume", resource: "*", by: NOBODY },
];

/** The calls to which a policy gives another answer than the table. */
const wrong = (who: Who, policy: Policy): readonly Call[] =>
  TABLE.filter(({ by, ...call }) => isAllowed([policy], call) !== by.includes(who));

describe.each(["controller", "builds"] as const)("the role of the %s", (who) => {
  test.each(
    TABLE.map(
      ({ by, ...call }) => [by.includes(who) ? "may" : "may not", call.action, call.resource, by, call] as const,
    ),
  )("%s %s of %s", (_may, _action, _resource, by, call) => {
    expect(isAllowed([POLICIES[who]], call)).toBe(by.includes(who));
  });
});

describe("the roles of Jenkins", () => {
  test("have their own rights and no others", () => {
    const json = jenkinsWith();
    expect(json.all(IamRolePolicyAttachment)).toEqual({});
    expect(Object.keys(json.all(IamRolePolicy))).toHaveLength(3);
  });

  test("keep the administrator's password from builds, and the roles of pipelines from the controller", () => {
    const services = ({ Statement }: Policy) => [
      ...new Set(Statement.flatMap(({ Action }) => [Action].flat().map((action) => action.split(":")[0]))),
    ];
    expect([services(controller).sort(), services(agent).sort(), services(build).sort()]).toEqual([
      ["kms", "secretsmanager", "ssm", "ssmmessages"],
      ["kms", "secretsmanager", "ssm", "ssmmessages", "sts"],
      ["ecr", "eks"],
    ]);
  });

  test("let the machine that builds alone take the role of a pipeline", () => {
    const trust = jenkinsWith().all(IamRole).delivery_jenkins_pipelines_shop_role_main.assume_role_policy;
    expect(policyOf(trust).Statement).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: AGENT } },
    ]);
  });

  test("have a pipeline push to its own repository, and not to that of another", () => {
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

  test.each([controller, agent])(
    "are reached by Session Manager, and read no parameters of Parameter Store",
    (policy) => {
      const may = (action: string) => isAllowed([policy], { action, resource: "*", context: ON_INSTANCE });
      expect(["ssmmessages:OpenDataChannel", "ssm:GetParameter", "ssm:GetParameters"].map(may)).toEqual([
        true,
        false,
        false,
      ]);
    },
  );

  test("name every resource but those of Session Manager and of the login to the registry, for which AWS offers none", () => {
    const wide = (policy: Policy) =>
      policy.Statement.filter(({ Resource }) => JSON.stringify(Resource).includes("*")).map(({ Sid }) => Sid);
    expect([controller, agent, build].map(wide)).toEqual([
      ["SessionManager"],
      ["SessionManager"],
      ["LogInToTheRegistry"],
    ]);
  });

  test("take no role and push nowhere when there are no pipelines", () => {
    expect(JSON.stringify(jenkinsWith({ pipelines: {} }).all(IamRolePolicy))).not.toMatch(/ecr:|sts:/);
  });
});

describe.each([
  ["controller", controller],
  ["builds", builds],
] as const)("the table of allowed and forbidden calls of the %s", (who, own) => {
  const planted = (index: number, change: object): Policy => ({
    Statement: own.Statement.map((statement, i) => (i === index ? { ...statement, ...change } : statement)),
  });
  const statements = own.Statement.map(({ Sid = "" }, i) => [Sid, i] as const);

  test("agrees with the policy as it is", () => {
    expect(wrong(who, own)).toEqual([]);
  });

  test.each(statements.filter(([sid]) => !["LogInToTheRegistry", "SessionManager"].includes(sid)))(
    "notices when %s is for every resource",
    (_, i) => {
      expect(wrong(who, planted(i, { Resource: "*" }))).not.toEqual([]);
    },
  );

  test.each(statements)("notices when %s allows every action of its service", (_, i) => {
    const [action = ""] = [own.Statement[i]?.Action ?? ""].flat();
    expect(wrong(who, planted(i, { Action: `${action.split(":")[0]}:*` }))).not.toEqual([]);
  });

  test.each(statements)("notices when %s is missing", (_, i) => {
    expect(wrong(who, { Statement: own.Statement.filter((_statement, j) => j !== i) })).not.toEqual([]);
  });

  test("notices when the key may be used without Secrets Manager", () => {
    const i = own.Statement.findIndex(({ Sid = "" }) => /crypt/.test(Sid));
    expect(wrong(who, planted(i, { Condition: {} }))).not.toEqual([]);
  });

  test("notices the rights of the other", () => {
    const other = who === "builds" ? controller : agent;
    expect(wrong(who, { Statement: [...own.Statement, ...other.Statement] })).not.toEqual([]);
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
    expect([props.nodeRoleArn, BUILD, ROLE, AGENT, OTHER].map((who) => asks(name, who))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test.each(PUSH)("lets the pipeline %s, and nobody else, nodes and Jenkins itself neither", (name) => {
    expect([BUILD, ROLE, AGENT, props.nodeRoleArn, OTHER].map((who) => asks(name, who))).toEqual([
      true,
      false,
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
