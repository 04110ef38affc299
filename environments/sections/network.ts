import * as z from "zod";
import { cidr, matching, oneOf, retentionDays, zoneName } from "./scalars";

const zone = z.strictObject({
  public: cidr.describe(
    "IPv4 range of the zone's public subnet (load balancer, NAT gateway). Within network.cidr. Changing it replaces the subnet.",
  ),
  private: cidr.describe(
    "IPv4 range of the zone's private subnet (nodes, pods, data stores). Within network.cidr. Changing it replaces the subnet.",
  ),
});

/** `network:` the VPC, its zones and the way out. */
export const network = z
  .strictObject({
    cidr: cidr.describe(
      "IPv4 range of the whole VPC, /16 to /28. Fixed once the environment exists: changing it replaces everything.",
    ),
    zones: z
      .record(zoneName, zone.describe("One availability zone and its two subnets."))
      .describe(
        "Availability zones by name, two at least. Adding one, wherever in their order, never moves another or what is in it.",
      ),
    nat: oneOf(["none", "single", "per-zone"]).describe(
      "NAT gateways: none (no way out of private subnets), single (one for all zones, about $33 a month and data) or per-zone (one each; survives the loss of a zone).",
    ),
    natZone: zoneName
      .optional()
      .describe(
        "Zone of the one NAT gateway, for nat: single. Changing it replaces the gateway and the address that others may have allow-listed. Default the first zone by name, which moves when an earlier one joins.",
      ),
    flowLogRetentionDays: retentionDays.default(365).describe("How long flow logs are kept, in days. Default 365."),
    interfaceEndpoints: z
      .array(matching(/^[a-z][a-z0-9.-]+$/, "is not the short name of an AWS service", "it like ecr.api"))
      .default([])
      .describe(
        "AWS services reached through interface endpoints instead of NAT, by short name, for example ecr.api. About $7.30 a month per service and zone. Default none.",
      ),
    loadBalancerCidrs: z
      .array(cidr)
      .min(1, "is empty, so nobody could reach the load balancer; write 0.0.0.0/0 or the ranges of your users")
      .default(["0.0.0.0/0"])
      .describe("Who may reach ports 80 and 443 of the load balancer. Default everybody (0.0.0.0/0)."),
  })
  .describe("The VPC, its zones and the way out.");
