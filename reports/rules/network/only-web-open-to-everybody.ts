import { onlyPortOf } from "../../built/ports";
import { everyPermission, opensToEverybody } from "../permissions";
import type { Rule } from "../rule";

export const onlyWebOpenToEverybody: Rule = {
  id: "only-web-open-to-everybody",
  requirement: "Only ports 80 and 443 are open to everybody.",
  why: "Every other service is meant for somebody, and is attacked within minutes.",
  controls: { "cis-aws-5": ["5.1.2"], fsbp: ["EC2.18"], "nist-800-53-r5": ["AC-4", "SC-7", "SC-7(5)"] },
  setting: "delivery.jenkins.webCidrs",
  fix: "Name the ranges or the security group that needs the port.",
  severity: "high",
  check: everyPermission(
    "ingress",
    (permission) => [80, 443].includes(onlyPortOf(permission) ?? -1) && permission.prefixLists.length === 0,
    opensToEverybody,
  ),
};
