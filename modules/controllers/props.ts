import type { ITerraformDependable } from "cdktf";

export interface ControllersProps {
  /** First part of the roles' names, for example `statuspage`; 20 characters at most. */
  readonly name: string;
  readonly region: string;
  /** Account of the cluster: twelve digits. */
  readonly account: string;
  readonly clusterName: string;
  /** Kubernetes version of the cluster, for example `1.35`; the autoscaler's image has the same minor. */
  readonly kubernetesVersion: string;
  /** Most nodes of the whole cluster: the autoscaler makes no more, however many each Auto Scaling group may have. */
  readonly maxNodes: number;
  /** VPC of the load balancers; pods cannot ask the instance for it. */
  readonly vpcId: string;
  /** Key that encrypts every persistent volume. */
  readonly volumeKeyArn: string;
  /** Tags of the load balancers and volumes that the cluster makes: the provider's default tags do not reach them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What others may rely on; everything else is private to the module. */
export interface ControllersOutputs {
  /**
   * The load balancer controller: everything that makes a Service or an Ingress comes after it, because its webhook answers
   * for them, and is destroyed before it, because it takes the load balancers down.
   */
  readonly loadBalancerController: ITerraformDependable;
  /** Storage classes by what happens to a volume whose claim is deleted. */
  readonly storageClassNames: Readonly<Record<"Delete" | "Retain", string>>;
  /** Priority class of applications and monitoring. */
  readonly priorityClassName: string;
  /** What has these names: whoever makes a claim or a pod that names one depends on it. */
  readonly classes: ITerraformDependable[];
}
