import type { ResourceChange } from "../../plan";
import { isGroup, valueAt } from "../../synthesized";

import type { Risk } from "./row";
import { hasOlderTls } from "./settings/setting";

/** An ingress whose load balancer accepts weaker connections than before. */
export function ingressTlsRisks({ type, before, after }: ResourceChange): Risk[] {
  if (type !== "kubernetes_ingress_v1" || !before || !after) return [];
  const of = (side: typeof before, name: string) => {
    const annotations = valueAt(side, "metadata.annotations");
    return isGroup(annotations) ? annotations[`alb.ingress.kubernetes.io/${name}`] : undefined;
  };
  const lostTls = of(before, "certificate-arn") !== undefined && of(after, "certificate-arn") === undefined;
  const isPlain = (side: typeof before) =>
    /"HTTP"/.test(String(of(side, "listen-ports") ?? "")) && of(side, "ssl-redirect") === undefined;
  const what = lostTls
    ? "it no longer speaks TLS"
    : isPlain(after) && !isPlain(before)
      ? "it answers without TLS"
      : hasOlderTls(of(before, "ssl-policy"), of(after, "ssl-policy"))
        ? "it accepts older TLS versions"
        : undefined;
  return what
    ? [
        {
          group: "exposure",
          what,
          advice: "Keep the certificate and TLS 1.2 or later.",
          attributes: ["metadata.annotations"],
        },
      ]
    : [];
}
