import { policyDocument } from "../iam";
import type { RepositoryProps } from "./props";

/** What a pull needs besides a login. Source: Amazon ECR user guide, "IAM policies for pushing and pulling". */
export const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
/** What a push needs besides that. */
export const PUSH = ["ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"];

/**
 * Who may use the images of a repository. Identity policies of the same account would be enough to get in, so those who
 * are not named are denied: nobody but the nodes and the repository's pipelines pulls, nobody but these pipelines pushes. Whoever
 * administers the repository can still look at it, delete images and change this policy. Without Jenkins somebody else must push,
 * so then the nodes are let in and nobody is kept out; the same while Jenkins has no pipeline for the repository.
 */
export function accessPolicy(nodeRoleArn: string, pusherArns: readonly string[] = []): string {
  const nodes = { Sid: "NodesPull", Principal: { AWS: nodeRoleArn }, Action: PULL };
  if (pusherArns.length === 0) return policyDocument(nodes);
  return policyDocument(
    nodes,
    { Sid: "PipelinesPushAndPull", Principal: { AWS: oneOrAll(pusherArns) }, Action: [...PULL, ...PUSH] },
    denyOthers("NobodyElsePulls", PULL, [nodeRoleArn, ...pusherArns]),
    denyOthers("NobodyElsePushes", PUSH, pusherArns),
  );
}

const oneOrAll = (arns: readonly string[]): string | readonly string[] =>
  arns.length === 1 ? (arns[0] as string) : arns;

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
