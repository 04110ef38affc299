import type { Environment } from "../../environments/schema";
import type { Expectation } from "./expectation";
import type { Inventory } from "./inventory";

/** What the workloads stack makes in AWS: who may call it from the cluster, and who is told when something is wrong. */
export function* checkWorkloads(inventory: Inventory, environment: Environment): Generator<Expectation> {
  const { workloads, name } = environment;
  const identities = inventory.clusters.flatMap(({ podIdentities }) => podIdentities);
  const wanted = workloads ? ["kube-system/aws-load-balancer-controller", "kube-system/cluster-autoscaler"] : [];
  yield {
    what: "controllers with a role of their own",
    wanted,
    found: identities.filter((identity) => wanted.includes(identity)).sort(),
  };
  const monitoring = workloads?.monitoring;
  const topic = inventory.topics.find((one) => nameOf(one) === `${name}-alarms`);
  yield {
    what: "topics",
    wanted: monitoring ? [`${name}-alarms`, `${name}-heartbeat`] : [],
    found: inventory.topics.map(nameOf).sort(),
  };
  if (!monitoring || !topic) return;
  yield {
    what: "topics that are not encrypted",
    wanted: [],
    found: inventory.topics.filter(({ KmsMasterKeyId }) => KmsMasterKeyId === undefined).map(nameOf),
  };
  yield { what: "who gets alarms", wanted: [...monitoring.emails].sort(), found: [...topic.endpoints].sort() };
  yield {
    what: "alarms that tell nobody",
    wanted: [],
    found: inventory.alarms
      .filter(({ AlarmActions }) => !AlarmActions.includes(topic.TopicArn))
      .map(({ AlarmName }) => AlarmName),
  };
  for (const [alarm, expected] of Object.entries(alarmsOf(environment))) {
    const found = inventory.alarms.some(({ AlarmName }) => AlarmName.startsWith(`${name}-${alarm}`));
    yield { what: `alarm ${alarm}`, wanted: expected, found };
  }
  yield {
    what: "monthly budgets",
    wanted: monitoring.monthlyBudgetUsd === undefined ? [] : [monitoring.monthlyBudgetUsd],
    found: inventory.budgets.map(({ BudgetLimit }) => Number(BudgetLimit.Amount)),
  };
  yield { what: "dashboards", wanted: 1, found: inventory.dashboards.length };
}

const nameOf = ({ TopicArn }: { readonly TopicArn: string }): string | undefined => TopicArn.split(":").at(-1);

/** One alarm for each kind of thing, and whether this environment has such a thing. */
const alarmsOf = ({ data, network, workloads }: Environment): Record<string, boolean> => ({
  "database-cpu-high": data?.database !== undefined,
  "cache-memory-high": data?.cache !== undefined,
  "backup-failed": data?.backup !== undefined,
  "nat-ports-exhausted": network.nat !== "none",
  "targets-unhealthy": Object.values(workloads?.apps ?? {}).some(({ ingress }) => ingress !== undefined),
  "node-check-failed": true,
  "kubernetes-api-failing": true,
  "alerting-stopped": workloads?.monitoring !== undefined,
});
