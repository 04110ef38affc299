import { forType } from "../checks";
import { inPrivateSubnets } from "../private-subnets";
import type { Rule } from "../rule";

export const dataStorePrivate: Rule = {
  id: "data-store-private",
  requirement: "Databases and caches are in private subnets.",
  why: "Only the network then stands between a mistake in a security group and the data.",
  controls: { fsbp: ["RDS.46"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  fix: "Use the subnets of the output `private_subnet_ids`.",
  severity: "high",
  check: forType(["aws_db_subnet_group", "aws_elasticache_subnet_group"], inPrivateSubnets("subnet_ids")),
};
