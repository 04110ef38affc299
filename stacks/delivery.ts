import type { Construct } from "constructs";
import { cluster, jenkins, network, repositories, subnets } from "../contracts";
import { type JenkinsOutputs, repositoryField } from "../contracts/delivery";
import { subnetField } from "../contracts/network";
import type { Environment } from "../environments/schema";
import { jenkinsZoneOf, zoneKey } from "../environments/zones";
import { Delivery, type DeliveryProps } from "../modules/delivery";
import { PlatformStack } from "../platform/stack";
import { watch } from "./alarms";

type Settings = NonNullable<Environment["delivery"]>;
type Pipeline = NonNullable<Settings["jenkins"]>["pipelines"][string];

/** The image repositories and Jenkins. */
export class DeliveryStack extends PlatformStack {
  constructor(scope: Construct, environment: Environment, settings: Settings) {
    super(scope, "delivery", environment);
    const { name, region, account, deletionProtection } = environment;
    const { vpcId, publicSubnetIds } = this.read(network);
    const { clusterName, clusterArn, clusterSecurityGroupId, nodeRoleArn } = this.read(cluster);
    const zone = jenkinsZoneOf(environment);
    const key = zoneKey(environment, zone);
    const ofZone = this.read(subnets([key]));

    const { outputs } = new Delivery(this, "delivery", {
      ...partsOf(settings, environment),
      name,
      region,
      account,
      deletionProtection,
      vpcId,
      publicSubnetIds,
      zone,
      zoneSubnetId: ofZone[subnetField("public", key)] as string,
      zonePrivateSubnetId: ofZone[subnetField("private", key)] as string,
      clusterName,
      clusterArn,
      clusterSecurityGroupId,
      nodeRoleArn,
    });

    if (outputs.jenkins) watch(this, environment, { instance: instancesOf(outputs.jenkins) });
    const urls = Object.entries(outputs.repositoryUrls);
    this.publish(
      repositories(urls.map(([repository]) => repository)),
      Object.fromEntries(urls.map(([repository, url]) => [repositoryField(repository), url])),
    );
    if (outputs.jenkins) this.publish(jenkins, outputs.jenkins);
  }
}

/** The instances of Jenkins by what alarms call them. */
export const instancesOf = (
  outputs: Pick<JenkinsOutputs, "jenkinsInstanceId" | "jenkinsAgentInstanceId">,
): Record<string, string> => ({
  jenkins: outputs.jenkinsInstanceId,
  "jenkins-agent": outputs.jenkinsAgentInstanceId,
});

/** The parts of the module that the environment file asks for, in the module's words. */
export function partsOf(
  { repositories, jenkins }: Settings,
  environment: Environment,
): Pick<DeliveryProps, "repositories" | "jenkins"> {
  if (!jenkins) return { repositories };
  const { zone: _, amiId, host, certificateArn, pipelines, ...others } = jenkins;
  return {
    repositories,
    jenkins: {
      ...others,
      ...(amiId && { amiId }),
      ...(host && { host }),
      ...(certificateArn && { certificateArn }),
      pipelines: Object.fromEntries(
        Object.entries(pipelines).map(([name, pipeline]) => [
          name,
          { ...pipeline, ...targetOf(pipeline, environment) },
        ]),
      ),
    },
  };
}

/** Where a pipeline's application runs and how it is reached, which the application's own section says. */
function targetOf({ app: name }: Pipeline, { workloads }: Environment) {
  const app = workloads?.apps[name];
  if (!app) throw new Error(`the pipeline's app ${name} is not one of workloads.apps`);
  const { namespace = name, container = name, ingress } = app;
  if (!ingress) return { namespace, container };
  const { name: ingressName = name, certificateArn, host } = ingress;
  return {
    namespace,
    container,
    smokeTest: {
      ingress: ingressName,
      path: ingress.healthCheck.path,
      scheme: certificateArn ? ("https" as const) : ("http" as const),
      ...(host && !host.startsWith("*") && { host }),
    },
  };
}
