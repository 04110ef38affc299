import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PodRole } from "../iam";
import { createAvailability } from "./availability";
import { createClaims } from "./claims";
import { createDeployment } from "./deployment";
import { createIngress } from "./ingress";
import { admitPipeline } from "./pipeline-access";
import type { AppOutputs, AppProps } from "./props";
import { installSecrets } from "./secrets";
import { trafficIn, trafficOut } from "./traffic";
import { type Wiring, wiringOf } from "./wiring";

export { groupOf } from "./ingress-annotations";
export { createIngressClasses, type IngressGroup, ingressClassOf } from "./ingress-classes";
export { LoadBalancerAccess, type LoadBalancerAccessProps } from "./load-balancer-access";
export type { AppOutputs, AppProps, AppSettings, CacheConnection, DatabaseConnection, NodePlace } from "./props";

/**
 * One application in a namespace of its own. Everything in it comes after the controllers and goes before them, so that a
 * destroy takes down load balancers and volumes while there is still somebody to do it.
 */
export class App extends Construct {
  readonly outputs: AppOutputs;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AppProps,
  ) {
    super(scope, id);
    const { settings } = props;
    const wiring = wiringOf(props);
    const namespace = this.createNamespace();
    const identity = this.createIdentity(namespace, wiring);
    const secrets = installSecrets(this, props, namespace, wiring.statements.length > 0, identity);
    const policy = this.createNetworkPolicy(namespace, wiring.statements.length > 0);
    const claims = createClaims(this, props, namespace);

    createDeployment(this, props, namespace, { ...wiring.env, ...settings.env }, [
      ...identity,
      ...secrets,
      ...claims,
      policy, // no pod runs a moment without it
    ]);
    createAvailability(this, props, namespace);
    if (props.pipelineGroups?.length) admitPipeline(this, props, namespace, props.pipelineGroups);
    this.outputs = { namespace, ...(settings.port !== undefined && this.createWay(namespace, settings.port)) };
  }

  /** How the app is reached: by its service, and from outside by its ingress. */
  private createWay(namespace: string, port: number): Pick<AppOutputs, "url" | "loadBalancerHost"> {
    const { ingress, service: settings } = this.props.settings;
    const service = this.createService(namespace, port);
    if (!ingress) return { url: `http://${serviceName(this.props)}.${namespaceOf(this.props)}.svc:${settings.port}` };
    const way = createIngress(this, this.props, ingress, namespace, service.metadata.name);
    return { url: way.url, loadBalancerHost: way.host };
  }

  /** The namespace's name as a reference: whoever uses it comes after the namespace. */
  private createNamespace(): string {
    const { settings, dependsOn } = this.props;
    const level = settings.podSecurity;
    return new NamespaceV1(this, "namespace", {
      metadata: {
        name: namespaceOf(this.props),
        labels: {
          "pod-security.kubernetes.io/enforce": level,
          "pod-security.kubernetes.io/warn": "restricted",
        },
      },
      dependsOn: [...dependsOn],
    }).metadata.name;
  }

  /** The app's service account, and its role when it may do anything in AWS. */
  private createIdentity(namespace: string, { statements }: Wiring): ITerraformDependable[] {
    const { name, environment, clusterName } = this.props;
    const account = new ServiceAccountV1(this, "service-account", {
      metadata: { name, namespace },
      automountServiceAccountToken: false,
    });
    if (statements.length === 0) return [account];
    const role = new PodRole(this, "access", {
      name: `${environment}-${name}`,
      clusterName,
      namespace: namespaceOf(this.props), // not the reference: the association need not wait for the namespace
      serviceAccount: name,
      statements,
    });
    return [account, ...role.ready];
  }

  /** Everything that is not allowed is refused, for every pod of the namespace. */
  private createNetworkPolicy(namespace: string, hasRole: boolean): NetworkPolicyV1 {
    return new NetworkPolicyV1(this, "network-policy", {
      metadata: { name: this.props.name, namespace },
      spec: {
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
        ingress: trafficIn(this.props),
        egress: trafficOut(this.props, hasRole),
      },
    });
  }

  private createService(namespace: string, targetPort: number): ServiceV1 {
    const { name, settings } = this.props;
    const { type, port, nodePort } = settings.service;
    return new ServiceV1(this, "service", {
      metadata: { name: serviceName(this.props), namespace, labels: { "app.kubernetes.io/name": name } },
      spec: {
        type,
        selector: { app: name },
        port: [{ name: "http", port, targetPort: String(targetPort), protocol: "TCP", ...(nodePort && { nodePort }) }],
      },
    });
  }
}

const namespaceOf = ({ name, settings }: AppProps): string => settings.namespace ?? name;
const serviceName = ({ name, settings }: AppProps): string => settings.service.name ?? name;
