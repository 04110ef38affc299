import { DataAwsLbHostedZoneId } from "@cdktf/provider-aws/lib/data-aws-lb-hosted-zone-id";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { IngressV1 } from "@cdktf/provider-kubernetes/lib/ingress-v1";
import type { Construct } from "constructs";
import { groupOf, ingressAnnotations } from "./ingress-annotations";
import { ingressClassOf } from "./ingress-classes";
import type { AppProps, IngressProps } from "./props";

/** Where an app is reached from outside the cluster. */
interface WayIn {
  readonly url: string;
  /** Host name that AWS gave the load balancer. */
  readonly host: string;
}

/** An ingress that the load balancer controller serves, and its name in DNS when a zone is given. */
export function createIngress(
  scope: Construct,
  props: AppProps,
  settings: IngressProps,
  namespace: string,
  service: string,
): WayIn {
  const { host, path, dns, certificateArn } = settings;
  const ingress = new IngressV1(scope, "ingress", {
    metadata: {
      name: settings.name ?? props.name,
      namespace,
      annotations: ingressAnnotations(props, settings),
    },
    spec: {
      ingressClassName: ingressClassOf(groupOf(props.name, settings)),
      rule: [
        {
          ...(host && { host }),
          http: {
            path: [
              {
                path,
                pathType: "Prefix",
                backend: { service: { name: service, port: { number: props.settings.service.port } } },
              },
            ],
          },
        },
      ],
    },
    waitForLoadBalancer: true,
    dependsOn: [...props.dependsOn],
  });
  const balancer = ingress.status.get(0).loadBalancer.get(0).ingress.get(0).hostname;
  if (host && dns) createRecord(scope, host, dns.zoneId, balancer);
  const authority = host && !host.startsWith("*") ? host : balancer;
  return { url: `${certificateArn ? "https" : "http"}://${authority}${path}`, host: balancer };
}

/** The zone of the load balancer is one per region, known to the provider: planning asks AWS nothing for it. */
function createRecord(scope: Construct, name: string, zoneId: string, balancer: string): void {
  new Route53Record(scope, "dns", {
    zoneId,
    name,
    type: "A",
    alias: {
      name: balancer,
      zoneId: new DataAwsLbHostedZoneId(scope, "load-balancer-zone", {}).id,
      evaluateTargetHealth: true,
    },
  });
}
