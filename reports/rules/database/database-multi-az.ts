import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const databaseMultiAz: Rule = {
  id: "database-multi-az",
  requirement: "A database has a standby in another zone.",
  why: "When a zone fails the service is down until the database is restored by hand.",
  controls: { "cis-aws-5": ["2.2.4"], fsbp: ["RDS.5"], "nist-800-53-r5": ["CP-10", "SC-5(2)", "SI-13(5)"] },
  scanners: { checkov: ["CKV_AWS_157"] },
  setting: "data.database.multiAz: true",
  fix: "Set `multi_az`; the instance then costs twice as much.",
  severity: "medium",
  check: forType("aws_db_instance", attribute("multi_az", isTrue)),
};
