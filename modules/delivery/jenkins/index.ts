import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";
import { Role, sessionManager, trustService } from "../../iam";
import { jenkinsStatements } from "../permissions";
import type { DeliveryOutputs, DeliveryProps, JenkinsProps } from "../props";
import { LoadBalancer } from "./load-balancer";
import { Machine } from "./machine";
import { NetworkPlace } from "./network-place";
import { PipelineRoles, pipelineRoleArn } from "./pipeline-roles";

/**
 * Jenkins, what it may do, and the way to it. Each pipeline has a role of its own. Its builds run on the same instance, though, with
 * Docker: whoever may push to a pipeline's Git repository can become root there, and with that any of these roles
 * (docs/decisions/0038-builds-have-a-role-and-share-a-machine.md).
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
    const secret = this.createAdminSecret();
    const role = this.createRole(secret.arn);
    const webHost = settings.host ?? place.publicIp;
    const { instanceId } = new Machine(this, "machine", {
      ...props,
      ...settings,
      place,
      role,
      webHost,
      adminSecretArn: secret.arn,
    });
    place.attach(instanceId);
    loadBalancer?.sendTo(instanceId, place.securityGroupId);
    this.pusherArns = new PipelineRoles(this, "pipelines", {
      ...props,
      pipelines: settings.pipelines,
      jenkinsRoleArn: role.arn,
    }).byRepository;
    this.outputs = {
      jenkinsUrl: `https://${webHost}/`,
      jenkinsAddress: loadBalancer?.dnsName ?? place.publicIp,
      jenkinsRoleArn: role.arn,
      jenkinsInstanceId: instanceId,
      jenkinsAdminSecretArn: secret.arn,
    };
  }

  private createLoadBalancer(): LoadBalancer | undefined {
    const { certificateArn, webCidrs } = this.settings;
    return certificateArn
      ? new LoadBalancer(this, "load-balancer", { ...this.props, webCidrs, certificateArn })
      : undefined;
  }

  /** Made without a value: the instance makes the password and puts it here, so it is in no state and no plan. */
  private createAdminSecret(): SecretsmanagerSecret {
    const { name, keyArn, deletionProtection } = this.props;
    return new SecretsmanagerSecret(this, "admin-secret", {
      name: `${name}-jenkins-admin`,
      description: `Password of the user admin in Jenkins of ${name}`,
      kmsKeyId: keyArn,
      recoveryWindowInDays: deletionProtection ? 30 : 0,
    });
  }

  private createRole(adminSecretArn: string): Role {
    const { name } = this.props;
    const pipelineRoleArns = Object.keys(this.settings.pipelines).map((pipeline) =>
      pipelineRoleArn(this.props, pipeline),
    );
    return new Role(this, "role", {
      name: `${name}-jenkins`,
      trust: trustService("ec2.amazonaws.com"),
      policies: {},
      statements: [
        sessionManager(this.props),
        ...jenkinsStatements({ ...this.props, pipelineRoleArns: pipelineRoleArns.sort(), adminSecretArn }),
      ],
    });
  }
}
