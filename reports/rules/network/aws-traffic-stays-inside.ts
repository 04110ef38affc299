import { forType, referring } from "../checks";
import { judged, type Rule } from "../rule";

/** Services that machines and nodes talk to all day: EC2, the registry of images, and Session Manager. */
const SERVICES = ["ec2", "ecr.api", "ecr.dkr", "ssm"];

export const awsTrafficStaysInside: Rule = {
  id: "aws-traffic-stays-inside",
  requirement: "Requests to EC2, ECR and Systems Manager go through endpoints in the VPC.",
  why: "They cross the NAT gateway and the internet, and no policy says which accounts they may go to.",
  controls: { fsbp: ["EC2.10", "EC2.55", "EC2.56", "EC2.57"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  setting: "network.interfaceEndpoints: [ec2, ecr.api, ecr.dkr, ssm]",
  fix: "Add an aws_vpc_endpoint of type Interface for each; every one costs some 7 dollars a month and zone.",
  severity: "medium",
  check: forType("aws_vpc", (block, context) => {
    const found = referring(block, "aws_vpc_endpoint", context, "vpc_id").map(({ values }) =>
      String(values.service_name),
    );
    const missing = SERVICES.filter((service) => !found.some((name) => name.endsWith(`.${service}`)));
    return judged(missing.length === 0, block.pointer, missing.length > 0 ? { withoutEndpoint: missing } : found);
  }),
};
