import { lookUp } from "../built/look-up";
import type { Block } from "../synthesized";
import { targetsOf } from "./checks";
import { type Check, judged } from "./rule";

/** The subnets at a path must be known, and none of them for load balancers that face the internet. */
export const inPrivateSubnets =
  (path: string): Check =>
  (block, context) => {
    const { value, pointer } = lookUp(block, path);
    const subnets = targetsOf(value, block, context).filter(({ type }) => type === "aws_subnet");
    return judged(subnets.length > 0 && subnets.every(isPrivate), pointer, value);
  };

/** Subnets say by their tag what they are for; the network's rules make sure that it is true. */
const isPrivate = ({ values }: Block): boolean =>
  (values.tags as Record<string, unknown> | undefined)?.["kubernetes.io/role/internal-elb"] !== undefined;
