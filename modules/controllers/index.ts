import type { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type ChartName, installChart } from "../helm";
import { CLUSTER_AUTOSCALER, clusterAutoscalerValues } from "./cluster-autoscaler";
import { LOAD_BALANCER_CONTROLLER, loadBalancerControllerValues } from "./load-balancer-controller";
import { NAMESPACE } from "./namespace";
import { Priority } from "./priority";
import type { ControllersOutputs, ControllersProps } from "./props";
import { Storage } from "./storage";

export { ControllersAccess } from "./access";
export type { ControllersOutputs, ControllersProps } from "./props";

/**
 * What makes the cluster serve applications: load balancers for ingresses, nodes for pods, volumes for claims, and who stands back when a node is full. What they may
 * do in AWS is `ControllersAccess`, which must be there before.
 */
export class Controllers extends Construct {
  readonly outputs: ControllersOutputs;

  constructor(scope: Construct, id: string, props: ControllersProps) {
    super(scope, id);
    const loadBalancerController = this.install(LOAD_BALANCER_CONTROLLER, loadBalancerControllerValues(props));
    this.install(CLUSTER_AUTOSCALER, clusterAutoscalerValues(props), [loadBalancerController]);
    const storage = new Storage(this, "storage", props).outputs;
    const priority = new Priority(this, "priority").outputs;
    this.outputs = {
      loadBalancerController,
      storageClassNames: storage.storageClassNames,
      priorityClassName: priority.priorityClassName,
      classes: [...storage.classes, ...priority.classes],
    };
  }

  /** A chart whose release and service account go by its name. */
  private install(chart: ChartName, values: object, dependsOn: readonly ITerraformDependable[] = []): Release {
    return installChart(this, chart, { chart, namespace: NAMESPACE, values, dependsOn });
  }
}
