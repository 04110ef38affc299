import type { Statement } from "../iam";
import type { DeliveryProps } from "./props";
import { PULL, PUSH } from "./repository-policies";

/** What Jenkins works with. */
export interface PermissionsProps extends Pick<DeliveryProps, "region"> {
  /** Roles that its builds work with, one for each pipeline. */
  readonly pipelineRoleArns: readonly string[];
  /** The secret with the administrator's password, and the key that encrypts it. */
  readonly adminSecretArn: string;
  readonly keyArn: string;
}

/** What the role of Jenkins may do in AWS: keep its administrator's password, and take the roles of its pipelines. */
export const jenkinsStatements = (props: PermissionsProps): Statement[] => {
  const { region, pipelineRoleArns, adminSecretArn, keyArn } = props;
  return [
    ...(pipelineRoleArns.length > 0
      ? [{ Sid: "TakePipelineRoles", Action: "sts:AssumeRole", Resource: pipelineRoleArns }]
      : []),
    // Reading it too, so that the secret is the only place of the password: a new instance takes the one that is there.
    {
      Sid: "AdminPassword",
      Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
      Resource: adminSecretArn,
    },
    {
      Sid: "EncryptAdminPassword",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keyArn,
      Condition: {
        StringEquals: {
          "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
          "kms:EncryptionContext:SecretARN": adminSecretArn,
        },
      },
    },
  ];
};

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
