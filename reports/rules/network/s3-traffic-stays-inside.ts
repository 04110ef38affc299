import { all, attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf, matches } from "../values";

export const s3TrafficStaysInside: Rule = {
  id: "s3-traffic-stays-inside",
  requirement: "Traffic to S3 goes through a gateway endpoint.",
  why: "Images and backups would cross the NAT gateway, at a price per gigabyte.",
  controls: { "nist-800-53-r5": ["SC-7"] },
  fix: "Add an aws_vpc_endpoint of type Gateway for com.amazonaws.<region>.s3.",
  severity: "low",
  check: forType(
    "aws_vpc",
    companion(
      "aws_vpc_endpoint",
      "vpc_id",
      all(attribute("service_name", matches(/\.s3$/)), attribute("vpc_endpoint_type", isOneOf("Gateway"))),
    ),
  ),
};
