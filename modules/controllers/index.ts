import type { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type ChartName, installChart } from "../helm";
import { PodRole, type Statement } from "../iam";
import { CLUSTER_AUTOSCALER, clusterAutoscalerPermissions, clusterAutoscalerValues } from "./cluster-autoscaler";
import { LOAD_BALANCER_CONTROLLER, loadBalancerControllerValues } from "./load-balancer-controller";
import { LOAD_BALANCER_PERMISSIONS } from "./load-balancer-permissions";
import type { ControllersOutputs, ControllersProps } from "./props";
import { Storage } from "./storage";

export type { ControllersOutputs, ControllersProps } from "./props";

const NAMESPACE = "kube-system";

/** What makes the cluster serve applications: load balancers for ingresses, nodes for pods, volumes for claims. */
export class Controllers extends Construct {
  readonly outputs: ControllersOutputs;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ControllersProps,
  ) {
    super(scope, id);
    const loadBalancerController = this.install(
      LOAD_BALANCER_CONTROLLER,
      loadBalancerControllerValues(props),
      LOAD_BALANCER_PERMISSIONS,
    );
    this.install(CLUSTER_AUTOSCALER, clusterAutoscalerValues(props), clusterAutoscalerPermissions(props), [
      loadBalancerController,
    ]);
    this.outputs = { loadBalancerController, ...new Storage(this, "storage", props).outputs };
  }

  /** A chart whose release, service account and role go by its name. */
  private install(
    chart: ChartName,
    values: object,
    statements: readonly Statement[],
    after: readonly ITerraformDependable[] = [],
  ): Release {
    const { name, clusterName } = this.props;
    const role = new PodRole(this, `${chart}-access`, {
      name: `${name}-${chart}`,
      clusterName,
      namespace: NAMESPACE,
      serviceAccount: chart,
      statements,
    });
    return installChart(this, chart, { chart, namespace: NAMESPACE, values, dependsOn: [...role.ready, ...after] });
  }
}
