import { DataAwsLb } from "@cdktf/provider-aws/lib/data-aws-lb";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { idsOf } from "../ids";

/**
 * The CloudWatch dimensions of load balancers that the controller made. The dimension is `app/<name>/<id>`, and only AWS
 * knows the id; the host name of the ingress holds the name. Looking it up by that name, and not by `depends_on` the
 * ingress, keeps plans quiet: Terraform reads it while planning even when the ingress is about to change.
 */
export class LoadBalancers extends Construct {
  /** Dimension values by ingress group. */
  readonly dimensions: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, hosts: Readonly<Record<string, string>>) {
    super(scope, id);
    const ids = idsOf(Object.keys(hosts));
    this.dimensions = Object.fromEntries(
      [...ids].map(([group, place]) => [
        group,
        new DataAwsLb(this, place, { name: nameIn(hosts[group] as string) }).arnSuffix,
      ]),
    );
  }
}

/** `k8s-demo-1a2b3c` in `internal-k8s-demo-1a2b3c-1234567890.us-east-1.elb.amazonaws.com`. */
const nameIn = (host: string): string =>
  Token.asString(Fn.element(Fn.regex("^(?:internal-)?([^.]+)-[0-9]+[.]", host), 0));
