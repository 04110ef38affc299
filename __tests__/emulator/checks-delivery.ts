import type { Environment } from "../../environments/schema";
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
    wanted: jenkins ? [jenkins.instanceType] : [],
    found: inventory.instances.map(({ InstanceType }) => InstanceType),
  };
  if (!jenkins) return;
  const [instance] = inventory.instances;
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
}

/** The instructions as the environment file and what exists say them, without Terraform. */
function expectedBoot({ instances, volumes, secrets }: Inventory, environment: Environment): string | undefined {
  const { region, account, cluster, delivery } = environment;
  const jenkins = delivery && partsOf(delivery, environment).jenkins;
  if (!jenkins || !cluster) return undefined;
  const text = firstBoot({
    ...jenkins,
    name: environment.name,
    region,
    account,
    clusterName: cluster.name,
    adminSecretArn: secrets.find(({ Name }) => Name === `${environment.name}-jenkins-admin`)?.ARN ?? "no secret",
    dataVolumeId:
      volumes.find(({ Tags = [] }) => Tags.some(({ Key }) => Key === "Backup"))?.VolumeId ?? "no data volume",
    webHost: jenkins.host ?? instances[0]?.PublicIpAddress ?? "no address",
  });
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}
