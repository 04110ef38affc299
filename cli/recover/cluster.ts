import type { Environment } from "../../environments/schema";
import { type Aws, NoAnswer } from "../../operations/aws";
import { askKubernetes, type Kubernetes } from "../../operations/kubernetes";

/** The cluster of an environment, asked as Terraform asks it: where EKS says it is, with a token of the caller's own. */
export function clusterOf({ cluster }: Environment, aws: Aws): Kubernetes {
  return askKubernetes(async () => {
    const name = cluster?.name;
    if (name === undefined) throw new NoAnswer("NoCluster", "the environment has no cluster");
    const [described, credential] = await Promise.all([
      aws<{ cluster: { endpoint: string; certificateAuthority: { data: string } } }>(
        "eks",
        "describe-cluster",
        "--name",
        name,
      ),
      aws<{ status: { token: string } }>("eks", "get-token", "--cluster-name", name),
    ]);
    return {
      endpoint: described.cluster.endpoint,
      certificateAuthority: described.cluster.certificateAuthority.data,
      token: credential.status.token,
    };
  });
}
