import { type Contract, contract, type Field, text, type Values } from "../platform/contract";
import { always, arn } from "./samples";

/** Jenkins; published only when the environment has one. */
export const jenkins = contract("delivery", {
  jenkinsUrl: text("Address of the web interface of Jenkins", always("https://jenkins.preview.invalid")),
  jenkinsAddress: text("What a DNS record for the host of Jenkins points to", always("jenkins.preview.invalid")),
  jenkinsRoleArn: text("IAM role of the controller of Jenkins", arn("iam", "role/preview-jenkins")),
  jenkinsInstanceId: text("EC2 instance of Jenkins, for alarms", always("i-preview")),
  jenkinsAgentInstanceId: text("EC2 instance that builds run on, for alarms", always("i-preview-agent")),
  jenkinsAdminSecretArn: text(
    "Secrets Manager secret with the password of the user admin",
    arn("secretsmanager", "secret:preview-jenkins"),
  ),
});

export interface JenkinsOutputs extends Values<typeof jenkins> {}

/** Field of a repository's address: `ly-statuspage-repo` is `repository_ly_statuspage_repo_url`. */
export const repositoryField = (repository: string): string =>
  `repository_${repository.replaceAll(/[^a-z0-9]/g, "_")}_url`;

/** The image repositories of an environment: one field for each. */
export const repositories = (names: readonly string[]): Contract<Record<string, Field<"text">>> =>
  contract(
    "delivery",
    Object.fromEntries(
      names.map((name) => [
        repositoryField(name),
        text(`Address of the image repository ${name}, without a tag`, always(`preview.invalid/${name}`)),
      ]),
    ),
  );
