import type { Statement } from "../iam";
import type { DeliveryProps } from "./props";
import { PULL, PUSH } from "./repository-policies";

/** What Jenkins works with. */
export interface PermissionsProps extends Pick<DeliveryProps, "region" | "account" | "clusterArn"> {
  /** Names of the image repositories. */
  readonly repositories: readonly string[];
  /** The secret with the administrator's password, and the key that encrypts it. */
  readonly adminSecretArn: string;
  readonly keyArn: string;
}

/** What the role of Jenkins may do in AWS. In the cluster it has an access entry, limited to namespaces. */
export const jenkinsStatements = (props: PermissionsProps): Statement[] => {
  const { region, repositories, adminSecretArn, keyArn, clusterArn } = props;
  return [
    // AWS offers no resource for a login to the registry; what can be done after it is the next statement.
    { Sid: "LogInToTheRegistry", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    ...(repositories.length > 0 ? [pushAndPull(props)] : []),
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
    { Sid: "FindTheCluster", Action: "eks:DescribeCluster", Resource: clusterArn },
  ];
};

/** `DescribeImages` tells whether a commit was pushed already, because its tag cannot be pushed twice. */
const pushAndPull = ({ region, account, repositories }: PermissionsProps): Statement => ({
  Sid: "PushAndPull",
  Action: [...PULL, ...PUSH, "ecr:DescribeImages"],
  Resource: repositories.map((name) => `arn:aws:ecr:${region}:${account}:repository/${name}`),
});
