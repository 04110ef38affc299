import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const repositoryScanned: Rule = {
  id: "repository-scanned",
  requirement: "Images are scanned when they are pushed.",
  why: "Known flaws would reach production unnoticed.",
  controls: { "cis-eks": ["5.1.1"], fsbp: ["ECR.1"], "nist-800-53-r5": ["RA-5"] },
  scanners: { checkov: ["CKV_AWS_163"], trivy: ["AVD-AWS-0030"] },
  fix: "Set `image_scanning_configuration.scan_on_push`.",
  severity: "medium",
  check: forType("aws_ecr_repository", attribute("image_scanning_configuration.scan_on_push", isTrue)),
};
