import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";

type Apps = NonNullable<Environment["workloads"]>["apps"];
type App = Apps[string];

/** Rules of one direction that a security group takes. Source: Amazon VPC user guide, "Amazon VPC quotas"; it can be raised. */
const MOST_RULES = 60;

/** Whether the security groups take their rules: one for each range and port, and one for each port that a load balancer passes on. */
export function* checkGroupRules({ network, cluster, delivery, workloads }: Environment): Generator<Problem> {
  const { webCidrs = [], sshCidrs = [] } = delivery?.jenkins ?? {};
  yield* fits(
    ["delivery", "jenkins", "webCidrs"],
    webCidrs.length + sshCidrs.length,
    1,
    "SSH and the web interface",
    1,
  ); // and the machine that builds
  const own = delivery?.jenkins ? 2 : 1; // EKS admits the group itself, and builds have their way in
  yield* fits(
    ["cluster", "privateAccessCidrs"],
    cluster?.privateAccessCidrs?.length ?? 0,
    1,
    "the Kubernetes API",
    own,
  );
  const everybody = network?.loadBalancerCidrs ?? [];
  yield* fits(["network", "loadBalancerCidrs"], everybody.length, WEB, "ports 80 and 443");
  const apps = workloads?.apps ?? {};
  for (const [app, { ingress }] of Object.entries(apps))
    yield* fits(
      ["workloads", "apps", app, "ingress", "allowedCidrs"],
      ingress?.allowedCidrs?.length ?? 0,
      WEB,
      "ports 80 and 443",
    );
  yield* checkForwarded(apps, everybody);
}

/** Ports that a load balancer answers on: 80 and 443. */
const WEB = 2;

function* fits(path: KeyPath, ranges: number, ports: number, what: string, others = 0): Generator<Problem> {
  const besides = others > 0 ? ` besides ${others} of its own` : "";
  if (ranges * ports + others > MOST_RULES)
    yield {
      path,
      message: `${ranges} ranges make ${ranges * ports} rules for ${what}, and a security group takes ${MOST_RULES - others}${besides}; write fewer, wider ranges`,
    };
}

/**
 * A load balancer passes on to the ports of its apps: a rule for each in its own security group, and one in that of the nodes,
 * which is the first to be full. Load balancers that admit whom the network admits have one security group together.
 */
function* checkForwarded(apps: Apps, everybody: readonly string[]): Generator<Problem> {
  const ports = new Map<string, Set<number>>();
  let inNodes = 0;
  for (const [name, app] of Object.entries(apps)) {
    const { ingress, port, service } = app;
    const passedOn = ingress?.targetType === "instance" ? service?.nodePort : port;
    if (!ingress || passedOn === undefined) continue;
    const balancer = isShared(ingress, everybody) ? "" : (ingress.group ?? name);
    const known = ports.get(balancer) ?? new Set();
    ports.set(balancer, known);
    if (known.has(passedOn)) continue;
    known.add(passedOn);
    inNodes += 1;
    if (inNodes === MOST_RULES + 1)
      yield {
        path: ["workloads", "apps", name, ...keyOfPort(app)],
        message: `${passedOn} is one more than the ${MOST_RULES} ports that the nodes' security group admits from load balancers; write a port that another app behind the same one has`,
      };
  }
}

const keyOfPort = ({ ingress }: App): readonly string[] =>
  ingress?.targetType === "instance" ? ["service", "nodePort"] : ["port"];

const isShared = ({ allowedCidrs }: NonNullable<App["ingress"]>, everybody: readonly string[]): boolean =>
  allowedCidrs === undefined || [...allowedCidrs].sort().join() === [...everybody].sort().join();
