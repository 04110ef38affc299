import { terraform } from "../../platform/terraform";

/** A release of the stack that was applied, by its address in Terraform. */
export interface KnownRelease {
  readonly address: string;
  readonly name: string;
  readonly namespace: string;
}

/**
 * What a failed apply or destroy of the workloads means where Terraform's own message says too little, and what cures it.
 * Empty when its message is enough.
 */
export const explainFailure = (text: string, releases: readonly KnownRelease[]): string[] => {
  const words = text.replace(/[\s│╷╵]+/g, " ");
  return [
    ...interruptedReleases(words, releases),
    ...waitingIngresses(words),
    ...(missesBalancer(words) ? [MOVING] : []),
  ];
};

/**
 * Whether Terraform found no load balancer of the name that an ingress has: the controller takes the old one down, and the
 * ingress has its name until the new one is there. Source: the data source `aws_lb` of the AWS provider.
 */
export const missesBalancer = (text: string): boolean =>
  /\bdata\.aws_lb\./.test(text) &&
  /couldn't find resource|no matching .*load balancer|empty result|LoadBalancerNotFound/i.test(text);

const MOVING =
  "no load balancer has the name that an ingress shows: the controller is putting another in its place, which takes some minutes. " +
  "Plan and apply again when kubectl get ingress --all-namespaces shows the new address; if it never does, the controller's log says why";

/** Messages of Helm about a release that is there although the state, or Helm itself, thinks otherwise. */
const INTERRUPTED = [
  {
    message: "cannot re-use a name that is still in use",
    what: "is in the cluster, and Terraform's state does not know it",
  },
  { message: "another operation (install/upgrade/rollback) is in progress", what: "was interrupted while it changed" },
] as const;

function interruptedReleases(words: string, releases: readonly KnownRelease[]): string[] {
  const found = INTERRUPTED.filter(({ message }) => words.includes(message));
  return found.flatMap(({ what }) =>
    releases
      .filter(({ address }) => words.includes(`with ${address},`))
      .map(
        ({ address, name, namespace }) =>
          `release ${name} in ${namespace} ${what}: an apply was interrupted. helm status ${name} --namespace ${namespace} says how far it came. ` +
          `pending-install: helm uninstall ${name} --namespace ${namespace}; pending-upgrade: helm rollback ${name} --namespace ${namespace}; ` +
          `deployed: ${terraform()} import ${address} ${namespace}/${name}. Then plan and apply again`,
      ),
  );
}

/** The provider waits for an Ingress as long as Terraform lets it, and says only that it is still there. */
const waitingIngresses = (words: string): string[] =>
  [...words.matchAll(/Ingress \(([^/\s]+)\/([^)\s]+)\) still exists/g)].map(
    ([, namespace, name]) =>
      `ingress ${name} in ${namespace} waits for the load balancer controller to take its load balancer down, and nobody does. ` +
      `Bring the controller back (${terraform()} apply -target=helm_release.controllers_aws_load_balancer_controller) and destroy again; ` +
      `or, when no load balancer is left in AWS: kubectl patch ingress ${name} --namespace ${namespace} --type merge --patch '{"metadata":{"finalizers":null}}'`,
  );
