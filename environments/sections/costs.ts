import * as z from "zod";
import { whole } from "./scalars";

const gigabytes = (what: string, standard: number) =>
  whole(0, 1000000, "GB a month").default(standard).describe(`${what}, in GB a month. Default ${standard}.`);

/** `costs:` what the cost report assumes, because it is not known before the bill comes. Changes nothing that is deployed. */
export const costs = z
  .strictObject({
    natGb: gigabytes("Data through all NAT gateways together", 50),
    internetGb: gigabytes("Data that each load balancer sends to the internet", 50),
    loadBalancerUnits: whole(0, 10000, "capacity units")
      .default(1)
      .describe("Capacity units (LCU) that each load balancer uses on average. Default 1."),
    flowLogGb: gigabytes("Flow logs", 5),
    controlPlaneLogGb: gigabytes("Logs of the EKS control plane", 10),
    otherLogGb: gigabytes("Each other log group", 1),
    imageGb: whole(0, 1000000, "GB").default(10).describe("Images kept in each repository, in GB. Default 10."),
    bucketGb: whole(0, 1000000, "GB").default(1).describe("Objects kept in each bucket, in GB. Default 1."),
    dailyChangePercent: whole(0, 100, "percent")
      .default(2)
      .describe("Part of a volume or database that changes in a day and is backed up again, in percent. Default 2."),
    spotPercent: whole(10, 100, "percent")
      .default(40)
      .describe("Price of spot nodes in percent of the on-demand price. It moves by zone and day. Default 40."),
  })
  .describe("What the cost report assumes about use. Changes nothing that is deployed.");
