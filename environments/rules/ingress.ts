import type { Problem } from "../problem";
import type { Environment } from "../schema";
import { podsOfApp } from "./pod-sizes";
import { isWithin } from "./ranges";

type Apps = NonNullable<Environment["workloads"]>["apps"];
type App = Apps[string];
type Ingress = NonNullable<App["ingress"]>;

/** The way in of one app. */
export function* checkIngress(path: readonly string[], { ingress }: App, { network }: Environment): Generator<Problem> {
  if (!ingress) return;
  const key = [...path, "ingress"];
  const { healthCheck, allowedCidrs = [], dns, host } = ingress;
  if (healthCheck && healthCheck.timeoutSeconds >= healthCheck.intervalSeconds) {
    yield {
      path: [...key, "healthCheck", "timeoutSeconds"],
      message: `${healthCheck.timeoutSeconds} is not below intervalSeconds ${healthCheck.intervalSeconds}; write ${healthCheck.intervalSeconds - 1} or less`,
    };
  }
  for (const [i, range] of allowedCidrs.entries()) {
    const outer = network?.loadBalancerCidrs ?? [];
    if (outer.length > 0 && !outer.some((allowed) => isWithin(range, allowed))) {
      yield {
        path: [...key, "allowedCidrs", i],
        message: `${range} is not within network.loadBalancerCidrs (${outer.join(", ")}); write a range within it, or widen that list`,
      };
    }
  }
  if (dns && !host)
    yield { path: [...key, "dns"], message: "has no host to make a record for; write ingress.host too" };
}

/**
 * Settings that every ingress of a group must agree on. Source: AWS Load Balancer Controller, ingress annotations
 * ("exclusive"). It merges their certificates, but with none in one of them port 80 would redirect for some only.
 */
const SHARED_BY_GROUP = {
  scheme: (ingress: Ingress) => ingress.scheme,
  certificateArn: (ingress: Ingress) => (ingress.certificateArn ? "a certificate" : "none"),
  allowedCidrs: (ingress: Ingress, everybody: readonly string[]) =>
    [...(ingress.allowedCidrs ?? everybody)].sort().join(", "),
} as const;

/**
 * What one load balancer takes of each kind, besides the default action. Source: Elastic Load Balancing user guide, "Quotas for
 * your Application Load Balancers"; both can be raised.
 */
const MOST_OF_A_GROUP = [
  { what: "rules", most: 100, key: [], of: (app: string) => app },
  {
    what: "certificates",
    most: 26,
    key: ["certificateArn"],
    of: (_: string, ingress: Ingress) => ingress.certificateArn,
  },
] as const;

/** Targets of a load balancer, and load balancers of a region. Source: as above; both can be raised. */
const MOST_TARGETS = 1000;
const MOST_BALANCERS = 50;

/** Every pod behind a load balancer is a target of it, or every node. */
function* checkTargets(apps: Apps, nodes: number): Generator<Problem> {
  const groups = new Map<string, { pods: number; nodes: number }>();
  for (const [name, app] of Object.entries(apps)) {
    const { ingress } = app;
    if (!ingress) continue;
    const group = ingress.group ?? name;
    const known = groups.get(group) ?? { pods: 0, nodes: 0 };
    const before = known.pods + known.nodes;
    if (ingress.targetType === "instance") known.nodes = nodes;
    else known.pods += podsOfApp(app);
    groups.set(group, known);
    const targets = known.pods + known.nodes;
    if (targets > MOST_TARGETS && before <= MOST_TARGETS)
      yield {
        path: ["workloads", "apps", name, "ingress"],
        message: `makes ${targets} targets in the group ${group}, and a load balancer takes ${MOST_TARGETS}; write another group, or fewer pods`,
      };
  }
  if (groups.size > MOST_BALANCERS)
    yield {
      path: ["workloads", "apps"],
      isWarning: true,
      message: `make ${groups.size} load balancers, one for each group, and a region has ${MOST_BALANCERS} unless AWS raises the quota; write fewer groups, or ask for more`,
    };
}

/** Whether a load balancer takes all that its ingresses bring. */
function* checkSizes(apps: Apps): Generator<Problem> {
  for (const { what, most, key, of } of MOST_OF_A_GROUP) {
    const groups = new Map<string, Set<string>>();
    for (const [name, { ingress }] of Object.entries(apps)) {
      const brought = ingress && of(name, ingress);
      if (!ingress || brought === undefined) continue;
      const group = ingress.group ?? name;
      const all = groups.get(group) ?? new Set();
      groups.set(group, all);
      if (!all.has(brought) && all.add(brought).size === most + 1)
        yield {
          path: ["workloads", "apps", name, "ingress", ...key],
          message: `is number ${most + 1} in the group ${group}, and a load balancer takes ${most} ${what}; write another group`,
        };
    }
  }
}

/** Ingresses of one group share a load balancer, so what belongs to the load balancer must be equal. */
export function* checkIngressGroups(
  apps: Apps,
  { network, cluster }: Pick<Environment, "network" | "cluster">,
): Generator<Problem> {
  const everybody = network?.loadBalancerCidrs ?? [];
  yield* checkSizes(apps);
  yield* checkTargets(
    apps,
    Object.values(cluster?.nodeGroups ?? {}).reduce((sum, { max }) => sum + max, 0),
  );
  const first = new Map<string, [string, Ingress]>();
  const routes = new Map<string, string>();
  for (const [name, { ingress }] of Object.entries(apps)) {
    if (!ingress) continue;
    const group = ingress.group ?? name;
    yield* checkRoute(name, ingress, group, routes);
    const other = first.get(group);
    if (!other) {
      first.set(group, [name, ingress]);
      continue;
    }
    yield* checkTags(name, ingress, group, other);
    for (const [key, of] of Object.entries(SHARED_BY_GROUP)) {
      if (of(ingress, everybody) !== of(other[1], everybody)) {
        yield {
          path: ["workloads", "apps", name, "ingress", key],
          message: `${of(ingress, everybody)} differs from ${of(other[1], everybody)} of ${other[0]} in the same group ${group}; write the same, or another group`,
        };
      }
    }
  }
}

/** Two apps cannot answer to one host and path of a load balancer. */
function* checkRoute(
  name: string,
  { host, path }: Ingress,
  group: string,
  routes: Map<string, string>,
): Generator<Problem> {
  const route = `${group} ${host ?? "any host"}${path ?? "/"}`;
  const owner = routes.get(route);
  if (owner) {
    yield {
      path: ["workloads", "apps", name, "ingress", "path"],
      message: `${path} of ${host ?? "any host"} is already answered by ${owner} in the group ${group}; write another path, host or group`,
    };
  }
  routes.set(route, owner ?? name);
}

/** The controller refuses a whole group whose ingresses give one tag two values. */
function* checkTags(
  name: string,
  { tags = {} }: Ingress,
  group: string,
  [first, { tags: others = {} }]: readonly [string, Ingress],
): Generator<Problem> {
  for (const [key, value] of Object.entries(tags)) {
    if (others[key] !== undefined && others[key] !== value) {
      yield {
        path: ["workloads", "apps", name, "ingress", "tags", key],
        message: `"${value}" differs from "${others[key]}" of ${first} in the same group ${group}; write the same, or another group`,
      };
    }
  }
}
