import type { ResourceChange } from "../../plan";
import { valueAt } from "../../synthesized";
import type { Risk } from "./row";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * A minimum above the number of nodes that the autoscaler has decided on: Terraform leaves that number alone, and EKS refuses
 * a minimum above it (UpdateNodegroupConfig, InvalidParameterException).
 */
export function nodeMinimumRisks({ type, action, before, after }: ResourceChange): Risk[] {
  if (type !== "aws_eks_node_group" || action !== "update") return [];
  const wanted = Number(valueAt(after, "scaling_config.min_size"));
  const running = Number(
    valueAt(after, "scaling_config.desired_size") ?? valueAt(before, "scaling_config.desired_size"),
  );
  if (!(wanted > running)) return [];
  const [cluster, group] = [text(valueAt(before, "cluster_name")), text(valueAt(before, "node_group_name"))];
  return [
    {
      group: "downtime",
      isGated: true,
      what: `the new minimum of ${wanted} nodes is above the ${running} that are wanted now: EKS refuses it`,
      detail: `aws eks update-nodegroup-config --cluster-name ${cluster} --nodegroup-name ${group} --scaling-config desiredSize=${wanted}`,
      advice: "Raise the number of nodes with the command, wait until they are ready, and plan again.",
      attributes: ["scaling_config"],
    },
  ];
}
