import { type Framework, TITLES } from ".";

/** A control that no rule answers, and who does. */
export interface Unanswered {
  readonly control: string;
  /** Where it is answered instead. */
  readonly kind: "account" | "run time" | "not this project" | "not yet";
  /** In a sentence. */
  readonly why: string;
}

/** Several controls with the same answer; their ids are separated by blanks. */
const of = (controls: string, kind: Unanswered["kind"], why: string): Unanswered[] =>
  controls.split(" ").map((control) => ({ control, kind, why }));

const CIS_AWS: readonly Unanswered[] = [
  ...of(
    "1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9 1.10 1.11 1.12 1.13 1.14 1.15 1.17 1.19 1.20 1.21 1.22",
    "account",
    "Users, root and access of the account: its owner sees to it, once.",
  ),
  ...of("2.1.2", "account", "MFA for deleting versions can only be switched on by root, with its device."),
  ...of("2.1.3", "account", "Macie classifies what is in buckets; the account's owner switches it on."),
  ...of(
    "2.2.1",
    "account",
    "Encryption of new volumes is a default of the region; every volume here is encrypted by itself.",
  ),
  ...of("2.4.1", "not this project", "No file system of EFS is made."),
  ...of(
    "3.1 3.2 3.3 3.4 3.5 3.8 3.9",
    "account",
    "CloudTrail and AWS Config are switched on once for the account or the organization.",
  ),
  ...of(
    "4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 4.13 4.14 4.15 4.16",
    "account",
    "Alarms on CloudTrail and Security Hub are the account's.",
  ),
  ...of("5.1", "not yet", "Network ACLs are left as AWS makes them; security groups decide."),
  ...of("5.5", "not this project", "No peering of VPCs is made."),
];

const CIS_AWS_5: readonly Unanswered[] = [
  ...of(
    "1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9 1.10 1.11 1.12 1.13 1.14 1.15 1.16 1.17 1.18 1.19 1.20 1.21",
    "account",
    "Users, root and access of the account: its owner sees to it, once; policies made here are judged under 3.0.0.",
  ),
  ...of("2.1.2 2.1.3", "account", "MFA for deleting versions and Macie are the account's."),
  ...of("2.2.4", "not yet", "Judged by database-multi-az, whose control in 3.0.0 does not exist."),
  ...of("2.3.1", "not this project", "No file system of EFS is made."),
  ...of(
    "3.1 3.2 3.3 3.4 3.5 3.8 3.9",
    "account",
    "CloudTrail and AWS Config are switched on once for the account or the organization.",
  ),
  ...of(
    "4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 4.13 4.14 4.15 4.16",
    "account",
    "Alarms on CloudTrail and Security Hub are the account's.",
  ),
  ...of(
    "5.1.1",
    "account",
    "Encryption of new volumes is a default of the region; every volume here is encrypted by itself.",
  ),
  ...of("5.1.2 5.6", "not this project", "No CIFS access and no peering is made."),
  ...of("5.2", "not yet", "Network ACLs are left as AWS makes them; security groups decide."),
];

const CIS_EKS: readonly Unanswered[] = [
  ...of(
    "3.1.1 3.1.2 3.1.3 3.1.4 3.2.1 3.2.2 3.2.3 3.2.4 3.2.5 3.2.6 3.2.7 3.2.8 3.2.9",
    "run time",
    "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
  ),
  ...of(
    "4.1.4 4.1.8",
    "run time",
    "Who may create pods, bind or impersonate is granted in the cluster by the charts, too; ask the cluster.",
  ),
  ...of("4.5.1", "run time", "Whether namespaces are the right ones is for people to say."),
  ...of("5.1.2", "account", "Who of the account's people may use the registry is decided where they get their roles."),
  ...of(
    "5.1.4",
    "not yet",
    "Images of public charts come from their own registries; no admission control limits them.",
  ),
];

/** Of the services that are used here. */
const FSBP: readonly Unanswered[] = [
  ...of("Account.1 Account.2", "account", "Contacts and organization of the account."),
  ...of(
    "CloudTrail.1 CloudTrail.2 CloudTrail.4 CloudTrail.5 Config.1 GuardDuty.1 Macie.1 Inspector.1 Inspector.2",
    "account",
    "Switched on once for the account or the organization.",
  ),
  ...of(
    "EC2.1 EC2.7 EC2.172 EC2.182 S3.1 SSM.7",
    "account",
    "A setting of the account or region, which its owner makes once.",
  ),
  ...of(
    "EC2.4 EC2.12 RDS.1 RDS.4 SecretsManager.3 KMS.3 SSM.2 SSM.3 EKS.9",
    "run time",
    "A state of what is running, which nothing synthesized says; Security Hub sees it.",
  ),
  ...of("EC2.16 EC2.21", "not yet", "Network ACLs are left as AWS makes them; security groups decide."),
  ...of("EC2.58 EC2.60", "not this project", "Incident Manager is not used."),
  ...of(
    "IAM.21 KMS.1",
    "not this project",
    "No customer managed policy is made; the same is judged of inline policies.",
  ),
  ...of(
    "IAM.2 IAM.3 IAM.4 IAM.5 IAM.6 IAM.7 IAM.8",
    "account",
    "Users, root and passwords of the account; no user is made here.",
  ),
  ...of("ELB.16", "not this project", "No web application firewall is made."),
  ...of("S3.19 S3.24 ECR.5", "not this project", "No such access point or registry is made."),
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
