import type { Statement } from "../iam";
import type { GithubProps } from "./props";

/** Kinds of calls with which Terraform makes, changes and removes what this platform is made of, by regional service. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  backup: ["Create*", "Delete*", "Put*", "TagResource", "UntagResource", "Update*"],
  "backup-storage": ["MountCapsule"],
  cloudwatch: ["DeleteAlarms", "DeleteDashboards", "PutDashboard", "PutMetricAlarm", "TagResource", "UntagResource"],
  ec2: [
    ...["Allocate*", "Associate*", "Attach*", "Authorize*", "Create*", "Delete*", "Detach*", "Disassociate*"],
    ...["Modify*", "MonitorInstances", "Release*", "Replace*", "Revoke*", "RunInstances", "StartInstances"],
    ...["StopInstances", "TerminateInstances", "UpdateSecurityGroupRuleDescriptions*"],
  ],
  ecr: ["CreateRepository", "Delete*", "Put*", "SetRepositoryPolicy", "TagResource", "UntagResource"],
  eks: ["Associate*", "Create*", "Delete*", "Disassociate*", "TagResource", "UntagResource", "Update*"],
  elasticache: ["*TagsTo*", "RemoveTags*", "Create*", "Decrease*", "Delete*", "Increase*", "Modify*"],
  elasticloadbalancing: ["*Tags", "Create*", "Delete*", "DeregisterTargets", "Modify*", "RegisterTargets", "Set*"],
  kms: [
    ...["CancelKeyDeletion", "Create*", "DeleteAlias", "EnableKeyRotation", "PutKeyPolicy", "ScheduleKeyDeletion"],
    ...["TagResource", "UntagResource", "Update*"],
  ],
  // Deliveries: whoever makes or changes a cache has ElastiCache write its logs. Amazon ElastiCache user guide, "Log delivery".
  logs: [
    ...["AssociateKmsKey", "CreateLog*", "Delete*", "GetLogDelivery", "ListLogDeliveries", "Put*"],
    ...["TagResource", "UntagResource", "UpdateLogDelivery"],
  ],
  rds: ["*TagsTo*", "RemoveTags*", "Create*", "Delete*", "Modify*", "Reboot*", "Reset*"],
  secretsmanager: [
    "CreateSecret",
    "DeleteSecret",
    "Put*Policy",
    "RotateSecret",
    "TagResource",
    "UntagResource",
    "UpdateSecret",
  ],
  sns: ["CreateTopic", "DeleteTopic", "SetTopicAttributes", "Subscribe", "TagResource", "Unsubscribe", "UntagResource"],
};

/** Policies of AWS that roles of this platform get, and no others. */
const ATTACHED = [
  ...["AmazonEBSCSIDriverPolicyV2", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKSClusterPolicy"],
  ...["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy"],
  ...["service-role/AWSBackupServiceRolePolicyForBackup", "service-role/AWSBackupServiceRolePolicyForRestores"],
  "service-role/AmazonRDSEnhancedMonitoringRole",
].map((policy) => `arn:aws:iam::aws:policy/${policy}`);

/** Services whose own roles AWS makes at their first use. */
const SERVICES = [
  "autoscaling",
  "backup",
  "eks",
  "eks-nodegroup",
  "elasticache",
  "elasticloadbalancing",
  "rds",
  "spot",
];

/** Makes, changes and removes what is in the environment's region. Ids come from AWS, so the region is the limit. */
export const change = (props: GithubProps): Statement[] => [
  {
    Sid: "ChangeInRegion",
    Action: Object.entries(WRITES).flatMap(([service, calls]) => calls.map((call) => `${service}:${call}`)),
    Resource: "*",
    Condition: { StringEquals: { "aws:RequestedRegion": props.region } },
  },
  ...states(props),
  ...roles(props),
  ...issuer(props),
  ...limits(props),
];

const states = ({ name, stateBucket, account, zoneIds = [] }: GithubProps): Statement[] => [
  {
    Sid: "WriteStates",
    Action: ["s3:PutObject", "s3:DeleteObject"],
    Resource: `arn:aws:s3:::${stateBucket}/${name}/*`,
  },
  {
    Sid: "KeepStateBucket",
    Action: ["s3:PutBucket*", "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration"],
    Resource: `arn:aws:s3:::${stateBucket}`,
  },
  {
    Sid: "KeepBudget",
    Action: ["budgets:ModifyBudget", "budgets:TagResource"],
    Resource: `arn:aws:budgets::${account}:budget/${name}*`,
  },
  ...(zoneIds.length > 0
    ? [
        {
          Sid: "WriteRecords",
          Action: "route53:ChangeResourceRecordSets",
          Resource: zoneIds.map((zone) => `arn:aws:route53:::hostedzone/${zone}`),
        },
      ]
    : []),
];

/**
 * Roles by their names. Whoever writes the policy of a role can give it anything, so this is as good as the account to
 * somebody who means ill; what it keeps is everybody else's roles, and its own two, from a mistake.
 */
function roles({ name, clusterName, account }: GithubProps): Statement[] {
  const names = [...new Set([name, ...(clusterName ? [clusterName] : [])])];
  const own = names.map((first) => `arn:aws:iam::${account}:role/${first}-*`);
  return [
    {
      Sid: "KeepRoles",
      Action: [
        ...["iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePolicy"],
        ...["iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"],
      ],
      Resource: own,
    },
    {
      Sid: "AttachKnownPolicies",
      Action: "iam:AttachRolePolicy",
      Resource: own,
      Condition: { ArnEquals: { "iam:PolicyARN": ATTACHED } },
    },
    {
      Sid: "KeepInstanceProfiles",
      Action: [
        ...["iam:AddRoleToInstanceProfile", "iam:CreateInstanceProfile", "iam:DeleteInstanceProfile"],
        ...["iam:RemoveRoleFromInstanceProfile", "iam:TagInstanceProfile", "iam:UntagInstanceProfile"],
      ],
      Resource: names.map((first) => `arn:aws:iam::${account}:instance-profile/${first}-*`),
    },
    { Sid: "HandRolesOn", Action: "iam:PassRole", Resource: own },
    {
      Sid: "ServiceLinkedRoles",
      Action: "iam:CreateServiceLinkedRole",
      Resource: `arn:aws:iam::${account}:role/aws-service-role/*`,
      Condition: { StringEquals: { "iam:AWSServiceName": SERVICES.map((service) => `${service}.amazonaws.com`) } },
    },
  ];
}

/** The cluster's own OIDC provider, whose name EKS makes up. */
const issuer = ({ region, account, hasClusterOidcProvider = false }: GithubProps): Statement[] =>
  hasClusterOidcProvider
    ? [
        {
          Sid: "KeepClusterIssuer",
          Action: [
            ...["iam:CreateOpenIDConnectProvider", "iam:DeleteOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"],
            ...["iam:UntagOpenIDConnectProvider", "iam:UpdateOpenIDConnectProviderThumbprint"],
          ],
          Resource: `arn:aws:iam::${account}:oidc-provider/oidc.eks.${region}.amazonaws.com/id/*`,
        },
      ]
    : [];

/** Keys are handed to the services that encrypt with them; and nobody widens the rights or the trust of these two roles. */
const limits = ({ name, region, account }: GithubProps): Statement[] => [
  {
    Sid: "HandKeysOn",
    // RetireGrant: of repositories and backup vaults (Amazon ECR, "Encryption at rest"; AWS Backup, "Access control").
    Action: ["kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKey*", "kms:RetireGrant"],
    Resource: `arn:aws:kms:${region}:${account}:key/*`,
    Condition: {
      StringEquals: {
        "aws:ResourceTag/Platform": name,
        "kms:ViaService": ["backup", "ec2", "ecr", "eks", "elasticache", "rds", "secretsmanager"].map(
          (service) => `${service}.${region}.amazonaws.com`,
        ),
      },
    },
  },
  {
    Sid: "NotItself",
    Effect: "Deny",
    Action: [
      ...["iam:AttachRolePolicy", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy"],
      ...["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"],
    ],
    Resource: `arn:aws:iam::${account}:role/${name}-github-*`,
  },
];
