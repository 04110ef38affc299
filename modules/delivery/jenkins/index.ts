import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";
import { Role, sessionManager, trustService } from "../../iam";
import { jenkinsStatements } from "../permissions";
import type { DeliveryOutputs, DeliveryProps, JenkinsProps } from "../props";
import { Agent } from "./agent";
import { LoadBalancer } from "./load-balancer";
import { Machine } from "./machine";
import { NetworkPlace } from "./network-place";
import { PipelineRoles } from "./pipeline-roles";

/**
 * Jenkins, what it may do, the way to it, and the machine that builds for it. Each pipeline has a role of its own; builds of all of
 * them share that machine (docs/decisions/0038-builds-run-on-a-machine-of-their-own.md).
 */
export class Jenkins extends Construct {
  readonly outputs: NonNullable<DeliveryOutputs["jenkins"]>;
  /** Roles of the pipelines that push to a repository, by its name. */
  readonly pusherArns: Readonly<Record<string, readonly string[]>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DeliveryProps & { readonly keyArn: string },
    private readonly settings: JenkinsProps,
  ) {
    super(scope, id);
    const loadBalancer = this.createLoadBalancer();
    const place = new NetworkPlace(this, "network", {
      ...props,
      ...settings,
      ...(loadBalancer && { loadBalancerSecurityGroupId: loadBalancer.securityGroupId }),
    });
    const secrets = {
      adminSecretArn: this.createSecret("admin", `Password of the user admin in Jenkins of ${props.name}`),
      agentSecretArn: this.createSecret("agent", `How builds of ${props.name} connect to Jenkins`),
    };
    const role = new Role(this, "role", {
      name: `${props.name}-jenkins`,
      trust: trustService("ec2.amazonaws.com"),
      policies: {},
      statements: [sessionManager(props), ...jenkinsStatements({ ...props, ...secrets })],
    });
    const webHost = settings.host ?? place.publicIp;
    const { instanceId } = new Machine(this, "machine", {
      ...props,
      ...settings,
      place,
      role,
      webHost,
      ...secrets,
    });
    place.attach(instanceId);
    loadBalancer?.sendTo(instanceId, place.securityGroupId);
    const agent = new Agent(this, "agent", {
      ...props,
      ...settings,
      ...secrets,
      jenkinsSecurityGroupId: place.securityGroupId,
    });
    this.pusherArns = new PipelineRoles(this, "pipelines", {
      ...props,
      pipelines: settings.pipelines,
      agentRoleArn: agent.roleArn,
    }).byRepository;
    this.outputs = {
      jenkinsUrl: `https://${webHost}/`,
      jenkinsAddress: loadBalancer?.dnsName ?? place.publicIp,
      jenkinsRoleArn: role.arn,
      jenkinsInstanceId: instanceId,
      jenkinsAgentInstanceId: agent.instanceId,
      jenkinsAdminSecretArn: secrets.adminSecretArn,
    };
  }

  private createLoadBalancer(): LoadBalancer | undefined {
    const { certificateArn, webCidrs } = this.settings;
    return certificateArn
      ? new LoadBalancer(this, "load-balancer", { ...this.props, webCidrs, certificateArn })
      : undefined;
  }

  /** Made without a value: the instance makes it and puts it here, so it is in no state and no plan. */
  private createSecret(whose: "admin" | "agent", description: string): string {
    const { name, keyArn, deletionProtection } = this.props;
    return new SecretsmanagerSecret(this, `${whose}-secret`, {
      name: `${name}-jenkins-${whose}`,
      description,
      kmsKeyId: keyArn,
      recoveryWindowInDays: deletionProtection ? 30 : 0,
    }).arn;
  }
}
