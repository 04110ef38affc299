import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { installChart } from "../helm";
import type { AppProps } from "./props";

/** Image of the job that copies a registry's login into the cluster. It needs a shell and curl. */
const CURL = "docker.io/curlimages/curl:8.16.0";

/** The class of the mounted database secret, and the secret with the registry's login; both named after the app. */
export const databaseClassName = (app: string): string => `${app}-database`;
export const pullSecretName = (app: string): string => `${app}-registry`;

/** Values of the chart in `chart/`, or nothing when the app has no secret. */
export function secretValues({ name, region, database, settings }: AppProps): object | undefined {
  const { pullSecretArn, runAsUser } = settings;
  if (!database && !pullSecretArn) return undefined;
  return {
    region,
    runAsUser,
    serviceAccount: name,
    image: CURL,
    database: database ? { name: databaseClassName(name), secretArn: database.databaseSecretArn } : null,
    pullSecret: pullSecretArn ? { name: pullSecretName(name), secretArn: pullSecretArn } : null,
  };
}

/**
 * Installs the app's `SecretProviderClass`es, which Terraform could not plan by itself before their CRD exists. They name
 * secrets by ARN; the values go from Secrets Manager to the node's memory, and never through Terraform.
 */
export function installSecrets(scope: Construct, props: AppProps, namespace: string, after: ITerraformDependable[]) {
  const values = secretValues(props);
  return values
    ? [installChart(scope, "secrets", { chart: { folder: "modules/apps/chart" }, namespace, values, dependsOn: after })]
    : [];
}
