import type { Statement } from "../iam";

/** Tag that the controller gives everything it makes. A `Null` condition of "false" means that it must be there. */
const OWNED = "elbv2.k8s.aws/cluster";
const IS_OWNED = { [`aws:ResourceTag/${OWNED}`]: "false" };
const BECOMES_OWNED = { [`aws:RequestTag/${OWNED}`]: "false" };
/** The tag is there already and the request leaves it alone. */
const STAYS_OWNED = { [`aws:RequestTag/${OWNED}`]: "true", ...IS_OWNED };

const elb = (...kinds: readonly string[]): string[] => kinds.map((kind) => `arn:aws:elasticloadbalancing:*:*:${kind}`);
const TARGET_GROUPS = elb("targetgroup/*/*");
const LOAD_BALANCERS = elb("loadbalancer/net/*/*", "loadbalancer/app/*/*");
const BALANCERS = [...TARGET_GROUPS, ...LOAD_BALANCERS];
const LISTENERS = elb("listener/net/*/*/*", "listener/app/*/*/*", "listener-rule/net/*/*/*", "listener-rule/app/*/*/*");

/** Actions of one service by their names. */
const of = (service: string, names: string): string[] => names.split(" ").map((name) => `${service}:${name}`);

/** Statements on load balancers, target groups, listeners and rules. */
const BALANCING: readonly Statement[] = [
  {
    Sid: "CreateOwned",
    Action: of("elasticloadbalancing", "CreateLoadBalancer CreateTargetGroup"),
    Resource: "*",
    Condition: { Null: BECOMES_OWNED },
  },
  {
    Sid: "Rules",
    Action: of("elasticloadbalancing", "CreateListener DeleteListener CreateRule DeleteRule"),
    Resource: [...LOAD_BALANCERS, ...LISTENERS],
  },
  {
    Sid: "TagOwned",
    Action: of("elasticloadbalancing", "AddTags RemoveTags"),
    Resource: BALANCERS,
    Condition: { Null: STAYS_OWNED },
  },
  { Sid: "TagListeners", Action: of("elasticloadbalancing", "AddTags RemoveTags"), Resource: LISTENERS },
  {
    Sid: "ChangeOwned",
    Action: of(
      "elasticloadbalancing",
      "ModifyLoadBalancerAttributes SetIpAddressType SetSecurityGroups SetSubnets DeleteLoadBalancer ModifyTargetGroup ModifyTargetGroupAttributes DeleteTargetGroup ModifyListenerAttributes ModifyCapacityReservation ModifyIpPools",
    ),
    Resource: "*",
    Condition: { Null: IS_OWNED },
  },
  {
    Sid: "TagOnCreation",
    Action: "elasticloadbalancing:AddTags",
    Resource: BALANCERS,
    Condition: {
      StringEquals: { "elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateLoadBalancer"] },
      Null: BECOMES_OWNED,
    },
  },
  { Sid: "Targets", Action: of("elasticloadbalancing", "RegisterTargets DeregisterTargets"), Resource: TARGET_GROUPS },
  {
    Sid: "ChangeListeners",
    Action: of(
      "elasticloadbalancing",
      "ModifyListener AddListenerCertificates RemoveListenerCertificates ModifyRule SetRulePriorities",
    ),
    Resource: [...LOAD_BALANCERS, ...LISTENERS],
  },
];

/**
 * What the AWS Load Balancer Controller v3.5.0 does in AWS: the actions its release documents
 * (docs/install/iam_policy.json at that tag) without those of what is switched off or never asked for: WAF, Shield, logins with
 * Cognito, the search for certificates, which an ingress names by ARN, and
 * security groups, which Terraform owns (`security-groups` and `manage-backend-security-group-rules` of every ingress). What changes something names the kinds of resources that
 * AWS checks it against (Service Authorization Reference), where the release allows it on everything.
 */
export const LOAD_BALANCER_PERMISSIONS: readonly Statement[] = [
  {
    Sid: "ServiceLinkedRole",
    Action: "iam:CreateServiceLinkedRole",
    Resource: "*",
    Condition: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
  },
  {
    Sid: "Look",
    Action: [
      ...of(
        "ec2",
        "DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones DescribeInternetGateways DescribeVpcs DescribeVpcPeeringConnections DescribeSubnets DescribeSecurityGroups DescribeInstances DescribeNetworkInterfaces DescribeTags GetCoipPoolUsage DescribeCoipPools GetSecurityGroupsForVpc DescribeIpamPools DescribeRouteTables",
      ),
      ...of(
        "elasticloadbalancing",
        "DescribeLoadBalancers DescribeLoadBalancerAttributes DescribeListeners DescribeListenerCertificates DescribeSSLPolicies DescribeRules DescribeTargetGroups DescribeTargetGroupAttributes DescribeTargetHealth DescribeTags DescribeTrustStores DescribeListenerAttributes DescribeCapacityReservation",
      ),
    ],
    Resource: "*",
  },
  ...BALANCING,
];
