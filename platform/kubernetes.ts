import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn, type TerraformStack } from "cdktf";
import { pinProvider } from "./providers";

/** A cluster as its readers know it. */
export interface ClusterConnection {
  readonly region: string;
  readonly clusterName: string;
  /** HTTPS address of the Kubernetes API. */
  readonly clusterEndpoint: string;
  /** Certificate of its authority, base64. */
  readonly clusterCertificateAuthority: string;
}

/**
 * Lets a stack use Kubernetes and Helm in a cluster. `aws eks get-token` logs in at the moment of use, as whoever runs
 * Terraform: no token is in a plan or a state, and none expires between plan and apply.
 */
export function connectToCluster(stack: TerraformStack, connection: ClusterConnection): void {
  const { region, clusterName, clusterEndpoint, clusterCertificateAuthority } = connection;
  const api = { host: clusterEndpoint, clusterCaCertificate: Fn.base64decode(clusterCertificateAuthority) };
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1",
    command: "aws",
    args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region],
  };
  new KubernetesProvider(stack, "kubernetes", { ...api, exec: [exec] });
  new HelmProvider(stack, "helm", { kubernetes: { ...api, exec } });
  for (const name of ["kubernetes", "helm"] as const) pinProvider(stack, name);
}
