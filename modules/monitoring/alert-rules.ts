import type { AlertRule } from "./alert-rule";
import { appRules } from "./app-rules";
import { CLUSTER_RULES } from "./cluster-rules";
import type { WatchedApp } from "./props";

/** Alert that is always on. Its way to AWS is the way of every other alert, so its absence there is an alarm. */
export const WATCHDOG = "watchdog";

/** Whether alerts are made and arrive. */
const DELIVERY: readonly AlertRule[] = [
  {
    alert: "alerts-not-delivered",
    expr: "sum by (integration) (rate(alertmanager_notifications_failed_total[10m])) > 0",
    for: "5m",
    severity: "critical",
    summary: "Alertmanager cannot deliver alerts by {{ $labels.integration }}",
  },
  {
    alert: WATCHDOG,
    expr: "vector(1)",
    for: "0m",
    severity: "none",
    summary: "Prometheus and Alertmanager work",
  },
];

/** The rules for an environment's apps; rules about scraped apps are there when there are some. */
export const alertRules = (apps: readonly WatchedApp[]): AlertRule[] => [
  ...CLUSTER_RULES,
  ...DELIVERY,
  ...appRules(apps),
];

/** The rules in the words of a Prometheus rule file. */
export const ruleFile = (rules: readonly AlertRule[]): object => ({
  groups: [
    {
      name: "platform",
      rules: rules.map(({ alert, expr, for: duration, severity, summary }) => ({
        alert,
        expr,
        for: duration,
        labels: { severity },
        annotations: { summary, runbook: `docs/runbooks/${alert}.md` },
      })),
    },
  ],
});
