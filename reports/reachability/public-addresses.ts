import { annotation } from "../built/apps";
import type { Built } from "../built/built";
import { lookUp } from "../built/look-up";
import type { Thing } from "../built/things";
import { type Block, entryOf } from "../synthesized";

/** What gives a thing an address of the internet, by its type. Types that are not here never have one. */
const FINDERS: Readonly<Record<string, (thing: Thing, built: Built) => Block[]>> = {
  aws_db_instance: ({ block }) => (isTrue(block, "publicly_accessible") ? [block] : []),
  aws_eks_cluster: ({ block }) => (isFalse(block, "vpc_config.endpoint_public_access") ? [] : [block]),
  aws_eks_node_group: ({ block, subnets }, built) => {
    const templates = built.follow(block, "launch_template.id");
    return templates.some((template) => isFalse(template, ADDRESS))
      ? []
      : [...templates.filter((template) => isTrue(template, ADDRESS)), ...subnets.filter(givesAddresses)];
  },
  aws_instance: ({ block, subnets }, built) => {
    const own = isTrue(block, "associate_public_ip_address") ? [block] : [];
    const fromSubnet = isFalse(block, "associate_public_ip_address") ? [] : subnets.filter(givesAddresses);
    return [...elasticAddressesOf(block, built), ...own, ...fromSubnet];
  },
  aws_lb: ({ block }) => (isTrue(block, "internal") ? [] : [block]),
  kubernetes_ingress_v1: ({ block }) => (annotation(block, "scheme") === "internet-facing" ? [block] : []),
};

const ADDRESS = "network_interfaces.associate_public_ip_address";

export const publicAddressesOf = (thing: Thing, built: Built): Block[] =>
  entryOf(FINDERS, thing.block.type)?.(thing, built) ?? [];

const elasticAddressesOf = (machine: Block, built: Built): Block[] => [
  ...built.ofType("aws_eip").filter((address) => built.follow(address, "instance").includes(machine)),
  ...built.ofType("aws_eip_association").filter((address) => built.follow(address, "instance_id").includes(machine)),
];

const givesAddresses = (subnet: Block): boolean => isTrue(subnet, "map_public_ip_on_launch");

const isTrue = (block: Block, path: string): boolean => String(lookUp(block, path).value) === "true";
const isFalse = (block: Block, path: string): boolean => String(lookUp(block, path).value) === "false";
