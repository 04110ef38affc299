/** Exact versions of everything the first boot downloads, besides Jenkins itself. One place, so that a review sees them. */
export const VERSIONS = {
  /** Fingerprint of the key that signs Jenkins since 2025-12-22; it ends on 2028-12-21. Source: pkg.jenkins.io. */
  JENKINS_FINGERPRINT: "5E386EADB55F01504CAE8BCF7198F4B714ABFC68",
  /** Verified with the checksum beside it, which protects from a broken download only; the jar is not signed. */
  PLUGIN_MANAGER: "2.15.0",
  /** Works with clusters of the minor version before and after it too (Kubernetes version skew policy). */
  KUBECTL: "1.35.8",
  KUBECTL_SHA256: "874d5e72dbb819f43cff16bcd1e4f8bac5b7f2361fe1e55049b0a6c676fb0cbf",
} as const;

/**
 * Plugins every controller has, at the versions that Jenkins tests together for the line 2.568
 * (jenkinsci/bom `bom-2.568.x`, 2026-08-21). What they need comes along at the lowest version that they ask for.
 */
export const PLUGINS: Readonly<Record<string, string>> = {
  "configuration-as-code": "2117.vc05a_0b_e6b_f4e",
  credentials: "1511.v2e3cb_0008ef0",
  git: "5.10.1",
  "git-client": "6.6.1",
  "job-dsl": "3732.v9a_c49a_61a_313",
  "pipeline-graph-view": "998.vc30deece0e36",
  "pipeline-input-step": "560.v56198a_642157",
  "pipeline-model-definition": "2.2293.v6e7193cec599",
  "script-security": "1412.v7737b_3405f86",
  timestamper: "1.30",
  "workflow-basic-steps": "1098.v808b_fd7f8cf4",
  "workflow-cps": "4370.v49a_6937566b_6",
  "workflow-durable-task-step": "1479.v56e587f413a_7",
  "workflow-job": "1571.1580.v18e46842c125",
};
