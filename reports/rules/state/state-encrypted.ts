import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet, isTrue } from "../values";

export const stateEncrypted: Rule = {
  id: "state-encrypted",
  requirement: "State is encrypted with a key of its owner when it is written.",
  why: "State names every resource and its arguments. With `encrypt` alone, Terraform asks S3 for its own keys, over the default of the bucket.",
  controls: { "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  setting: "state.backend: s3",
  fix: "Set `encrypt` and `kms_key_id` of the S3 backend.",
  severity: "high",
  check: forType("backend.s3", all(attribute("encrypt", isTrue), attribute("kms_key_id", isSet))),
};
