import type { Block } from "../synthesized";
import { isInternet } from "./ranges";
import { nameOf, type References } from "./references";

/** A subnet and its way to the internet. */
export interface Subnet {
  /** `<stack>/<address>`. */
  readonly id: string;
  readonly range: string;
  /** The routes to an internet gateway and the associations that apply them; empty for a private subnet. */
  readonly internetGateway: readonly string[];
  /** The same to a NAT gateway, and the gateway. */
  readonly natGateway: readonly string[];
  readonly tags: Readonly<Record<string, unknown>>;
}

/** Every subnet of an environment. */
export function subnetsOf(resources: readonly Block[], references: References): Subnet[] {
  const all = (type: string) => resources.filter((resource) => resource.type === type);
  const routes = all("aws_route").filter(({ values }) =>
    isInternet(String(values.destination_cidr_block ?? values.destination_ipv6_cidr_block)),
  );
  const gatewaysOf = (type: string) => new Set(all(type).map((gateway) => `${nameOf(gateway)}.id`));
  const [internet, nat] = [gatewaysOf("aws_internet_gateway"), gatewaysOf("aws_nat_gateway")];

  return all("aws_subnet").map((subnet) => {
    const chainTo = (gateways: ReadonlySet<string>, argument: string): string[] =>
      all("aws_route_table_association")
        .filter(({ values, stack }) => references.one(values.subnet_id, stack) === `${nameOf(subnet)}.id`)
        .flatMap((association) => {
          const table = references.one(association.values.route_table_id, association.stack);
          const route = routes.find(
            ({ values, stack }) =>
              references.one(values.route_table_id, stack) === table &&
              gateways.has(references.one(values[argument], stack) ?? ""),
          );
          return route ? [nameOf(association), nameOf(route)] : [];
        });
    return {
      id: nameOf(subnet),
      range: references.literal(subnet.values.cidr_block, subnet.stack) ?? "",
      internetGateway: chainTo(internet, "gateway_id"),
      natGateway: chainTo(nat, "nat_gateway_id"),
      tags: (subnet.values.tags ?? {}) as Readonly<Record<string, unknown>>,
    };
  });
}
