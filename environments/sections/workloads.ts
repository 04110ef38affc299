import * as z from "zod";
import { app } from "./app";
import { email, kubernetesName, matching, whole } from "./scalars";

const prometheus = z.strictObject({
  retentionDays: whole(1, 365, "days").default(15).describe("How long metrics are kept, in days. Default 15."),
  storageGb: whole(1, 16384, "GiB").default(20).describe("Size of the metrics volume in GiB. Default 20."),
});

const grafana = z.strictObject({
  storageGb: whole(1, 1024, "GiB").default(5).describe("Size of Grafana's volume in GiB. Default 5."),
});

const monitoring = z.strictObject({
  prometheus: prometheus.prefault({}).describe("Prometheus in the cluster. Default: 15 days on 20 GiB."),
  grafana: grafana.prefault({}).describe("Grafana in the cluster. Default: 5 GiB."),
  emails: z
    .array(email)
    .default([])
    .describe("Who gets alarms by e-mail; each address must confirm once. Default nobody."),
  monthlyBudgetUsd: whole(1, 1000000, "US dollars")
    .optional()
    .describe(
      "Monthly cost in US dollars that may be spent: the audit fails when its estimate is more, and alerts tell when more is spent or foreseen. Default: no budget.",
    ),
});

/** `workloads:` what runs on the cluster. */
export const workloads = z
  .strictObject({
    apps: z
      .record(kubernetesName, app.describe("One application."))
      .default({})
      .describe("Applications by name. Renaming one replaces it. Default none."),
    registryAccounts: z
      .array(matching(/^\d{12}$/, "is not an AWS account number", "its 12 digits in quotes"))
      .default([])
      .describe(
        "Further accounts whose ECR registries images may come from; their repositories must admit this one. Default none.",
      ),
    monitoring: monitoring.optional().describe("Prometheus, Grafana, CloudWatch alarms and a budget. Default none."),
  })
  .describe("What runs on the cluster.");
