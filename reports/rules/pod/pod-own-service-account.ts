import { podAttribute } from "../pods";
import type { Rule } from "../rule";

export const podOwnServiceAccount: Rule = {
  id: "pod-own-service-account",
  requirement: "Pods use a service account of their own.",
  why: "Rights that one pod gets through the default account every pod gets.",
  controls: { "cis-eks": ["4.1.5", "5.2.1"], "nist-800-53-r5": ["AC-6"] },
  scanners: { checkov: ["CKV_K8S_41"] },
  fix: "Set `service_account_name`.",
  severity: "medium",
  check: podAttribute("service_account_name", (value) => typeof value === "string" && value !== "default"),
};
