import { annotation, ingressGroupsIn } from "../built/apps";
import { type Built, keyOf } from "../built/built";
import type { Block } from "../synthesized";
import { EVERY_PORT, tcp } from "./ports";
import type { Rule } from "./rule";

/** Rules of security groups that EKS and the load balancer controller make by themselves. */
export const madeRules = (built: Built): Rule[] => [
  ...built.ofType("aws_eks_cluster").flatMap(rulesOfCluster),
  ...ingressGroupsIn(built).flatMap((ingresses) => rulesOfController(ingresses, built)),
];

const EVERYBODY = ["0.0.0.0/0"];
const nobody = { groups: [], ranges: [] };

/** EKS user guide, "View Amazon EKS security group requirements for clusters": members reach each other, and everything. */
function rulesOfCluster(block: Block): Rule[] {
  const group = keyOf(block);
  const rule = { block, group, ports: EVERY_PORT };
  return [
    {
      ...rule,
      direction: "in",
      says: "every port from members of the group that EKS makes for the cluster",
      peers: { ...nobody, groups: [group] },
    },
    {
      ...rule,
      direction: "out",
      says: "every port to everybody, as EKS makes the group of the cluster",
      peers: { ...nobody, ranges: EVERYBODY },
    },
  ];
}

/**
 * Without `security-groups` the controller makes a group that admits `inbound-cidrs` to the listeners, and opens the
 * nodes to it (AWS Load Balancer Controller, docs/guide/ingress/annotations.md, "Access control").
 */
function rulesOfController(ingresses: readonly Block[], built: Built): Rule[] {
  const [block] = ingresses;
  if (!block || ingresses.some((one) => annotation(one, "security-groups") !== undefined)) return [];
  const ranges = ingresses.flatMap((one) => annotation(one, "inbound-cidrs")?.split(/\s*,\s*/) ?? EVERYBODY);
  const made = { block, group: keyOf(block) };
  const nodes = built.ofType("aws_eks_cluster").map(keyOf);
  return [
    ...listenersOf(ingresses).map(
      (port): Rule => ({
        ...made,
        direction: "in",
        ports: tcp(port),
        says: `tcp ${port} from ${ranges.join(", ")}, in the group that the controller makes`,
        peers: { ...nobody, ranges },
      }),
    ),
    {
      ...made,
      direction: "out",
      ports: EVERY_PORT,
      says: "every port to everybody, in the group that the controller makes",
      peers: { ...nobody, ranges: EVERYBODY },
    },
    ...nodes.map(
      (group): Rule => ({
        block,
        group,
        direction: "in",
        ports: { ...EVERY_PORT, protocol: "tcp" },
        says: "tcp from the load balancer, which the controller adds to the group of the nodes",
        peers: { ...nobody, groups: [keyOf(block)] },
      }),
    ),
  ];
}

/** Ports that a load balancer listens on: without the annotation one, with or without TLS. */
export const listenersOf = (ingresses: readonly Block[]): number[] => [
  ...new Set(
    ingresses.flatMap((ingress) => {
      const written = annotation(ingress, "listen-ports");
      if (written === undefined) return [annotation(ingress, "certificate-arn") === undefined ? 80 : 443];
      return [...written.matchAll(/"HTTPS?"\s*:\s*(\d+)/g)].map(([, port]) => Number(port));
    }),
  ),
];
