import { type Framework, TITLES } from ".";

/** A control that no rule answers, and who does. */
export interface Unanswered {
  readonly control: string;
  /** Where it is answered instead. */
  readonly kind: "account" | "run time" | "not this project" | "not yet";
  /** In a sentence. */
  readonly why: string;
}

const CIS_AWS: readonly Unanswered[] = [
  { control: "1.1", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.2", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.3", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.4", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.5", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.6", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.7", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.8", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.9", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.10", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.11", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.12", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.13", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.14", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.15", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.17", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.19", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.20", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.21", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  { control: "1.22", kind: "account", why: "Users, root and access of the account: its owner sees to it, once." },
  {
    control: "2.1.2",
    kind: "account",
    why: "MFA for deleting versions can only be switched on by root, with its device.",
  },
  {
    control: "2.1.3",
    kind: "account",
    why: "Macie classifies what is in buckets; the account's owner switches it on.",
  },
  {
    control: "2.2.1",
    kind: "account",
    why: "Encryption of new volumes is a default of the region; every volume here is encrypted by itself.",
  },
  { control: "2.4.1", kind: "not this project", why: "No file system of EFS is made." },
  {
    control: "3.1",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.2",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.3",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.4",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.5",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.8",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.9",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  { control: "4.1", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.2", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.3", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.4", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.5", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.6", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.7", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.8", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.9", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.10", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.11", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.12", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.13", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.14", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.15", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.16", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "5.1", kind: "not yet", why: "Network ACLs are left as AWS makes them; security groups decide." },
  { control: "5.5", kind: "not this project", why: "No peering of VPCs is made." },
];

const CIS_AWS_5: readonly Unanswered[] = [
  {
    control: "1.1",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.2",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.3",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.4",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.5",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.6",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.7",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.8",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.9",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.10",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.11",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.12",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.13",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.14",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.15",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.16",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.17",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.18",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.19",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.20",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  {
    control: "1.21",
    kind: "account",
    why: "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  },
  { control: "2.1.2", kind: "account", why: "MFA for deleting versions and Macie are the account's." },
  { control: "2.1.3", kind: "account", why: "MFA for deleting versions and Macie are the account's." },
  { control: "2.2.4", kind: "not yet", why: "Judged by database-multi-az, whose control in 3.0.0 does not exist." },
  { control: "2.3.1", kind: "not this project", why: "No file system of EFS is made." },
  {
    control: "3.1",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.2",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.3",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.4",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.5",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.8",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  {
    control: "3.9",
    kind: "account",
    why: "CloudTrail and AWS Config are switched on once for the account or the organization.",
  },
  { control: "4.1", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.2", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.3", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.4", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.5", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.6", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.7", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.8", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.9", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.10", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.11", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.12", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.13", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.14", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.15", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  { control: "4.16", kind: "account", why: "Alarms on CloudTrail and Security Hub are the account's." },
  {
    control: "5.1.1",
    kind: "account",
    why: "Encryption of new volumes is a default of the region; every volume here is encrypted by itself.",
  },
  { control: "5.1.2", kind: "not this project", why: "No CIFS access and no peering is made." },
  { control: "5.6", kind: "not this project", why: "No CIFS access and no peering is made." },
  { control: "5.2", kind: "not yet", why: "Network ACLs are left as AWS makes them; security groups decide." },
];

const CIS_EKS: readonly Unanswered[] = [
  {
    control: "3.1.1",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.1.2",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.1.3",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.1.4",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.2.1",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.2.2",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.2.3",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.2.4",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.2.5",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.2.6",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.2.7",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.2.8",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "3.2.9",
    kind: "run time",
    why: "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  },
  {
    control: "4.1.4",
    kind: "run time",
    why: "Who may create pods, bind or impersonate is granted in the cluster by the charts, too; ask the cluster.",
  },
  {
    control: "4.1.8",
    kind: "run time",
    why: "Who may create pods, bind or impersonate is granted in the cluster by the charts, too; ask the cluster.",
  },
  { control: "4.5.1", kind: "run time", why: "Whether namespaces are the right ones is for people to say." },
  {
    control: "5.1.2",
    kind: "account",
    why: "Who of the account's people may use the registry is decided where they get their roles.",
  },
  {
    control: "5.1.4",
    kind: "not yet",
    why: "Images of public charts come from their own registries; no admission control limits them.",
  },
];

/** Of the services that are used here. */
const FSBP: readonly Unanswered[] = [
  { control: "Account.1", kind: "account", why: "Contacts and organization of the account." },
  { control: "Account.2", kind: "account", why: "Contacts and organization of the account." },
  { control: "CloudTrail.1", kind: "account", why: "Switched on once for the account or the organization." },
  { control: "CloudTrail.2", kind: "account", why: "Switched on once for the account or the organization." },
  { control: "CloudTrail.4", kind: "account", why: "Switched on once for the account or the organization." },
  { control: "CloudTrail.5", kind: "account", why: "Switched on once for the account or the organization." },
  { control: "Config.1", kind: "account", why: "Switched on once for the account or the organization." },
  { control: "GuardDuty.1", kind: "account", why: "Switched on once for the account or the organization." },
  { control: "Macie.1", kind: "account", why: "Switched on once for the account or the organization." },
  { control: "Inspector.1", kind: "account", why: "Switched on once for the account or the organization." },
  { control: "Inspector.2", kind: "account", why: "Switched on once for the account or the organization." },
  { control: "EC2.1", kind: "account", why: "A setting of the account or region, which its owner makes once." },
  { control: "EC2.7", kind: "account", why: "A setting of the account or region, which its owner makes once." },
  { control: "EC2.172", kind: "account", why: "A setting of the account or region, which its owner makes once." },
  { control: "EC2.182", kind: "account", why: "A setting of the account or region, which its owner makes once." },
  { control: "S3.1", kind: "account", why: "A setting of the account or region, which its owner makes once." },
  { control: "SSM.7", kind: "account", why: "A setting of the account or region, which its owner makes once." },
  {
    control: "EC2.4",
    kind: "run time",
    why: "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  },
  {
    control: "EC2.12",
    kind: "run time",
    why: "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  },
  {
    control: "RDS.1",
    kind: "run time",
    why: "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  },
  {
    control: "RDS.4",
    kind: "run time",
    why: "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  },
  {
    control: "SecretsManager.3",
    kind: "run time",
    why: "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  },
  {
    control: "KMS.3",
    kind: "run time",
    why: "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  },
  {
    control: "SSM.2",
    kind: "run time",
    why: "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  },
  {
    control: "SSM.3",
    kind: "run time",
    why: "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  },
  {
    control: "EKS.9",
    kind: "run time",
    why: "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  },
  { control: "EC2.16", kind: "not yet", why: "Network ACLs are left as AWS makes them; security groups decide." },
  { control: "EC2.21", kind: "not yet", why: "Network ACLs are left as AWS makes them; security groups decide." },
  { control: "EC2.58", kind: "not this project", why: "Incident Manager is not used." },
  { control: "EC2.60", kind: "not this project", why: "Incident Manager is not used." },
  {
    control: "IAM.21",
    kind: "not this project",
    why: "No customer managed policy is made; the same is judged of inline policies.",
  },
  {
    control: "KMS.1",
    kind: "not this project",
    why: "No customer managed policy is made; the same is judged of inline policies.",
  },
  { control: "IAM.2", kind: "account", why: "Users, root and passwords of the account; no user is made here." },
  { control: "IAM.3", kind: "account", why: "Users, root and passwords of the account; no user is made here." },
  { control: "IAM.4", kind: "account", why: "Users, root and passwords of the account; no user is made here." },
  { control: "IAM.5", kind: "account", why: "Users, root and passwords of the account; no user is made here." },
  { control: "IAM.6", kind: "account", why: "Users, root and passwords of the account; no user is made here." },
  { control: "IAM.7", kind: "account", why: "Users, root and passwords of the account; no user is made here." },
  { control: "IAM.8", kind: "account", why: "Users, root and passwords of the account; no user is made here." },
  { control: "ELB.16", kind: "not this project", why: "No web application firewall is made." },
  { control: "S3.19", kind: "not this project", why: "No such access point or registry is made." },
  { control: "S3.24", kind: "not this project", why: "No such access point or registry is made." },
  { control: "ECR.5", kind: "not this project", why: "No such access point or registry is made." },
];

/** Controls that no rule answers, by framework; what NIST asks of people, places and procedures is not listed. */
export const UNANSWERED: Readonly<Partial<Record<Framework, readonly Unanswered[]>>> = {
  "cis-aws": CIS_AWS,
  "cis-aws-5": CIS_AWS_5,
  "cis-eks": CIS_EKS,
  fsbp: FSBP,
};

/** How many controls each framework has, of the services used here; of NIST's nobody counts those about technology. */
export const TOTALS = Object.fromEntries(
  (Object.keys(TITLES) as Framework[])
    .filter((framework) => UNANSWERED[framework])
    .map((framework) => [framework, Object.keys(TITLES[framework]).length + (UNANSWERED[framework]?.length ?? 0)]),
) as Readonly<Partial<Record<Framework, number>>>;

/** What rules do not see of a control that they answer. Charts of others are read as far as the values given to them. */
export const LIMITS: Readonly<Partial<Record<Framework, Readonly<Record<string, string>>>>> = {
  "cis-eks": {
    "4.1.2": "Roles that public charts make are not judged here.",
    "4.1.3": "Roles that public charts make are not judged here.",
    "4.3.2": "The namespaces kube-system, kube-public and kube-node-lease have no policy and are not made here.",
    "4.4.1": "How public charts hand secrets to their pods is not judged here; Grafana's password is one of them.",
    "4.4.2":
      "The secret of Grafana's administrator is made and kept in the cluster; what public charts keep there is not judged.",
  },
};
