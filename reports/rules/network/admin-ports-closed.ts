import { includesPort } from "../../built/ports";
import { everyPermission, opensToEverybody } from "../permissions";
import type { Rule } from "../rule";

/** SSH, telnet, WinRM, RDP, VNC, kubelet, Kubernetes API, Docker. */
const ADMIN = [22, 23, 2375, 2376, 3389, 5500, 5900, 5985, 5986, 6443, 10250];

export const adminPortsClosed: Rule = {
  id: "admin-ports-closed",
  requirement: "No administration port is open to everybody.",
  why: "Passwords and keys of SSH, RDP and the Kubernetes API are guessed all day long.",
  controls: { "cis-aws": ["5.2", "5.3"], fsbp: ["EC2.19"], "nist-800-53-r5": ["SC-7"] },
  scanners: { checkov: ["CKV_AWS_24", "CKV_AWS_25"], trivy: ["AVD-AWS-0107"] },
  waivable: false,
  setting: "delivery.jenkins.sshCidrs: []",
  fix: "Use Session Manager, or name the ranges of the office.",
  severity: "critical",
  check: everyPermission("ingress", (permission, block, context) =>
    ADMIN.every((port) => !includesPort(permission, port) || !opensToEverybody(permission, block, context, port)),
  ),
};
