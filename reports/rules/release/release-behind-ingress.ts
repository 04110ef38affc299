import { settingsOf } from "../../built/releases";
import { forType } from "../checks";
import { judged, type Rule } from "../rule";

export const releaseBehindIngress: Rule = {
  id: "release-behind-ingress",
  requirement: "No chart is told to make a load balancer for a service.",
  why: "It would be open to everybody, without HTTPS, headers or logs as required here.",
  controls: { "nist-800-53-r5": ["CM-7", "SC-7"] },
  fix: "Leave the type ClusterIP, and write an ingress.",
  severity: "high",
  check: forType("helm_release", (block) => {
    const wrong = settingsOf(block).find(({ key, value }) => /type$/i.test(key) && value === "LoadBalancer");
    return judged(!wrong, wrong?.pointer ?? `${block.pointer}/values`, wrong?.value);
  }),
};
