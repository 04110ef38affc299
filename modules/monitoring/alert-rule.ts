/** One alerting rule of Prometheus. */
export interface AlertRule {
  /** Kebab-case, says the problem. Name of the runbook `docs/runbooks/<alert>.md`. */
  readonly alert: string;
  /**
   * PromQL; every series it returns is one alert. It names the labels it keeps: what an exporter's own pod adds
   * (`instance`, `service`, `node`, `uid`) changes with that pod and would end one alert and raise another.
   */
  readonly expr: string;
  /** How long it must hold. */
  readonly for: string;
  /** `critical`: visitors notice. `warning`: they will. `none`: nobody is told; it proves that alerts arrive. */
  readonly severity: "critical" | "warning" | "none";
  /** One sentence for the message; Prometheus fills in the labels. */
  readonly summary: string;
}
