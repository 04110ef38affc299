import type { Block } from "./synthesized";

/** The name of a node group; of one that gets a random ending, what comes before it: `workers-a`. */
export const nodeGroupName = ({ values, name }: Block): string => {
  const { node_group_name: whole, node_group_name_prefix: prefix } = values;
  if (typeof whole === "string") return whole;
  return typeof prefix === "string" ? prefix.replace(/-$/, "") : name;
};
