import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent } from "../values";

export const serviceBehindIngress: Rule = {
  id: "service-behind-ingress",
  requirement: "No service has a load balancer or addresses of its own.",
  why: "It would be open to everybody, without HTTPS, headers or logs as required here.",
  controls: { "nist-800-53-r5": ["CM-7", "SC-7"] },
  setting: "workloads.apps.<app>.service.type: ClusterIP",
  fix: "Use ClusterIP or NodePort and no `external_ips`, and an ingress.",
  severity: "high",
  check: forType(
    "kubernetes_service_v1",
    all(
      attribute(
        "spec.type",
        (value) => value === undefined || ["ClusterIP", "ExternalName", "NodePort"].includes(String(value)),
      ),
      attribute("spec.external_ips", isAbsent),
    ),
  ),
};
