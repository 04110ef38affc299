import type { Statement } from "../iam";
import type { GithubProps } from "./props";

/** Calls with which the AWS provider refreshes what this platform makes, by service. None reads data, secrets or log lines. */
const READS: Readonly<Record<string, readonly string[]>> = {
  acm: ["Describe*", "List*"],
  autoscaling: ["Describe*"],
  backup: ["Describe*", "GetBackup*", "List*"],
  budgets: ["ListTagsForResource", "ViewBudget"],
  cloudwatch: ["Describe*", "GetDashboard", "List*"],
  ec2: ["Describe*"],
  ecr: ["Describe*", "GetLifecyclePolicy", "GetRepositoryPolicy", "ListTagsForResource"],
  eks: ["Describe*", "List*"],
  elasticache: ["Describe*", "List*"],
  elasticloadbalancing: ["Describe*"],
  iam: ["Get*", "List*"],
  kms: ["Describe*", "GetKeyPolicy", "GetKeyRotationStatus", "List*"],
  logs: ["Describe*", "ListTagsForResource"],
  rds: ["Describe*", "ListTagsForResource"],
  route53: ["Get*", "List*"],
  s3: [
    "GetAccelerateConfiguration",
    "GetBucket*",
    "GetEncryptionConfiguration",
    "GetLifecycleConfiguration",
    "GetReplicationConfiguration",
    "ListAllMyBuckets",
  ],
  secretsmanager: ["DescribeSecret", "GetResourcePolicy", "ListSecrets"],
  servicequotas: ["GetServiceQuota", "GetAWSDefaultServiceQuota"],
  sns: ["GetSubscriptionAttributes", "GetTopicAttributes", "List*"],
  tag: ["GetResources"],
};

/** Looks at everything, because these calls take no resource or AWS gives the ids; reads no data. */
export const look = (): Statement => ({
  Sid: "Look",
  Action: Object.entries(READS).flatMap(([service, calls]) => calls.map((call) => `${service}:${call}`)),
  Resource: "*",
});

/** Reads the states and holds their locks. */
export const lock = ({ name, region, stateBucket, stateKeyArn }: GithubProps): Statement[] => [
  { Sid: "ListStates", Action: "s3:ListBucket", Resource: `arn:aws:s3:::${stateBucket}` },
  { Sid: "ReadStates", Action: "s3:GetObject", Resource: `arn:aws:s3:::${stateBucket}/${name}/*` },
  {
    Sid: "LockStates",
    Action: ["s3:PutObject", "s3:DeleteObject"],
    Resource: `arn:aws:s3:::${stateBucket}/${name}/*.tflock`,
  },
  { Sid: "UseStateKey", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: stateKeyArn },
  {
    Sid: "ReadPublishedImages",
    Action: "ssm:GetParameter",
    Resource: `arn:aws:ssm:${region}::parameter/aws/service/*`,
  },
];
