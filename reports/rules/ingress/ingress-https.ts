import { lookUp } from "../../built/look-up";
import type { Block } from "../../synthesized";
import { all, attribute, byType, when } from "../checks";
import { annotation } from "../pods";
import type { Rule } from "../rule";
import { isOneOf, isSet } from "../values";

/** A listener that answers with the address of HTTPS alone. */
const redirects = (block: Block): boolean => lookUp(block, "default_action.redirect.protocol").value === "HTTPS";

export const ingressHttps: Rule = {
  id: "ingress-https",
  requirement: "A load balancer serves HTTPS, and redirects HTTP to it.",
  why: "Logins and sessions could be read and taken over on the way.",
  controls: { "cis-eks": ["5.4.5"], fsbp: ["ELB.1", "ELB.18"], "nist-800-53-r5": ["SC-8", "SC-8(1)"] },
  setting: "workloads.apps.<app>.ingress.certificateArn",
  fix: "Set the annotations certificate-arn and ssl-redirect (ingress.certificateArn of the environment), or `protocol` of the listener to HTTPS.",
  severity: "high",
  check: byType({
    kubernetes_ingress_v1: all(annotation("certificate-arn", isSet), annotation("ssl-redirect", isSet)),
    aws_lb_listener: when((block) => !redirects(block), attribute("protocol", isOneOf("HTTPS"))),
  }),
};
