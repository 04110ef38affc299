import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";
import { Role, sessionManager, trustService } from "../../iam";
import { jenkinsStatements } from "../permissions";
import type { DeliveryOutputs, DeliveryProps, JenkinsProps } from "../props";
import { ClusterAccess } from "./cluster-access";
import { LoadBalancer } from "./load-balancer";
import { Machine } from "./machine";
import { NetworkPlace } from "./network-place";

/**
 * Jenkins, what it may do, and the way to it. Its builds run on the same instance: whoever may push to a pipeline's Git
 * repository may do what this role may.
 */
export class Jenkins extends Construct {
  readonly outputs: NonNullable<DeliveryOutputs["jenkins"]>;

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
    this.admitToCluster(role.arn);
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
    const { name, repositories } = this.props;
    return new Role(this, "role", {
      name: `${name}-jenkins`,
      trust: trustService("ec2.amazonaws.com"),
      policies: {},
      statements: [
        sessionManager(this.props),
        ...jenkinsStatements({ ...this.props, repositories: Object.keys(repositories), adminSecretArn }),
      ],
    });
  }

  private admitToCluster(roleArn: string): void {
    if (Object.keys(this.settings.pipelines).length > 0)
      new ClusterAccess(this, "cluster-access", { clusterName: this.props.clusterName, roleArn });
  }
}
