import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { CURL_IMAGE, installChart } from "../helm";
import type { AppProps } from "./props";

/** Name of the release. The secret that it makes is never upgraded with it, so another way to make it needs another name. */
const RELEASE = "app-secrets";

/** The class of the mounted database secret, and the secret with the registry's login; both named after the app. */
export const databaseClassName = (app: string): string => `${app}-database`;
export const pullSecretName = (app: string): string => `${app}-registry`;

/** Values of the chart in `chart/`, or nothing when the app neither has a secret nor a role. */
export function secretValues({ name, region, database, settings }: AppProps, hasRole: boolean): object | undefined {
  const { pullSecretArn, runAsUser } = settings;
  if (!database && !pullSecretArn && !hasRole) return undefined;
  return {
    region,
    runAsUser,
    serviceAccount: name,
    image: CURL_IMAGE,
    identity: hasRole,
    database: database ? { name: databaseClassName(name), secretArn: database.databaseSecretArn } : null,
    pullSecret: pullSecretArn ? { name: pullSecretName(name), secretArn: pullSecretArn } : null,
  };
}

/**
 * Waits until pods of the app get its role, then installs its `SecretProviderClass`es, which Terraform could not plan by
 * itself before their CRD exists. They name secrets by ARN; the values go from Secrets Manager to the node's memory, and
 * never through Terraform.
 */
export function installSecrets(
  scope: Construct,
  props: AppProps,
  namespace: string,
  hasRole: boolean,
  after: ITerraformDependable[],
) {
  const values = secretValues(props, hasRole);
  const chart = { folder: "modules/apps/chart" };
  return values ? [installChart(scope, "secrets", { name: RELEASE, chart, namespace, values, dependsOn: after })] : [];
}
