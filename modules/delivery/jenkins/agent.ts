import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { Role, sessionManager, trustService } from "../../iam";
import { agentStatements } from "../permissions";
import type { DeliveryProps, JenkinsProps } from "../props";
import { agentBoot } from "./agent-boot";
import { makeInstance } from "./instance";
import { pipelineRoleArn } from "./pipeline-roles";

export interface AgentProps
  extends Pick<
      DeliveryProps,
      "name" | "region" | "account" | "vpcId" | "zonePrivateSubnetId" | "clusterName" | "clusterSecurityGroupId"
    >,
    Pick<JenkinsProps, "agent" | "amiId" | "pipelines"> {
  /** Security group of the controller, which lets the agent in. */
  readonly jenkinsSecurityGroupId: string;
  /** Secret in which the controller says how the agent connects. */
  readonly agentSecretArn: string;
  /** Key of the root volume and of the secret. */
  readonly keyArn: string;
}

/**
 * The machine that builds. It connects to the controller, which starts nothing on it by itself, and keeps nothing: replacing it loses
 * running builds alone. Whoever may push to the Git repository of a pipeline is root here, by Docker
 * (docs/decisions/0038-builds-run-on-a-machine-of-their-own.md).
 */
export class Agent extends Construct {
  readonly instanceId: string;
  readonly roleArn: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AgentProps,
  ) {
    super(scope, id);
    const name = `${props.name}-jenkins-agent`;
    const securityGroupId = this.createSecurityGroup(name);
    const role = this.createRole(name);
    const instance = makeInstance(this, {
      ...props,
      ...props.agent,
      name,
      subnetId: props.zonePrivateSubnetId,
      securityGroupId,
      role,
      wayOut: new VpcSecurityGroupEgressRule(this, "out", {
        securityGroupId,
        description: "Git, packages, AWS services, Jenkins, and what builds download",
        ipProtocol: "-1",
        cidrIpv4: "0.0.0.0/0",
      }),
      userData: agentBoot(props),
    });
    this.instanceId = instance.id;
    this.roleArn = role.arn;
  }

  /** Nothing comes in. It goes to the controller, by its private address, and to the Kubernetes API. */
  private createSecurityGroup(name: string): string {
    const { vpcId, jenkinsSecurityGroupId, clusterSecurityGroupId } = this.props;
    const group = new SecurityGroup(this, "security-group", {
      vpcId,
      name,
      description: `Builds of Jenkins of ${this.props.name}`,
      tags: { Name: name },
    });
    this.admit("to-jenkins", jenkinsSecurityGroupId, group.id, "The machine that builds");
    this.admit("to-cluster", clusterSecurityGroupId, group.id, "Builds of Jenkins to the Kubernetes API");
    return group.id;
  }

  private admit(id: string, securityGroupId: string, referencedSecurityGroupId: string, description: string): void {
    new VpcSecurityGroupIngressRule(this, id, {
      securityGroupId,
      referencedSecurityGroupId,
      description,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  }

  private createRole(name: string): Role {
    const pipelineRoleArns = Object.keys(this.props.pipelines).map((pipeline) => pipelineRoleArn(this.props, pipeline));
    return new Role(this, "role", {
      name,
      trust: trustService("ec2.amazonaws.com"),
      policies: {},
      statements: [
        sessionManager(this.props),
        ...agentStatements({ ...this.props, pipelineRoleArns: pipelineRoleArns.sort() }),
      ],
    });
  }
}
