import type { Environment } from "../../environments/schema";
import { jenkinsZoneOf } from "../../environments/zones";
import { agentBoot } from "../../modules/delivery/jenkins/agent-boot";
import { firstBoot } from "../../modules/delivery/jenkins/first-boot";
import { partsOf } from "../../stacks/delivery";
import type { Expectation } from "./expectation";
import type { Inventory } from "./inventory";

/** Repositories, and Jenkins with the instructions of its first boot. */
export function* checkDelivery(inventory: Inventory, environment: Environment): Generator<Expectation> {
  const { delivery } = environment;
  const names = Object.keys(delivery?.repositories ?? {}).sort();
  yield {
    what: "repositories",
    wanted: names.map((name) => [name, "IMMUTABLE", true, "KMS"]),
    found: inventory.repositories
      .map((repository) => [
        repository.repositoryName,
        repository.imageTagMutability,
        repository.imageScanningConfiguration.scanOnPush,
        repository.encryptionConfiguration.encryptionType,
      ])
      .sort(),
  };
  const jenkins = delivery?.jenkins;
  yield {
    what: "instances",
    wanted: jenkins ? [jenkins.instanceType, jenkins.agent.instanceType].sort() : [],
    found: inventory.instances.map(({ InstanceType }) => InstanceType).sort(),
  };
  if (!jenkins) return;
  const instance = named(inventory, `${environment.name}-jenkins`);
  const agent = named(inventory, `${environment.name}-jenkins-agent`);
  const volume = inventory.volumes.find(({ Tags = [] }) => Tags.some(({ Key }) => Key === "Backup"));
  yield {
    what: "data volume of Jenkins",
    wanted: [jenkins.dataVolumeGb, true, "/dev/sdf", instance?.InstanceId],
    found: [volume?.Size, volume?.Encrypted, volume?.Attachments[0]?.Device, volume?.Attachments[0]?.InstanceId],
  };
  yield {
    what: "first boot of Jenkins",
    wanted: expectedBoot(inventory, environment),
    found: instance?.userData,
  };
  yield {
    what: "first boot of the machine that builds",
    wanted: expectedAgentBoot(inventory, environment),
    found: agent?.userData,
  };
  yield {
    what: "subnet of the machine that builds",
    wanted: [false, environment.network.zones[jenkinsZoneOf(environment)]?.private],
    found: [
      agent?.PublicIpAddress !== undefined,
      inventory.subnets.find(({ SubnetId }) => SubnetId === agent?.SubnetId)?.CidrBlock,
    ],
  };
}

const named = ({ instances }: Inventory, name: string) =>
  instances.find(({ Tags = [] }) => Tags.some(({ Key, Value }) => Key === "Name" && Value === name));

const secretArn = ({ secrets }: Inventory, { name }: Environment, whose: "admin" | "agent"): string =>
  secrets.find(({ Name }) => Name === `${name}-jenkins-${whose}`)?.ARN ?? "no secret";

const asReceived = (text: string): string => text.replaceAll("$${", "${").replaceAll("%%{", "%{");

function expectedAgentBoot(inventory: Inventory, environment: Environment): string | undefined {
  const { region, account, cluster } = environment;
  const agentSecretArn = secretArn(inventory, environment, "agent");
  return cluster && asReceived(agentBoot({ region, account, clusterName: cluster.name, agentSecretArn }));
}

/** The instructions as the environment file and what exists say them, without Terraform. */
function expectedBoot(inventory: Inventory, environment: Environment): string | undefined {
  const { region, account, delivery } = environment;
  const { volumes } = inventory;
  const jenkins = delivery && partsOf(delivery, environment).jenkins;
  if (!jenkins) return undefined;
  const text = firstBoot({
    ...jenkins,
    name: environment.name,
    region,
    account,
    adminSecretArn: secretArn(inventory, environment, "admin"),
    agentSecretArn: secretArn(inventory, environment, "agent"),
    dataVolumeId:
      volumes.find(({ Tags = [] }) => Tags.some(({ Key }) => Key === "Backup"))?.VolumeId ?? "no data volume",
    webHost: jenkins.host ?? named(inventory, `${environment.name}-jenkins`)?.PublicIpAddress ?? "no address",
  });
  return asReceived(text);
}
