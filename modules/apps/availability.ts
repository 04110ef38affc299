import { HorizontalPodAutoscalerV2 } from "@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2";
import { PodDisruptionBudgetV1 } from "@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1";
import type { Construct } from "constructs";
import type { AppProps } from "./props";

/** Keeps pods in number: by load, and while nodes are drained. One pod alone gets no budget, because it would block every drain. */
export function createAvailability(scope: Construct, { name, settings }: AppProps, namespace: string): void {
  const { autoscaling, replicas } = settings;
  if (autoscaling) {
    new HorizontalPodAutoscalerV2(scope, "autoscaler", {
      metadata: { name, namespace },
      spec: {
        minReplicas: autoscaling.min,
        maxReplicas: autoscaling.max,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        metric: [
          {
            type: "Resource",
            resource: { name: "cpu", target: { type: "Utilization", averageUtilization: autoscaling.cpuPercent } },
          },
        ],
      },
    });
  }
  if ((autoscaling?.min ?? replicas) > 1) {
    new PodDisruptionBudgetV1(scope, "disruption-budget", {
      metadata: { name, namespace },
      spec: { maxUnavailable: "1", selector: { matchLabels: { app: name } } },
    });
  }
}
