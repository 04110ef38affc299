import { ifThere } from "../aws";
import type { Finding, Subject } from "./check";
import { fine, note, problem } from "./check";

interface Cluster {
  readonly status: string;
  readonly version: string;
  readonly endpoint?: string;
  readonly resourcesVpcConfig: {
    readonly endpointPublicAccess: boolean;
    readonly publicAccessCidrs?: readonly string[];
  };
}

/** Whether the Kubernetes API answers from here: the workloads are planned and deployed from where it does. */
export async function checkEndpoint({ aws, environment, connect }: Subject): Promise<Finding[]> {
  if (!environment.cluster) return [fine("no cluster is asked for")];
  const { name } = environment.cluster;
  const answer = await ifThere(aws<{ cluster: Cluster }>("eks", "describe-cluster", "--name", name));
  if (!answer)
    return [
      note(
        `the cluster ${name} is not made yet, so nothing can be reached`,
        "run this again after it is deployed, from where the workloads will be",
      ),
    ];
  const { status, endpoint, resourcesVpcConfig } = answer.cluster;
  if (status !== "ACTIVE" || !endpoint) return [problem(`the cluster ${name} is ${status}`, "wait until it is ACTIVE")];
  const why = await connect(endpoint);
  if (why === undefined) return [fine(`${endpoint} answers`)];
  const { endpointPublicAccess, publicAccessCidrs = [] } = resourcesVpcConfig;
  const { privateAccessCidrs } = environment.cluster;
  const within = ["its nodes", ...privateAccessCidrs].join(", ");
  return [
    problem(
      `${endpoint} does not answer from here (${why}); within the VPC it admits ${within}, ${
        endpointPublicAccess ? `from the internet ${publicAccessCidrs.join(", ")}` : "from the internet nobody"
      }`,
      "run this from such a range with a way into the VPC (VPN, bastion, a runner there), write yours into cluster.privateAccessCidrs, or your public address into cluster.publicAccessCidrs",
    ),
  ];
}
