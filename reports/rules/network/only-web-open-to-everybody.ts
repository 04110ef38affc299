import { opensToEverybody } from "../../built/ports";
import { forType, when } from "../checks";
import { judged, type Rule } from "../rule";

export const onlyWebOpenToEverybody: Rule = {
  id: "only-web-open-to-everybody",
  requirement: "Only ports 80 and 443 are open to everybody.",
  why: "Every other service is meant for somebody, and is attacked within minutes.",
  controls: { fsbp: ["EC2.18"], "nist-800-53-r5": ["AC-4", "SC-7", "SC-7(5)"] },
  fix: "Name the ranges or the security group that needs the port.",
  check: forType(
    "aws_vpc_security_group_ingress_rule",
    when(opensToEverybody, (block) => {
      const { from_port, to_port } = block.values;
      return judged(
        from_port === to_port && (from_port === 80 || from_port === 443),
        `${block.pointer}/from_port`,
        from_port,
      );
    }),
  ),
};
