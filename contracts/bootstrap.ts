import { contract, text, type Values } from "../platform/contract";
import { always, arn } from "./samples";

/** Where the states of an environment are kept. */
export const bootstrap = contract("bootstrap", {
  stateBucket: text("S3 bucket that holds the Terraform states of this environment", always("preview")),
  stateKeyArn: text(
    "KMS key that every state is written with; who plans needs kms:Decrypt, who locks or deploys kms:GenerateDataKey too",
    arn("kms", "key/preview-state"),
  ),
});

export interface BootstrapOutputs extends Values<typeof bootstrap> {}

/** Roles of the workflows on GitHub, when the environment names a repository. */
export const github = contract("bootstrap", {
  githubPlanRoleArn: text("Role for the GitHub environment <environment>-plan", arn("iam", "role/preview-github-plan")),
  githubDeployRoleArn: text("Role for the GitHub environment <environment>", arn("iam", "role/preview-github-deploy")),
});
