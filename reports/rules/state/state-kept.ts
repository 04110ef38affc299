import { judged, NOT_APPLICABLE, type Rule } from "../rule";

/** Backends that this project writes, and the rules about state know. */
const KNOWN = ["cloud", "local", "s3"];

export const stateKept: Rule = {
  id: "state-kept",
  requirement: "A stack says where its state is kept: in S3, in HCP Terraform or in a file.",
  why: "Without a word it lands beside the configuration, and who reads it there nobody decides.",
  controls: { "nist-800-53-r5": ["SC-28"] },
  setting: "state.backend: s3",
  fix: "Write a `backend` of type s3 with `encrypt`, `kms_key_id` and `use_lockfile`.",
  severity: "medium",
  check: (block, { environment }) => {
    if (block.kind !== "stack") return NOT_APPLICABLE;
    const { backend } = environment.stacks.find(({ name }) => name === block.stack) ?? {};
    return judged(KNOWN.includes(backend?.type ?? ""), "/terraform/backend", backend?.type);
  },
};
