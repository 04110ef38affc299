import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { Construct } from "constructs";
import { policyDocument, Role } from "../../iam";
import { idsOf } from "../../ids";
import { pipelineStatements } from "../permissions";
import type { DeliveryProps, PipelineProps } from "../props";

export interface PipelineRolesProps
  extends Pick<DeliveryProps, "name" | "region" | "account" | "clusterName" | "clusterArn"> {
  /** The role of the machine that builds, which takes those of pipelines. */
  readonly agentRoleArn: string;
  readonly pipelines: Readonly<Record<string, PipelineProps>>;
}

/** Name of the role of a pipeline's builds: others know it before it is made. */
export const pipelineRoleName = (environment: string, pipeline: string): string =>
  `${environment}-pipeline-${pipeline}`;
export const pipelineRoleArn = ({ name, account }: Pick<DeliveryProps, "name" | "account">, pipeline: string): string =>
  `arn:aws:iam::${account}:role/${pipelineRoleName(name, pipeline)}`;

/**
 * Group of Kubernetes that a pipeline's builds are in. What it may do is said in the namespace of its application: look at the one
 * Deployment and change it. `AmazonEKSEditPolicy` would let builds read every secret of that namespace.
 */
export const pipelineGroup = (pipeline: string): string => `platform:pipeline:${pipeline}`;

/** A role for each pipeline, which pushes to its repository and rolls out its application, and what it is in the cluster. */
export class PipelineRoles extends Construct {
  /** ARNs by name of the repository that they push to. */
  readonly byRepository: Readonly<Record<string, readonly string[]>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PipelineRolesProps,
  ) {
    super(scope, id);
    const ids = idsOf(Object.keys(props.pipelines));
    const byRepository = new Map<string, string[]>();
    for (const [name, pipeline] of Object.entries(props.pipelines)) {
      const arn = this.create(ids.get(name) as string, name, pipeline);
      byRepository.set(pipeline.image, [...(byRepository.get(pipeline.image) ?? []), arn]);
    }
    this.byRepository = Object.fromEntries(byRepository);
  }

  private create(id: string, pipeline: string, { image }: PipelineProps): string {
    const { name, clusterName, agentRoleArn } = this.props;
    const scope = new Construct(this, id);
    const { arn } = new Role(scope, "role", {
      name: pipelineRoleName(name, pipeline),
      trust: policyDocument({ Action: "sts:AssumeRole", Principal: { AWS: agentRoleArn } }),
      policies: {},
      statements: pipelineStatements({ ...this.props, repository: image }),
    });
    new EksAccessEntry(scope, "entry", {
      clusterName,
      principalArn: arn,
      kubernetesGroups: [pipelineGroup(pipeline)],
    });
    return arn;
  }
}
