import { Construct } from "constructs";
import { EncryptionKey } from "../kms";
import { Jenkins } from "./jenkins";
import type { DeliveryOutputs, DeliveryProps } from "./props";
import { Repositories } from "./repositories";

export { pipelineGroup } from "./jenkins/pipeline-roles";
export type { DeliveryOutputs, DeliveryProps } from "./props";

/** Image repositories and, when asked for, the Jenkins that fills them and rolls out what is in them. */
export class Delivery extends Construct {
  readonly outputs: DeliveryOutputs;

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    const { name, account, jenkins: settings } = props;
    const { arn: keyArn } = new EncryptionKey(this, "key", {
      alias: `${name}-delivery`,
      description: `Images, volumes and password of the delivery of ${name}`,
      account,
    });
    const made = settings && new Jenkins(this, "jenkins", { ...props, keyArn }, settings);
    const jenkins = made?.outputs;
    const repositories = new Repositories(this, "repositories", {
      ...props,
      keyArn,
      ...(made && { pusherArns: made.pusherArns }),
    });
    this.outputs = { repositoryUrls: repositories.urls, ...(jenkins && { jenkins }) };
  }
}
