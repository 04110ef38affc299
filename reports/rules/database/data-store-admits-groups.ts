import { references } from "../../synthesized";
import { forType, usersOf } from "../checks";
import { judged, type Rule } from "../rule";
import { isSet } from "../values";

const RANGES = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id"];

export const dataStoreAdmitsGroups: Rule = {
  id: "data-store-admits-groups",
  requirement: "A database or cache admits security groups, no address ranges.",
  why: "A range also admits whatever gets an address in it tomorrow.",
  controls: { "nist-800-53-r5": ["AC-4", "SC-7", "SC-7(5)"] },
  fix: "Set `referenced_security_group_id` instead of a range or list of ranges.",
  severity: "high",
  check: forType(["aws_db_instance", "aws_elasticache_replication_group"], (block, context) => {
    const groups = references({
      a: block.values.vpc_security_group_ids ?? null,
      b: block.values.security_group_ids ?? null,
    }).map(({ address }) => address);
    const rules = [...new Set(groups)].flatMap((group) =>
      usersOf(group, "aws_vpc_security_group_ingress_rule", block, context, "security_group_id"),
    );
    const wide = rules.find(({ values }) => RANGES.some((name) => isSet(values[name], block, context)));
    const shown = wide ?? rules[0] ?? block;
    const source = RANGES.map((name) => shown.values[name]).find((value) => isSet(value, block, context));
    return judged(!wide, shown.pointer, source ?? shown.values.referenced_security_group_id);
  }),
};
