/**
 * Addresses that are keyed by who may reach, administer or hear of something, or by a port: values of the environment file that its owner
 * changes on any day. They hold nothing, another value makes another one at once, and no registry need know them.
 */
const BY_VALUE: Readonly<Record<string, readonly RegExp[]>> = {
  network: [/^aws_vpc_security_group_ingress_rule\.vpc_security_groups_https?_from_/],
  cluster: [
    /^aws_vpc_security_group_ingress_rule\.eks_private_access_/,
    /^aws_eks_access_(entry|policy_association)\.eks_(admins|viewers)_/,
  ],
  delivery: [/^aws_vpc_security_group_ingress_rule\.delivery_jenkins_(network|load_balancer)_(https|ssh)_from_\d/],
  workloads: [
    /^aws_sns_topic_subscription\.monitoring_alarm_topic_/,
    /^aws_vpc_security_group_(ingress|egress)_rule\.load_balancers_/,
  ],
};

/** What a stack's addresses are keyed by values of; those alike have the same. Undefined: by roles and names, as all others. */
export const patternOf = (stackName: string, address: string): RegExp | undefined =>
  BY_VALUE[stackName]?.find((pattern) => pattern.test(address));

/**
 * Whether an address is gone because its value is: the code still keys by it, or nothing new is of its type. When the code
 * keys by another role now, it is a rename like any other.
 */
export function isOfOtherValue(
  stackName: string,
  address: string,
  made: readonly string[],
  added: readonly string[],
): boolean {
  const pattern = patternOf(stackName, address);
  if (pattern === undefined) return false;
  const type = `${address.split(".")[0]}.`;
  return made.some((one) => pattern.test(one)) || !added.some((one) => one.startsWith(type));
}
