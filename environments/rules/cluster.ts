import { kubernetesProblem, kubernetesWarning } from "../calendar";
import type { Problem } from "../problem";
import type { Environment } from "../schema";
import { checkNodeGroup } from "./node-groups";
import { isWithin, overlap, prefixOf } from "./ranges";

type Cluster = NonNullable<Environment["cluster"]>;

/** Where EKS takes the range of services from. Source: Amazon EKS API, KubernetesNetworkConfigRequest.serviceIpv4Cidr. */
const SERVICE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** The control plane and its node groups. */
export function* checkCluster({ network, cluster }: Environment): Generator<Problem> {
  if (!cluster) return;
  if (cluster.version) yield* checkVersion(cluster);
  for (const [name, group] of Object.entries(cluster.nodeGroups ?? {})) {
    yield* checkNodeGroup(name, group, cluster.version);
  }
  yield* checkNumberOfGroups(cluster, network);
  yield* checkPrincipals(cluster);
  yield* checkKubeProxy(cluster);
  yield* checkServiceCidr(cluster.serviceCidr, network?.cidr);
  yield* checkConnected(cluster);
}

/** Managed node groups of a cluster. Source: Amazon EKS user guide, "Service quotas"; it can be raised. */
const MOST_GROUPS = 30;

/** A group is a managed node group in each of its zones. */
function* checkNumberOfGroups({ nodeGroups = {} }: Cluster, network: Environment["network"]): Generator<Problem> {
  const inAll = Object.keys(network?.zones ?? {}).length;
  const groups = Object.values(nodeGroups).reduce((sum, { zones }) => sum + (zones?.length ?? inAll), 0);
  if (groups > MOST_GROUPS)
    yield {
      path: ["cluster", "nodeGroups"],
      isWarning: true,
      message: `are ${groups} managed node groups, one in each zone, and a cluster has ${MOST_GROUPS} unless AWS raises the quota; write fewer groups or zones, or ask for more`,
    };
}

/**
 * A principal has one access entry in a cluster (Amazon EKS user guide, "Access entries"), and IAM does not tell names by upper
 * and lower case (IAM API reference, CreateRole and CreateUser).
 */
function* checkPrincipals({ admins = [], viewers = [] }: Cluster): Generator<Problem> {
  const owners = new Map<string, string>();
  for (const [key, principals] of Object.entries({ admins, viewers }))
    for (const [i, principal] of principals.entries()) {
      const path = ["cluster", key, i];
      const owner = owners.get(principal.toLowerCase()) ?? principal;
      owners.set(principal.toLowerCase(), owner);
      if (owner !== principal)
        yield {
          path,
          message: `${principal} differs from ${owner} in upper and lower case only, and IAM takes them for one; remove one of the two`,
        };
      else if (key === "viewers" && admins.includes(principal))
        yield { path, message: `${principal} is one of cluster.admins, who look too; remove it here` };
    }
}

/** Minor versions that kube-proxy may be behind the control plane. Source: Kubernetes, "Version Skew Policy". */
const KUBE_PROXY_BEHIND = 3;

function* checkKubeProxy({ version, addOnVersions = {} }: Cluster): Generator<Problem> {
  const own = addOnVersions["kube-proxy"];
  const [minor, proxy] = [version, own?.slice(1)].map((text) => Number(text?.split(".")[1]));
  if (own === undefined || minor === undefined || proxy === undefined) return;
  if (proxy > minor || proxy < minor - KUBE_PROXY_BEHIND)
    yield {
      path: ["cluster", "addOnVersions", "kube-proxy"],
      message: `${own} is not for a control plane of ${version}; write one that starts with v${version}., or leave it out`,
    };
}

function* checkVersion({ version, supportType }: Cluster): Generator<Problem> {
  const path = ["cluster", "version"];
  const problem = kubernetesProblem(version, supportType ?? "STANDARD");
  if (problem) yield { path, message: problem };
  const warning = kubernetesWarning(version);
  if (warning) yield { path, message: warning, isWarning: true };
}

function* checkServiceCidr(serviceCidr: string, vpcCidr: string | undefined): Generator<Problem> {
  const path = ["cluster", "serviceCidr"];
  if (!serviceCidr) return;
  if (prefixOf(serviceCidr) < 12 || prefixOf(serviceCidr) > 24) {
    yield {
      path,
      message: `${serviceCidr} is not a size EKS accepts; write a range from /12 to /24, like 172.20.0.0/16`,
    };
  }
  if (!SERVICE_RANGES.some((range) => isWithin(serviceCidr, range))) {
    yield { path, message: `${serviceCidr} is not a private range; write one within ${SERVICE_RANGES.join(", ")}` };
  }
  if (vpcCidr && overlap(serviceCidr, vpcCidr)) {
    yield {
      path,
      message: `${serviceCidr} overlaps network.cidr ${vpcCidr}; choose a range outside the VPC, like 172.20.0.0/16`,
    };
  }
}

/** Pods take an address of the services' range for a service's. Source: Amazon EKS API, KubernetesNetworkConfigRequest.serviceIpv4Cidr. */
function* checkConnected({ serviceCidr, privateAccessCidrs = [] }: Cluster): Generator<Problem> {
  const other = serviceCidr && privateAccessCidrs.find((range) => overlap(serviceCidr, range));
  if (other)
    yield {
      path: ["cluster", "serviceCidr"],
      isWarning: true,
      message: `${serviceCidr} overlaps ${other} of privateAccessCidrs, whose machines pods could take for services; choose a range that no connected network has, the cluster keeps it for good`,
    };
}
