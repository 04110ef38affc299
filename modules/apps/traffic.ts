import type {
  NetworkPolicyV1SpecEgress,
  NetworkPolicyV1SpecIngress,
} from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { AppProps, CacheConnection, DatabaseConnection, IngressProps } from "./props";

/** Where the EKS Pod Identity agent answers on every node (EKS user guide, "Set up the Amazon EKS Pod Identity Agent"). */
const POD_IDENTITY_AGENT = "169.254.170.23/32";

const port = (number: number, protocol = "TCP") => ({ port: String(number), protocol });
const ranges = (cidrs: readonly string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));
const namespace = (name: string) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });

/** Who may reach the app's pods: its load balancer and Prometheus; behind a node port also every pod and node of the private subnets. */
export function trafficIn(props: AppProps): NetworkPolicyV1SpecIngress[] {
  const { ingress, scrape, port: own } = props.settings;
  const metrics = scrape && (scrape.port ?? own);
  return [
    ...(ingress && own !== undefined ? [{ from: ranges(sourcesOf(props, ingress)), ports: [port(own)] }] : []),
    ...(metrics !== undefined && props.monitoringNamespace
      ? [{ from: [{ namespaceSelector: namespace(props.monitoringNamespace) }], ports: [port(metrics)] }]
      : []),
  ];
}

/**
 * Addresses that the load balancer's packets come from: its subnets; behind a node port also the nodes, because a node
 * that passes a packet on puts its own address into it. Pods have addresses of the same subnets, and are admitted with them.
 */
function sourcesOf({ publicCidrs, privateCidrs }: AppProps, { scheme, targetType }: IngressProps): string[] {
  const balancer = scheme === "internet-facing" ? publicCidrs : privateCidrs;
  return [...new Set([...balancer, ...(targetType === "instance" ? privateCidrs : [])])];
}

/** What pods may reach, and no more than this of what an app is given. */
interface Reached extends Pick<AppProps, "privateCidrs"> {
  readonly database?: Pick<DatabaseConnection, "databasePort">;
  readonly cache?: Pick<CacheConnection, "cachePort">;
}

/** What pods may reach: names, their data stores, HTTPS, and their own credentials. */
export const trafficOut = (
  { database, cache, privateCidrs }: Reached,
  hasRole: boolean,
): NetworkPolicyV1SpecEgress[] => [
  {
    to: [{ namespaceSelector: namespace("kube-system"), podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
    ports: [port(53, "UDP"), port(53)],
  },
  ...(database ? [{ to: ranges(privateCidrs), ports: [port(database.databasePort)] }] : []),
  ...(cache ? [{ to: ranges(privateCidrs), ports: [port(cache.cachePort)] }] : []),
  { to: ranges(["0.0.0.0/0"]), ports: [port(443)] },
  ...(hasRole ? [{ to: ranges([POD_IDENTITY_AGENT]), ports: [port(80)] }] : []),
];
