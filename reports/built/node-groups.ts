import type { Block } from "../synthesized";
import { lookUp } from "./look-up";

/** Label of nodes that tells which node group of the environment file they are of; it has a part in each of its zones. */
const NODE_GROUP_LABEL = "platform/node-group";

/** The name of a managed node group; of one that gets a random ending, what comes before it: `workers-a`. */
export function nodeGroupName({ values, name }: Block): string {
  const { node_group_name: whole, node_group_name_prefix: prefix } = values;
  if (typeof whole === "string") return whole;
  return typeof prefix === "string" ? prefix.replace(/-$/, "") : name;
}

/** Managed node groups that differ in their zone alone: one label, one launch template, one cluster, one stack. */
export interface NodeGroup {
  /** The label, or the name of a group that has none. */
  readonly name: string;
  /** In the order in which they were given; at least one. */
  readonly parts: readonly Block[];
}

/** Managed node groups, those of one node group together. */
export function nodeGroupsOf(blocks: readonly Block[]): NodeGroup[] {
  const groups = new Map<string, NodeGroup>();
  for (const block of blocks.filter(({ type }) => type === "aws_eks_node_group")) {
    const labels = lookUp(block, "labels").value as Readonly<Record<string, unknown>> | null | undefined;
    const label = labels?.[NODE_GROUP_LABEL];
    const { cluster_name, launch_template } = block.values;
    const key =
      typeof label === "string"
        ? JSON.stringify([block.environment, block.stack, label, cluster_name, launch_template])
        : `${block.environment}/${block.stack}/${block.address}`;
    const name = typeof label === "string" ? label : nodeGroupName(block);
    groups.set(key, { name, parts: [...(groups.get(key)?.parts ?? []), block] });
  }
  return [...groups.values()];
}
