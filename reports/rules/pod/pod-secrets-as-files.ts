import { toGroup, toList } from "../../synthesized";
import { all } from "../checks";
import { everyContainer } from "../pods";
import type { Rule } from "../rule";

export const podSecretsAsFiles: Rule = {
  id: "pod-secrets-as-files",
  requirement: "Secrets reach containers as files, not as environment variables.",
  why: "Variables are printed in crash reports and inherited by every child process.",
  controls: { "cis-eks": ["4.4.1"], "nist-800-53-r5": ["IA-5", "SC-28"] },
  scanners: { checkov: ["CKV_K8S_35"] },
  fix: "Mount the secret through the Secrets Store CSI driver.",
  severity: "high",
  check: all(
    everyContainer("env", (value) =>
      toList(value).every((entry) => !JSON.stringify(entry).includes('"secret_key_ref"')),
    ),
    everyContainer("env_from", (value) => toList(value).every((entry) => toGroup(entry).secret_ref === undefined)),
  ),
};
