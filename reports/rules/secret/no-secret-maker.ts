import { noneOf, when } from "../checks";
import type { Rule } from "../rule";

/** Resources whose results are secrets in the state. */
const MAKERS = [
  "random_password",
  "tls_private_key",
  "aws_iam_access_key",
  "aws_iam_user_login_profile",
  "aws_secretsmanager_secret_version",
  "kubernetes_secret",
  "kubernetes_secret_v1",
  "kubernetes_token_request_v1",
];

export const noSecretMaker: Rule = {
  id: "no-secret-maker",
  requirement: "Terraform makes no secret.",
  why: "What Terraform makes it keeps in its state, readable to everybody who plans.",
  controls: { "nist-800-53-r5": ["IA-5", "IA-5(7)"] },
  waivable: false,
  fix: "Let the service make it: a managed master password, a job in the cluster, a script on the instance.",
  severity: "high",
  check: when(
    ({ madeBy }) => madeBy === undefined,
    noneOf((type) => MAKERS.includes(type)),
  ),
};
