import { policyDocument } from "../iam";
import type { RepositoryProps } from "./props";

/** What a pull needs besides a login. Source: Amazon ECR user guide, "IAM policies for pushing and pulling". */
export const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
/** What a push needs besides that. */
export const PUSH = ["ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"];

/**
 * Who may use the images of a repository. Identity policies of the same account would be enough to get in, so those who
 * are not named are denied: nobody but the nodes and Jenkins pulls, nobody but Jenkins pushes. Whoever administers the
 * repository can still look at it, delete images and change this policy. Without Jenkins somebody else must push, so
 * then the nodes are let in and nobody is kept out.
 */
export function accessPolicy(nodeRoleArn: string, jenkinsRoleArn?: string): string {
  const nodes = { Sid: "NodesPull", Principal: { AWS: nodeRoleArn }, Action: PULL };
  if (!jenkinsRoleArn) return policyDocument(nodes);
  return policyDocument(
    nodes,
    { Sid: "JenkinsPushesAndPulls", Principal: { AWS: jenkinsRoleArn }, Action: [...PULL, ...PUSH] },
    denyOthers("NobodyElsePulls", PULL, [nodeRoleArn, jenkinsRoleArn]),
    denyOthers("NobodyElsePushes", PUSH, [jenkinsRoleArn]),
  );
}

const denyOthers = (Sid: string, Action: readonly string[], arns: readonly string[]) => ({
  Sid,
  Effect: "Deny" as const,
  Principal: "*" as const,
  Action,
  Condition: { ArnNotEquals: { "aws:PrincipalArn": arns } },
});

/** Removes untagged images by age and tagged ones by number. Source: Amazon ECR user guide, "Lifecycle policies". */
export const lifecyclePolicy = ({ keepReleases, untaggedDays }: RepositoryProps): string =>
  JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `Untagged images go after ${untaggedDays} days`,
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: untaggedDays,
        },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: `The last ${keepReleases} releases stay`,
        selection: {
          tagStatus: "tagged",
          tagPatternList: ["*"],
          countType: "imageCountMoreThan",
          countNumber: keepReleases,
        },
        action: { type: "expire" },
      },
    ],
  });
