import type { Statement } from "../iam";
import type { DeliveryProps } from "./props";
import { PULL, PUSH } from "./repository-policies";

/** What secrets of Jenkins are encrypted with, and where. */
interface Encrypted extends Pick<DeliveryProps, "region"> {
  readonly keyArn: string;
  /** How the machine that builds connects: written by the controller, read by that machine. */
  readonly agentSecretArn: string;
}

/** What the role of the controller may do in AWS: keep its two secrets, and take no role. */
export const jenkinsStatements = ({
  region,
  adminSecretArn,
  agentSecretArn,
  keyArn,
}: Encrypted & { readonly adminSecretArn: string }): Statement[] => [
  // Reading them too: a new instance takes the password that is there, and what the agent was told is written only when it changed.
  {
    Sid: "Secrets",
    Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
    Resource: [adminSecretArn, agentSecretArn],
  },
  {
    Sid: "EncryptSecrets",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: keyArn,
    Condition: forSecrets(region, [adminSecretArn, agentSecretArn]),
  },
];

/** What the role of the machine that builds may do in AWS: take the roles of pipelines, and read how it connects. */
export const agentStatements = ({
  region,
  pipelineRoleArns,
  agentSecretArn,
  keyArn,
}: Encrypted & {
  /** Roles that builds work with, one for each pipeline. */
  readonly pipelineRoleArns: readonly string[];
}): Statement[] => [
  ...(pipelineRoleArns.length > 0
    ? [{ Sid: "TakePipelineRoles", Action: "sts:AssumeRole", Resource: pipelineRoleArns }]
    : []),
  { Sid: "Connection", Action: "secretsmanager:GetSecretValue", Resource: agentSecretArn },
  { Sid: "DecryptConnection", Action: "kms:Decrypt", Resource: keyArn, Condition: forSecrets(region, agentSecretArn) },
];

/** The key for these secrets and nothing else. */
const forSecrets = (region: string, arns: string | readonly string[]): NonNullable<Statement["Condition"]> => ({
  StringEquals: {
    "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
    "kms:EncryptionContext:SecretARN": arns,
  },
});

/**
 * What the role of a pipeline may do in AWS: push to its repository, and find the cluster, in which an access entry says the rest.
 * `DescribeImages` tells whether a commit was pushed already, because its tag cannot be pushed twice.
 */
export const pipelineStatements = ({
  region,
  account,
  clusterArn,
  repository,
}: Pick<DeliveryProps, "region" | "account" | "clusterArn"> & { readonly repository: string }): Statement[] => [
  // AWS offers no resource for a login to the registry; what can be done after it is the next statement.
  { Sid: "LogInToTheRegistry", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  {
    Sid: "PushAndPull",
    Action: [...PULL, ...PUSH, "ecr:DescribeImages"],
    Resource: `arn:aws:ecr:${region}:${account}:repository/${repository}`,
  },
  { Sid: "FindTheCluster", Action: "eks:DescribeCluster", Resource: clusterArn },
];
