import { Construct } from "constructs";
import { PodRole } from "../iam";
import { CLUSTER_AUTOSCALER, clusterAutoscalerPermissions } from "./cluster-autoscaler";
import { LOAD_BALANCER_CONTROLLER } from "./load-balancer-controller";
import { LOAD_BALANCER_PERMISSIONS } from "./load-balancer-permissions";
import { NAMESPACE } from "./namespace";
import type { ControllersProps } from "./props";

/**
 * What the controllers may do in AWS. It belongs to the stack that makes the cluster, minutes before the controllers are
 * installed: a pod gets its credentials when it is admitted or never, and an association takes a moment to be known everywhere.
 * Restarting a container does not help (terraform-provider-aws issue 40852).
 */
export class ControllersAccess extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: Pick<ControllersProps, "name" | "region" | "account" | "clusterName">,
  ) {
    super(scope, id);
    const { name, clusterName } = props;
    const permissions = {
      [LOAD_BALANCER_CONTROLLER]: LOAD_BALANCER_PERMISSIONS,
      [CLUSTER_AUTOSCALER]: clusterAutoscalerPermissions(props),
    };
    for (const [serviceAccount, statements] of Object.entries(permissions)) {
      new PodRole(this, `${serviceAccount}-access`, {
        name: `${name}-${serviceAccount}`,
        clusterName,
        namespace: NAMESPACE,
        serviceAccount,
        statements,
      });
    }
  }
}
