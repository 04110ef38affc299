import { all, attribute, when } from "../checks";
import type { Rule } from "../rule";
import { isAbsent } from "../values";

export const noProvisioners: Rule = {
  id: "no-provisioners",
  requirement: "Terraform runs no commands beside what its providers do.",
  why: "A provisioner runs with the deployer's rights, and no plan shows what it does.",
  controls: { "nist-800-53-r5": ["CM-7"] },
  waivable: false,
  fix: "Remove `provisioner` or `postrender`; let a provider, user data or a job in the cluster do it.",
  severity: "critical",
  check: when(
    ({ kind }) => kind === "resource" || kind === "removal",
    all(attribute("provisioner", isAbsent), attribute("postrender", isAbsent)),
  ),
};
