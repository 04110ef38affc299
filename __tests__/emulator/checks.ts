import type { Environment } from "../../environments/schema";
import { zonesOf } from "../../environments/zones";
import { checkDelivery } from "./checks-delivery";
import { type Expectation, unmet } from "./expectation";
import type { Inventory } from "./inventory";
import { checkWorkloads } from "./workload-checks";

/** Sentences on everything in the account that is not what the environment file says. */
export function checkInventory(inventory: Inventory, environment: Environment): string[] {
  return unmet([
    ...checkNetwork(inventory, environment),
    ...checkExposure(inventory, environment),
    ...checkCluster(inventory, environment),
    ...checkData(inventory, environment),
    ...checkDelivery(inventory, environment),
    ...checkEncryption(inventory),
    ...checkStates(inventory, environment),
    ...checkWorkloads(inventory, environment),
  ]);
}

function* checkNetwork(inventory: Inventory, { name, network, tags }: Environment): Generator<Expectation> {
  const [vpc] = inventory.vpcs;
  yield {
    what: "IPv4 ranges of VPCs",
    wanted: [network.cidr],
    found: inventory.vpcs.map(({ CidrBlock }) => CidrBlock),
  };
  for (const [key, value] of Object.entries({ ...tags, Platform: name, Stack: "network" })) {
    yield { what: `tag ${key} of the VPC`, wanted: value, found: vpc?.Tags?.find((tag) => tag.Key === key)?.Value };
  }
  const zones = Object.keys(network.zones).sort();
  const gateways = { none: 0, single: 1, "per-zone": zones.length }[network.nat];
  yield { what: "NAT gateways", wanted: gateways, found: inventory.natGateways.length };
  yield { what: "flow logs", wanted: 1, found: inventory.flowLogs.length };
  for (const zone of zones) {
    for (const tier of ["public", "private"] as const) {
      const range = network.zones[zone]?.[tier];
      const subnet = inventory.subnets.find(({ CidrBlock }) => CidrBlock === range);
      yield { what: `zone of ${range}`, wanted: zone, found: subnet?.AvailabilityZone };
      yield { what: `public addresses by default in ${range}`, wanted: false, found: subnet?.MapPublicIpOnLaunch };
      yield {
        what: `way out of ${range}`,
        wanted: wayOutOf(tier, network.nat, zone, network.natZone ?? zones[0]),
        found: findWayOut(inventory, subnet?.SubnetId),
      };
    }
  }
  yield { what: "subnets", wanted: zones.length * 2, found: inventory.subnets.length };
}

function wayOutOf(
  tier: "public" | "private",
  nat: Environment["network"]["nat"],
  zone: string,
  natZone: string | undefined,
): string {
  if (tier === "public") return "internet gateway";
  if (nat === "none") return "none";
  return `NAT gateway in ${nat === "single" ? natZone : zone}`;
}

function findWayOut({ routeTables, natGateways, subnets }: Inventory, subnetId: string | undefined): string {
  const table = routeTables.find(({ Associations }) =>
    Associations.some((association) => association.SubnetId === subnetId),
  );
  const route = table?.Routes.find(({ DestinationCidrBlock }) => DestinationCidrBlock === "0.0.0.0/0");
  if (!route) return "none";
  if (route.GatewayId?.startsWith("igw-")) return "internet gateway";
  const gateway = natGateways.find(({ NatGatewayId }) => NatGatewayId === route.NatGatewayId);
  return `NAT gateway in ${subnets.find(({ SubnetId }) => SubnetId === gateway?.SubnetId)?.AvailabilityZone}`;
}

/** Who may reach which port: only the load balancer is open, Jenkins to its ranges, and the data stores admit the nodes alone. */
function* checkExposure(
  { securityGroups }: Inventory,
  { network, cluster, data, delivery }: Environment,
): Generator<Expectation> {
  const open = securityGroups.flatMap(({ IpPermissions }) =>
    IpPermissions.flatMap(({ FromPort, IpRanges }) => IpRanges.map(({ CidrIp }) => `${FromPort} from ${CidrIp}`)),
  );
  const { webCidrs = [], sshCidrs = [] } = delivery?.jenkins ?? {};
  const wanted = [
    ...network.loadBalancerCidrs.flatMap((range) => [`80 from ${range}`, `443 from ${range}`]),
    ...(cluster?.privateAccessCidrs ?? []).map((range) => `443 from ${range}`),
    ...webCidrs.map((range) => `443 from ${range}`),
    ...sshCidrs.map((range) => `22 from ${range}`),
  ];
  yield {
    what: "ports open to addresses",
    wanted: wanted.sort(),
    found: open.filter((rule) => !rule.endsWith(network.cidr)).sort(),
  };
  const ports = [data?.database?.port, data?.cache?.port].filter((port) => port !== undefined);
  for (const port of ports) {
    const sources = securityGroups.flatMap(({ IpPermissions }) =>
      IpPermissions.filter(({ FromPort, ToPort }) => FromPort === port && ToPort === port).flatMap(
        ({ UserIdGroupPairs }) =>
          UserIdGroupPairs.map(({ GroupId }) => securityGroups.find((group) => group.GroupId === GroupId)?.GroupName),
      ),
    );
    yield {
      what: `security groups that may reach ${port}`,
      wanted: [true],
      found: sources.map((source) => /node/.test(source ?? "")),
    };
  }
}

/** Add-ons every cluster has. */
const ADD_ONS = [
  "aws-ebs-csi-driver",
  "aws-secrets-store-csi-driver-provider",
  "coredns",
  "eks-pod-identity-agent",
  "kube-proxy",
  "metrics-server",
  "vpc-cni",
];

function* checkCluster(inventory: Inventory, environment: Environment): Generator<Expectation> {
  const { clusters } = inventory;
  const { account, cluster, delivery } = environment;
  yield { what: "clusters", wanted: cluster ? [cluster.name] : [], found: clusters.map(({ name }) => name) };
  const [found] = clusters;
  if (!cluster || !found) return;
  yield { what: "Kubernetes version", wanted: cluster.version, found: found.version };
  yield {
    what: "public endpoint",
    wanted: cluster.publicAccessCidrs.length > 0,
    found: found.resourcesVpcConfig.endpointPublicAccess,
  };
  yield { what: "add-ons", wanted: ADD_ONS, found: [...found.addOns].sort() };
  const pipelines = Object.keys(delivery?.jenkins?.pipelines ?? {});
  const roleOf = (pipeline: string) => `arn:aws:iam::${account}:role/${environment.name}-pipeline-${pipeline}`;
  const allowed = [...cluster.admins, ...pipelines.map(roleOf)];
  yield { what: "access entries", wanted: allowed.sort(), found: [...found.accessEntries].sort() };
  yield { what: "encryption of secrets", wanted: 1, found: found.encryptionConfig.length };
  yield* checkNodeGroups(inventory, environment);
}

/** Each node group has an Auto Scaling group in each of its zones, and all of them together its sizes. */
function* checkNodeGroups({ clusters, subnets }: Inventory, environment: Environment): Generator<Expectation> {
  const found = clusters.flatMap(({ nodeGroups }) => nodeGroups);
  const zoneOf = (id: string) => subnets.find(({ SubnetId }) => SubnetId === id)?.AvailabilityZone;
  for (const [name, group] of Object.entries(environment.cluster?.nodeGroups ?? {})) {
    const { instanceTypes, capacity, min, desired, max, zones = zonesOf(environment) } = group;
    const parts = found.filter(({ labels }) => labels["platform/node-group"] === name);
    const same = <T>(value: T): T[] => zones.map(() => value);
    yield {
      what: `zones of ${name}`,
      wanted: [...zones].sort().map((zone) => [zone]),
      found: parts.map(({ subnets: own }) => own.map(zoneOf)).sort(),
    };
    yield {
      what: `instance types of ${name}`,
      wanted: same(instanceTypes),
      found: parts.map((part) => part.instanceTypes),
    };
    yield {
      what: `capacity of ${name}`,
      wanted: same(capacity.toUpperCase().replace("-", "_")),
      found: parts.map(({ capacityType }) => capacityType),
    };
    const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
    yield {
      what: `sizes of ${name}`,
      wanted: [min, desired, same(max)],
      found: [
        sum(parts.map(({ scalingConfig }) => scalingConfig.minSize)),
        sum(parts.map(({ scalingConfig }) => scalingConfig.desiredSize)),
        parts.map(({ scalingConfig }) => scalingConfig.maxSize),
      ],
    };
  }
}

function* checkData({ databases, caches, backupPlans }: Inventory, { data }: Environment): Generator<Expectation> {
  yield { what: "databases", wanted: data?.database ? 1 : 0, found: databases.length };
  yield { what: "caches", wanted: data?.cache ? 1 : 0, found: caches.length };
  yield { what: "backup plans", wanted: data?.backup ? 1 : 0, found: backupPlans.length };
  const [database] = databases;
  if (data?.database && database) {
    const { instanceClass, storageGb, name, user } = data.database;
    yield {
      what: "database",
      wanted: [instanceClass, "postgres", storageGb, name, user, "encrypted", "private"],
      found: [
        database.DBInstanceClass,
        database.Engine,
        database.AllocatedStorage,
        database.DBName,
        database.MasterUsername,
        database.StorageEncrypted ? "encrypted" : "not encrypted",
        database.PubliclyAccessible ? "public" : "private",
      ],
    };
  }
  const [cache] = caches;
  if (data?.cache && cache) {
    yield {
      what: "cache",
      wanted: [data.cache.nodeType, true, true],
      found: [cache.CacheNodeType, cache.AtRestEncryptionEnabled, cache.TransitEncryptionEnabled],
    };
  }
}

function* checkEncryption({ logGroups }: Inventory): Generator<Expectation> {
  yield {
    what: "log groups without a key",
    wanted: [],
    found: logGroups.filter(({ kmsKeyId }) => !kmsKeyId).map(({ logGroupName }) => logGroupName),
  };
  yield {
    what: "log groups that keep everything for ever",
    wanted: [],
    found: logGroups.filter(({ retentionInDays }) => !retentionInDays).map(({ logGroupName }) => logGroupName),
  };
}

/** Every state is encrypted with the key that is made for it, whatever the bucket's default would be. */
function* checkStates({ keyAliases, states }: Inventory, { name, state }: Environment): Generator<Expectation> {
  if (state.backend !== "s3") return;
  const key = keyAliases.find(({ AliasName }) => AliasName === `alias/${name}-state`)?.TargetKeyId;
  yield { what: "states in the bucket", wanted: true, found: states.length > 0 };
  yield {
    what: "states without their own key",
    wanted: [],
    found: states.filter(({ SSEKMSKeyId = "" }) => !key || !SSEKMSKeyId.endsWith(`:key/${key}`)),
  };
}

/** Sentences on everything that is still in the account after a destroy; only the default VPC may be. */
export const checkNothingLeft = (inventory: Inventory): string[] =>
  Object.entries(inventory).flatMap(([kind, items]) =>
    items.length > 0 ? [`${kind} left: ${JSON.stringify(items)}`] : [],
  );
