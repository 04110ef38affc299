import { references } from "../../synthesized";
import { forType, resourcesOf } from "../checks";
import { judged, type Rule } from "../rule";

export const dataStoreAdmitsGroups: Rule = {
  id: "data-store-admits-groups",
  requirement: "A database or cache admits security groups, no address ranges.",
  why: "A range also admits whatever gets an address in it tomorrow.",
  controls: { "nist-800-53-r5": ["AC-4", "SC-7", "SC-7(5)"] },
  fix: "Set `referenced_security_group_id` instead of `cidr_ipv4`.",
  check: forType(["aws_db_instance", "aws_elasticache_replication_group"], (block, context) => {
    const groups = references({
      a: block.values.vpc_security_group_ids ?? null,
      b: block.values.security_group_ids ?? null,
    }).map(({ address }) => address);
    const rules = resourcesOf(block, context).filter(
      ({ type, values }) =>
        type === "aws_vpc_security_group_ingress_rule" &&
        references(values.security_group_id ?? null).some(({ address }) => groups.includes(address)),
    );
    const wide = rules.find(({ values }) => values.cidr_ipv4 !== undefined || values.cidr_ipv6 !== undefined);
    const shown = wide ?? rules[0] ?? block;
    return judged(
      !wide,
      shown.pointer,
      shown.values.cidr_ipv4 ?? shown.values.cidr_ipv6 ?? shown.values.referenced_security_group_id,
    );
  }),
};
