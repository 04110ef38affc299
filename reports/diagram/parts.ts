import type { Pods } from "../built/apps";
import { keyOf } from "../built/built";
import type { Network, Subnet } from "../built/network";
import type { Thing } from "../built/things";
import type { Flow } from "./flows";

/** Everything that the architecture of one environment is made of. */
export interface Parts {
  readonly networks: readonly Network[];
  readonly things: readonly Thing[];
  readonly pods: readonly Pods[];
  readonly flows: readonly Flow[];
}

/** Identity of a thing in one of its subnets. */
export const placeOf = (thing: Pick<Thing, "id">, subnet: Subnet): string => `${thing.id}@${keyOf(subnet.block)}`;

/** Identity of the pods of a Deployment on the nodes of one subnet. */
export const podPlaceOf = (pods: Pods, nodes: Thing, subnet: Subnet): string => `${pods.id}@${placeOf(nodes, subnet)}`;

/** Whether pods run on a thing. */
export const carriesPods = ({ block }: Thing): boolean => block.type === "aws_eks_node_group";
