import { endpointProblem } from "../endpoint-services";
import type { KeyPath, Problem } from "../problem";
import { regionProblem, zoneProblem, zoneWarning } from "../regions";
import type { Environment } from "../schema";
import { checkEndpointAddresses } from "./addresses";
import { isPrivate, isWithin, overlap, PRIVATE_RANGES, prefixOf } from "./ranges";

interface NamedRange {
  readonly path: KeyPath;
  readonly name: string;
  readonly range: string;
}

/** Services that nodes, controllers and monitoring ask, when there is no way out. Source: Amazon EKS user guide, "Deploy private clusters with limited internet access". */
const NEEDED_WITHOUT_NAT =
  "autoscaling, ec2, ecr.api, ecr.dkr, eks, eks-auth, elasticloadbalancing, logs, monitoring, secretsmanager, sns, sts";

/** The address plan and the way out. */
export function* checkNetwork(environment: Environment): Generator<Problem> {
  const { region, network, cluster } = environment;
  const problem = region && regionProblem(region);
  if (problem) yield { path: ["region"], message: problem };
  if (!network) return;
  yield* checkZones(region, network, cluster !== undefined);
  yield* checkSubnets(subnetsOf(network), network.cidr);
  yield* checkSizes(environment);
  for (const [i, service] of (network.interfaceEndpoints ?? []).entries()) {
    const message = endpointProblem(service);
    if (message) yield { path: ["network", "interfaceEndpoints", i], message };
  }
  yield* checkEndpointAddresses(network);
  yield* checkWayOut(environment);
}

/** Without a NAT gateway a cluster can live on endpoints; what the workloads are made of is in public registries, and so is what builds need. */
function* checkWayOut({ network, cluster, delivery, workloads }: Environment): Generator<Problem> {
  if (!cluster || network.nat !== "none") return;
  const path = ["network", "nat"];
  if (delivery?.jenkins)
    yield {
      path,
      message:
        "none leaves the machine that builds for Jenkins, in a private subnet, without a way to its packages, to Git and to registries; write single or per-zone",
    };
  if (workloads)
    yield {
      path,
      message:
        "none leaves the workloads without the public registries that their charts and images come from; write single or per-zone",
    };
  else if (!delivery?.jenkins)
    yield {
      path,
      isWarning: true,
      message: `none leaves nodes without a way to AWS and to image registries; write single or per-zone, or list every service they need in interfaceEndpoints (${NEEDED_WITHOUT_NAT})`,
    };
}

/** Every subnet that could be read, in the order of the file. */
function subnetsOf({ zones }: Environment["network"]): NamedRange[] {
  return Object.entries(zones ?? {}).flatMap(([zone, tiers]) =>
    (["public", "private"] as const).flatMap((tier) =>
      tiers?.[tier] ? [{ path: ["network", "zones", zone, tier], name: `${zone}.${tier}`, range: tiers[tier] }] : [],
    ),
  );
}

function* checkZones(region: string, { zones }: Environment["network"], hasCluster: boolean): Generator<Problem> {
  const names = Object.keys(zones ?? {});
  if (zones && names.length < 2) {
    yield {
      path: ["network", "zones"],
      message: `has ${names.length === 0 ? "no zone" : "one zone"}; write two at least, EKS and load balancers need them`,
    };
  }
  for (const zone of names) {
    const path = ["network", "zones", zone];
    const message = region && zoneProblem(zone, region);
    if (message) yield { path, message };
    const warning = hasCluster && region && zoneWarning(zone, region);
    if (warning) yield { path, message: warning, isWarning: true };
  }
}

function* checkSubnets(subnets: readonly NamedRange[], vpc: string | undefined): Generator<Problem> {
  for (const [i, { path, range }] of subnets.entries()) {
    if (prefixOf(range) > 28) yield { path, message: `${range} is smaller than AWS allows; write a /28 or larger` };
    const earlier = subnets.slice(0, i).find((other) => overlap(range, other.range));
    if (earlier) yield { path, message: `${range} overlaps ${earlier.name}; choose a range of its own` };
    if (vpc && !isWithin(range, vpc))
      yield { path, message: `${range} is outside network.cidr ${vpc}; choose a range within it` };
  }
  if (!vpc) return;
  const path = ["network", "cidr"];
  if (prefixOf(vpc) < 16 || prefixOf(vpc) > 28)
    yield { path, message: `${vpc} is not a size a VPC can have; write a range from /16 to /28` };
  if (!isPrivate(vpc))
    yield {
      path,
      message: `${vpc} is public, so the VPC could not reach who owns it; write a range within ${PRIVATE_RANGES.join(", ")}`,
    };
}

/**
 * A load balancer needs a /27 and eight free addresses in each of its subnets (Application Load Balancers, "Subnets for
 * your load balancer"); nodes need an address for each of their pods.
 */
function* checkSizes({ network, cluster, delivery, workloads }: Environment): Generator<Problem> {
  const schemes = Object.values(workloads?.apps ?? {}).flatMap(({ ingress }) => ingress?.scheme ?? []);
  const uses = {
    public: schemes.includes("internet-facing") || delivery?.jenkins?.certificateArn ? "a load balancer" : undefined,
    private: cluster ? "nodes, their pods and load balancers" : undefined,
  };
  for (const { path, range } of subnetsOf(network)) {
    const use = uses[path.at(-1) as "public" | "private"];
    if (use && prefixOf(range) === 28)
      yield {
        path,
        message: `${range} is too small for ${use}, which need 8 free addresses and a /27; write a larger range`,
      };
  }
}
