import pins from "../../pins.json";
import { CRITICAL, RESTRICTED_CONTAINER, resources, tagOf } from "../helm";
import type { ControllersProps } from "./props";

/** Service account of the controller. */
export const LOAD_BALANCER_CONTROLLER = "aws-load-balancer-controller";

/** Values of the AWS Load Balancer Controller's chart 3.5.0. */
export const loadBalancerControllerValues = (
  props: Pick<ControllersProps, "clusterName" | "region" | "vpcId" | "tags">,
): object => ({
  image: { tag: tagOf(pins.images["aws-load-balancer-controller"]) },
  clusterName: props.clusterName,
  region: props.region, // pods cannot ask the instance for either
  vpcId: props.vpcId,
  serviceAccount: { name: LOAD_BALANCER_CONTROLLER },
  // Only ingresses are served: the webhook for services would refuse every service while the controller is not ready.
  enableServiceMutatorWebhook: false,
  keepTLSSecret: true, // else every upgrade makes a certificate that the API server does not trust yet
  enableBackendSecurityGroup: false, // Terraform owns the security groups
  // Each load balancer has a class of its own, for the namespaces of its apps: a class for everybody, or the old annotation in
  // its place, would let whoever may write ingresses join any of them.
  createIngressClassResource: false,
  disableIngressClassAnnotation: true,
  // No ingress asks for them, and its role may not: each would be asked for every load balancer, and again where it fails.
  enableShield: false,
  enableWaf: false,
  enableWafv2: false,
  priorityClassName: CRITICAL, // without it no ingress gets a load balancer: apps make room
  defaultTags: props.tags,
  podDisruptionBudget: { maxUnavailable: 1 },
  securityContext: RESTRICTED_CONTAINER,
  resources: resources("50m", "96Mi", "256Mi", "200m"),
});
