import { PriorityClassV1 } from "@cdktf/provider-kubernetes/lib/priority-class-v1";
import { Construct } from "constructs";
import type { ControllersOutputs } from "./props";

const NAME = "applications";

/**
 * The priority of applications and monitoring: below that of any pod without one. On a node that has just joined, waiting pods
 * otherwise take every place before the Secrets Store CSI driver and its AWS provider have theirs, which each node needs one
 * of: pods that mount a secret there would wait for ever. EKS' add-on offers these no priority
 * (aws/secrets-store-csi-driver-provider-aws issue 606), so all others stand back. The cluster autoscaler makes nodes for what
 * is above -10 (its `expendable-pods-priority-cutoff`). The value cannot be changed: Terraform replaces the class.
 */
export class Priority extends Construct {
  readonly outputs: Pick<ControllersOutputs, "priorityClassName" | "classes">;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const made = new PriorityClassV1(this, "main", {
      metadata: { name: NAME },
      description: "Applications and monitoring: what every node needs takes their place",
      value: -1,
    });
    this.outputs = { priorityClassName: NAME, classes: [made] };
  }
}
