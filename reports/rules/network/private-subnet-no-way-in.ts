import { type Block, references, toGroup } from "../../synthesized";
import { forType, referring, resourcesOf, when } from "../checks";
import { judged, type Rule } from "../rule";

const uses = (value: Block["values"][string] | undefined): string[] =>
  references(value ?? null).map(({ address }) => address);

export const privateSubnetNoWayIn: Rule = {
  id: "private-subnet-no-way-in",
  requirement: "A private subnet has no route to the internet gateway.",
  why: "Nodes and data stores would be reachable from outside as soon as they had an address.",
  controls: { "cis-eks": ["5.4.3"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  fix: "Route 0.0.0.0/0 of its route table to a NAT gateway.",
  severity: "high",
  check: forType(
    "aws_subnet",
    when(
      ({ values }) => toGroup(values.tags)["kubernetes.io/role/internal-elb"] !== undefined,
      (block, context) => {
        const tables = referring(block, "aws_route_table_association", context).flatMap(({ values }) =>
          uses(values.route_table_id),
        );
        const routes = resourcesOf(block, context).filter(
          ({ type, values }) =>
            type === "aws_route" && uses(values.route_table_id).some((table) => tables.includes(table)),
        );
        const open = routes.find((route) =>
          uses(route.values.gateway_id).some((address) => address.startsWith("aws_internet_gateway.")),
        );
        const shown = open ?? routes[0] ?? block;
        return judged(
          !open,
          shown.pointer,
          shown === block ? null : (shown.values.gateway_id ?? shown.values.nat_gateway_id ?? null),
        );
      },
    ),
  ),
};
