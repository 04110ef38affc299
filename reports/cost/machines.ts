import { type Block, blockIn, blocksIn, remembered, textsOf, type Values } from "../synthesized";
import { type Charge, ofType, type Pricer, referredBy, type Surroundings, text, UNTOLD, written } from "./charge";
import { volumes } from "./volume";

/** What EKS takes where a node group says nothing. Source: Amazon EKS API, CreateNodegroup. */
const NODE_TYPE = "t3.medium";
const NODE_DISK_GB = 20;
/** Root volume of an image that nobody asked for another: what the public images of Amazon Linux have. */
const ROOT_DISK_GB = 8;

const detailedMonitoring = (count: number): Charge => ({
  what: "detailed monitoring",
  price: "ec2-detailed-monitoring",
  count,
  part: "keys and monitoring",
});

export const publicAddress: Charge = {
  what: "public address",
  price: "ipv4",
  count: 1,
  part: "storage and networking",
};

/** Nodes at their desired number. On demand EKS takes the first of their types; on the spot market it may take any. */
const nodeGroup: Pricer = (group, surroundings) => {
  const { values } = group;
  const nodes = Number(blockIn(values, "scaling_config").desired_size ?? UNTOLD);
  const template = templateOf(group, surroundings);
  const own = textsOf(written(values.instance_types));
  const types = own.length > 0 ? own : [text(template.instance_type) ?? NODE_TYPE];
  return [
    nodeCompute(values, types, nodes),
    ...nodeDisks(values, template, nodes),
    ...(blockIn(template, "monitoring").enabled === true ? [detailedMonitoring(nodes)] : []),
  ];
};

function nodeCompute({ capacity_type: capacity, ami_type }: Values, types: readonly string[], nodes: number): Charge {
  const [first = ""] = types;
  const capacityType = text(written(capacity)) ?? "ON_DEMAND";
  const count = { count: nodes, part: "nodes" } as const;
  if (text(ami_type)?.startsWith("WINDOWS"))
    return { what: `${nodes} nodes ${first} with Windows`, price: `ec2-windows:${first}`, ...count };
  if (capacityType === "SPOT")
    return {
      what: `${nodes} spot nodes ${types.join(" or ")}`,
      price: `spot:${types.join("+")}`,
      ...count,
      assumes: ["spotPercent"],
    };
  const market = capacityType === "ON_DEMAND" ? "ec2" : capacityType;
  return { what: `${nodes} nodes ${first}`, price: `${market}:${first}`, ...count };
}

const templateOf = (group: Block, surroundings: Surroundings): Values => {
  const { id, name } = blockIn(group.values, "launch_template");
  return referredBy(id ?? name, group, surroundings)[0]?.values ?? {};
};

function nodeDisks({ disk_size }: Values, template: Values, nodes: number): Charge[] {
  const disks = blocksIn(template, "block_device_mappings").map((mapping) => blockIn(mapping, "ebs"));
  const all = disks.length > 0 ? disks : [{ volume_type: "gp2", volume_size: written(disk_size) ?? NODE_DISK_GB }];
  return all.flatMap((disk: Values) =>
    volumes("root volumes", disk.volume_type, written(disk.volume_size) ?? NODE_DISK_GB, disk, nodes),
  );
}

/** Instances that have an elastic address. */
const withElastic = remembered(
  (surroundings: Surroundings): ReadonlySet<Block> =>
    new Set(
      [...ofType(surroundings, "aws_eip"), ...ofType(surroundings, "aws_eip_association")].flatMap((owner) =>
        referredBy(owner.values.instance ?? owner.values.instance_id, owner, surroundings),
      ),
    ),
);

/** An elastic address replaces the one an instance gets by itself, so only one of them is paid. */
const instance: Pricer = (server, surroundings) => {
  const { values } = server;
  const hasElastic = withElastic(surroundings).has(server);
  const roots = blocksIn(values, "root_block_device");
  const disks = [...(roots.length > 0 ? roots : [{}]), ...blocksIn(values, "ebs_block_device")];
  return [
    instanceCompute(values),
    ...disks.flatMap((disk: Values, i) =>
      volumes(
        "volume",
        disk.volume_type,
        i === 0 ? (written(disk.volume_size) ?? ROOT_DISK_GB) : disk.volume_size,
        disk,
      ),
    ),
    ...(values.monitoring === true ? [detailedMonitoring(1)] : []),
    ...(values.associate_public_ip_address === true && !hasElastic ? [publicAddress] : []),
  ];
};

/** Instances of one's own hardware have other prices, and those of the spot market none that is assumed here. */
function instanceCompute(values: Values): Charge {
  const type = text(values.instance_type) ?? "of no type";
  const isSpot = blockIn(values, "instance_market_options").market_type === "spot";
  const tenancy = text(written(values.tenancy)) ?? "default";
  const kind = isSpot ? "spot:" : tenancy === "default" ? "ec2:" : `ec2-${tenancy}:`;
  return {
    what: `instance ${type}`,
    price: `${kind}${type}`,
    count: 1,
    part: "delivery",
    ...(isSpot && { assumes: ["spotPercent"] as const }),
  };
}

const ebsVolume: Pricer = ({ values }) => volumes("volume", values.type, values.size, values);

/** Machines and their volumes. */
export const MACHINES: Readonly<Record<string, Pricer>> = {
  aws_ebs_volume: ebsVolume,
  aws_eks_node_group: nodeGroup,
  aws_instance: instance,
};
