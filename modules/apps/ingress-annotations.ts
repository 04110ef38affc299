import type { AppProps, IngressProps } from "./props";

/** TLS 1.3, and 1.2 for older clients (Elastic Load Balancing, "Security policies for your Application Load Balancer"). */
const SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";
const PREFIX = "alb.ingress.kubernetes.io/";

/** Group of an app's ingress: ingresses of one group share a load balancer. */
export const groupOf = (app: string, { group }: Pick<IngressProps, "group">): string => group ?? app;

/**
 * Annotations of the AWS Load Balancer Controller (docs/guide/ingress/annotations.md at v3.5.0), by name; each value is a
 * string. Who may use the load balancer is decided by its security group, which makes the controller ignore `inbound-cidrs`. Scheme
 * and group are what the ingress' class says too, and that counts.
 */
export function ingressAnnotations(
  {
    name,
    loadBalancerSecurityGroupId,
    loadBalancerIsShared: isShared = false,
  }: Pick<AppProps, "name" | "loadBalancerSecurityGroupId" | "loadBalancerIsShared">,
  ingress: IngressProps,
): Record<string, string> {
  const { scheme, targetType, healthCheck, certificateArn, tags } = ingress;
  const annotations = {
    scheme,
    "target-type": targetType,
    "group.name": groupOf(name, ingress),
    ...(isShared && { "group.order": String(orderOf(ingress)) }),
    "security-groups": loadBalancerSecurityGroupId,
    "manage-backend-security-group-rules": "false",
    "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true",
    "healthcheck-path": healthCheck.path,
    "healthcheck-interval-seconds": String(healthCheck.intervalSeconds),
    "healthcheck-timeout-seconds": String(healthCheck.timeoutSeconds),
    "healthy-threshold-count": String(healthCheck.healthyThreshold),
    "unhealthy-threshold-count": String(healthCheck.unhealthyThreshold),
    "listen-ports": JSON.stringify(certificateArn ? [{ HTTP: 80 }, { HTTPS: 443 }] : [{ HTTP: 80 }]),
    ...(certificateArn && { "certificate-arn": certificateArn, "ssl-redirect": "443", "ssl-policy": SSL_POLICY }),
    ...(Object.keys(tags).length > 0 && { tags: pairs(tags) }),
  };
  return Object.fromEntries(
    Object.entries(annotations)
      .map(([key, value]): [string, string] => [`${PREFIX}${key}`, value])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** `Application=gallery,Environment=production` */
const pairs = (tags: Readonly<Record<string, string>>): string =>
  Object.keys(tags)
    .sort()
    .map((key) => `${key}=${tags[key]}`)
    .join(",");

/** Longest path that a load balancer matches. */
const LONGEST_PATH = 128;

/**
 * Where the rules of an ingress stand among those of its group, 1 to 1000: the first that matches wins. A named host comes
 * before a wildcard and that before any host; of those the longer path first. It depends on the ingress alone, so a further
 * one moves no other.
 */
function orderOf({ host, path }: Pick<IngressProps, "host" | "path">): number {
  const width = host === undefined ? 2 : host.startsWith("*") ? 1 : 0;
  return width * 2 * LONGEST_PATH + LONGEST_PATH - Math.min(path.length, LONGEST_PATH) + 1;
}
