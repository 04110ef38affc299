import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent, isOneOf } from "../values";

const STATIC = ["token", "password", "client_key"];

export const clusterProviderShortLived: Rule = {
  id: "cluster-provider-short-lived",
  requirement: "Kubernetes and Helm providers fetch a short-lived token for each run.",
  why: "A token or key in the configuration would be in every plan and never end.",
  controls: { "nist-800-53-r5": ["IA-5", "IA-5(7)"] },
  waivable: false,
  fix: "Use `exec` with `aws eks get-token`, and no `token`, `password` or `client_key`.",
  severity: "high",
  check: (block, context) =>
    forType(
      ["provider.kubernetes", "provider.helm"],
      all(
        attribute(block.type === "helm" ? "kubernetes.exec.command" : "exec.command", isOneOf("aws")),
        ...STATIC.map((name) => attribute(block.type === "helm" ? `kubernetes.${name}` : name, isAbsent)),
      ),
    )(block, context),
};
