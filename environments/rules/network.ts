import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";
import { isWithin, overlap, prefixOf } from "./ranges";

interface NamedRange {
  readonly path: KeyPath;
  readonly name: string;
  readonly range: string;
}

/** The address plan and the way out. */
export function* checkNetwork({ region, network, cluster }: Environment): Generator<Problem> {
  if (!network) return;
  const subnets = subnetsOf(network);
  yield* checkZones(region, network);
  yield* checkSubnets(subnets, network.cidr);
  if (cluster && network.nat === "none") {
    yield {
      path: ["network", "nat"],
      isWarning: true,
      message:
        "none leaves nodes without a way to AWS and to image registries; write single or per-zone, or list every service they need in interfaceEndpoints (ec2, ecr.api, ecr.dkr, eks, eks-auth, logs, sts)",
    };
  }
}

/** Every subnet that could be read, in the order of the file. */
function subnetsOf({ zones }: Environment["network"]): NamedRange[] {
  return Object.entries(zones ?? {}).flatMap(([zone, tiers]) =>
    (["public", "private"] as const).flatMap((tier) =>
      tiers?.[tier] ? [{ path: ["network", "zones", zone, tier], name: `${zone}.${tier}`, range: tiers[tier] }] : [],
    ),
  );
}

function* checkZones(region: string, { zones }: Environment["network"]): Generator<Problem> {
  const names = Object.keys(zones ?? {});
  if (zones && names.length < 2) {
    yield {
      path: ["network", "zones"],
      message: `has ${names.length === 0 ? "no zone" : "one zone"}; write two at least, EKS and load balancers need them`,
    };
  }
  for (const zone of names) {
    if (region && !zone.startsWith(region)) {
      yield { path: ["network", "zones", zone], message: `${zone} is not in ${region}; write a zone like ${region}a` };
    }
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
  if (vpc && (prefixOf(vpc) < 16 || prefixOf(vpc) > 28)) {
    yield { path: ["network", "cidr"], message: `${vpc} is not a size a VPC can have; write a range from /16 to /28` };
  }
}
