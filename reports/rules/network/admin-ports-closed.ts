import { includesPort, opensToEverybody } from "../../built/ports";
import { forType } from "../checks";
import { judged, type Rule } from "../rule";

/** SSH, telnet, WinRM, RDP, VNC, kubelet, Kubernetes API, Docker. */
const ADMIN = [22, 23, 2375, 2376, 3389, 5500, 5900, 5985, 5986, 6443, 10250];

export const adminPortsClosed: Rule = {
  id: "admin-ports-closed",
  requirement: "No administration port is open to everybody.",
  why: "Passwords and keys of SSH, RDP and the Kubernetes API are guessed all day long.",
  controls: { "cis-aws": ["5.2", "5.3"], fsbp: ["EC2.19"], "nist-800-53-r5": ["AC-17", "SC-7"] },
  scanners: { checkov: ["CKV_AWS_24", "CKV_AWS_25"], trivy: ["AVD-AWS-0107"] },
  waivable: false,
  fix: "Use Session Manager, or name the ranges of the office.",
  check: forType("aws_vpc_security_group_ingress_rule", (block) =>
    judged(
      !(opensToEverybody(block) && ADMIN.some((port) => includesPort(block, port))),
      `${block.pointer}/from_port`,
      block.values.from_port,
    ),
  ),
};
