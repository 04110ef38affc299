import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const stateEncrypted: Rule = {
  id: "state-encrypted",
  requirement: "State is encrypted when it is written.",
  why: "State names every resource and its arguments.",
  controls: { "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  fix: "Set `encrypt` of the S3 backend.",
  severity: "high",
  check: forType("backend.s3", attribute("encrypt", isTrue)),
};
