import type { Environment } from "../environments/schema";
import { MetricAlarms, type MonitoringProps, type Targets, topicName } from "../modules/monitoring";
import type { PlatformStack } from "../platform/stack";

/** What AWS names, and names anew when it is replaced: its alarms are in the stack that makes it. */
export const WATCHED_BY_OWNER = ["natGateway", "nodeGroup", "instance"] as const satisfies NonNullable<
  MonitoringProps["watchedElsewhere"]
>;

/** Things of a stack by kind, and by what each is called in alarms. */
export type Watched = { readonly [kind in (typeof WATCHED_BY_OWNER)[number]]?: Readonly<Record<string, string>> };

/**
 * Makes the alarms on things of a stack, when the environment is monitored. In the workloads stack they would watch what was
 * there until that stack is deployed again. They send to the topic of the workloads stack by its name: until it is there, nobody
 * is told.
 */
export function watch(stack: PlatformStack, environment: Environment, watched: Watched): void {
  const { name, region, account, workloads } = environment;
  if (!workloads?.monitoring) return;
  new MetricAlarms(stack, "alarms", {
    name,
    topicArn: `arn:aws:sns:${region}:${account}:${topicName(name)}`,
    targets: Object.fromEntries(
      Object.entries(watched).map(([kind, things]) => [
        kind,
        Object.entries(things).map(([key, value]) => ({ key, value })),
      ]),
    ) as Partial<Targets>,
  });
}

/** What each thing is called, and the thing; both lists are in one order. */
export const called = (names: readonly string[], things: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, i) => [name, things[i] as string]));
