import { lookUp } from "../../built/look-up";
import { forType, targetsOf } from "../checks";
import { judged, type Rule } from "../rule";

const ARGUMENTS: Readonly<Record<string, string>> = {
  aws_db_instance: "vpc_security_group_ids",
  aws_elasticache_replication_group: "security_group_ids",
};

export const dataStoreOwnSecurityGroup: Rule = {
  id: "data-store-own-security-group",
  requirement: "The security groups of a database or cache are made here.",
  why: "Who gets in is otherwise decided where no rule looks.",
  controls: { "nist-800-53-r5": ["AC-4", "SC-7"] },
  fix: "Refer to an aws_security_group of the environment, instead of writing an id.",
  severity: "high",
  check: forType(Object.keys(ARGUMENTS), (block, context) => {
    const { value, pointer } = lookUp(block, ARGUMENTS[block.type] ?? "");
    const groups = [value ?? []].flat();
    const isMadeHere = (group: (typeof groups)[number]) =>
      targetsOf(group, block, context).some(({ type }) => type === "aws_security_group");
    return judged(groups.length > 0 && groups.every(isMadeHere), pointer, value);
  }),
};
