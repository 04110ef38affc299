import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { dashed, idsOf } from "../ids";

/** An ingress group: one load balancer. */
export interface BalancedGroup {
  /** Who may use it. */
  readonly allowedCidrs: readonly string[];
  /** Node ports and pod ports that it forwards to. */
  readonly ports: readonly number[];
}

export interface LoadBalancerAccessProps {
  /** First part of the security groups' names. */
  readonly name: string;
  readonly vpcId: string;
  readonly nodeSecurityGroupId: string;
  /** The network stack's group, and the ranges it admits. */
  readonly sharedSecurityGroupId: string;
  readonly sharedCidrs: readonly string[];
  readonly groups: Readonly<Record<string, BalancedGroup>>;
}

/** Id of the rules of the security group that several load balancers share. */
const SHARED = "shared";

/**
 * Who reaches the load balancers, and what they reach: the network stack's security group for those that admit what it
 * admits, a group of its own for each that admits less; from either, only the ports of the applications behind it.
 */
export class LoadBalancerAccess extends Construct {
  /** Security group of each ingress group's load balancer. */
  readonly securityGroupIds: Readonly<Record<string, string>>;
  readonly rules: ITerraformDependable[];
  /** Construct ids of the groups with a security group of their own. */
  private readonly ids: ReadonlyMap<string, string>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LoadBalancerAccessProps,
  ) {
    super(scope, id);
    const groups = Object.entries(props.groups).sort(([a], [b]) => (a < b ? -1 : 1));
    const isShared = ([, { allowedCidrs }]: (typeof groups)[number]) => equal(allowedCidrs, props.sharedCidrs);
    const shared = groups.filter(isShared);
    const own = groups.filter((group) => !isShared(group));

    this.ids = idsOf(
      own.map(([group]) => group),
      { isTaken: isOfRule },
    );
    const ownIds = own.map(([group, { allowedCidrs }]): [string, string] => [group, this.admit(group, allowedCidrs)]);
    this.securityGroupIds = Object.fromEntries([
      ...shared.map(([group]): [string, string] => [group, props.sharedSecurityGroupId]),
      ...ownIds,
    ]);
    this.rules = [
      ...this.forward(
        SHARED,
        props.sharedSecurityGroupId,
        shared.flatMap(([, { ports }]) => ports),
      ),
      ...own.flatMap(([group, { ports }]) =>
        this.forward(this.idOf(group), this.securityGroupIds[group] as string, ports),
      ),
    ];
  }

  private idOf(group: string): string {
    return this.ids.get(group) as string;
  }

  /** A security group that admits some ranges to ports 80 and 443. */
  private admit(group: string, cidrs: readonly string[]): string {
    const name = `${this.props.name}-${group}-load-balancer`;
    const { id } = new SecurityGroup(this, this.idOf(group), {
      vpcId: this.props.vpcId,
      name,
      description: `Load balancer of the ingress group ${group}`,
      tags: { Name: name },
    });
    for (const cidr of cidrs) {
      for (const port of [80, 443]) {
        new VpcSecurityGroupIngressRule(this, `${this.idOf(group)}-${port}-from-${dashed(cidr)}`, {
          securityGroupId: id,
          description: `Port ${port} from ${cidr}`,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: cidr,
        });
      }
    }
    return id;
  }

  /** Both ends of the way from a load balancer to the nodes: AWS refuses the same rule twice, so each port comes once. */
  private forward(from: string, balancer: string, ports: readonly number[]): ITerraformDependable[] {
    const { nodeSecurityGroupId } = this.props;
    return [...new Set(ports)]
      .sort((a, b) => a - b)
      .flatMap((port) => {
        const tcp = { ipProtocol: "tcp", fromPort: port, toPort: port };
        return [
          new VpcSecurityGroupEgressRule(this, `${from}-to-${port}`, {
            ...tcp,
            securityGroupId: balancer,
            referencedSecurityGroupId: nodeSecurityGroupId,
            description: `Applications on port ${port}`,
          }),
          new VpcSecurityGroupIngressRule(this, `${port}-from-${from}`, {
            ...tcp,
            securityGroupId: nodeSecurityGroupId,
            referencedSecurityGroupId: balancer,
            description: `Load balancer to port ${port}`,
          }),
        ];
      });
  }
}

/** Ids of rules, which stand beside those of groups: `shared-to-8000`, `8000-from-shared`, `web-80-from-10-0-0-0-8`. */
const isOfRule = (id: string): boolean => id === SHARED || /-from-|-to-\d+$/.test(id);
const equal = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();
