import { type Framework, TITLES } from ".";

/** A control that no rule answers, and who does. */
export interface Unanswered {
  readonly control: string;
  /** Where it is answered instead. */
  readonly kind: "account" | "run time" | "not this project" | "not yet";
  /** In a sentence. */
  readonly why: string;
}

/** Who answers, why, and for which controls of each framework: ids between blanks, `1.1-1.15` for all between. */
type Row = readonly [kind: Unanswered["kind"], why: string, controls: Readonly<Partial<Record<Framework, string>>>];

/**
 * What no rule answers, one row for each reason. Sources of the ids: the benchmarks' tables as Prowler (CIS AWS) and kube-bench
 * (CIS EKS) have them; AWS Security Hub user guide, "controls that apply to the FSBP standard", of the services used here. What
 * NIST asks of people, places and procedures is not listed.
 */
const TABLE: readonly Row[] = [
  [
    "account",
    "Users, root, passwords and contacts of the account: its owner sees to them, once.",
    {
      "cis-aws": "1.1-1.15 1.17 1.19-1.22",
      "cis-aws-5": "1.1-1.14 1.16 1.18-1.21",
      fsbp: "Account.1 IAM.2-IAM.8",
    },
  ],
  [
    "account",
    "MFA for deleting versions can only be switched on by root, with its device.",
    { "cis-aws": "2.1.2", "cis-aws-5": "2.1.2" },
  ],
  [
    "account",
    "Macie classifies what is in buckets; the account's owner switches it on.",
    { "cis-aws": "2.1.3", "cis-aws-5": "2.1.3", fsbp: "Macie.1 Macie.2" },
  ],
  [
    "account",
    "Encryption of new volumes is a default of the region; every volume here is encrypted by itself.",
    { "cis-aws": "2.2.1", "cis-aws-5": "5.1.1", fsbp: "EC2.7" },
  ],
  [
    "account",
    "CloudTrail and AWS Config are switched on once for the account or the organization.",
    {
      "cis-aws": "3.1-3.5 3.8 3.9",
      "cis-aws-5": "3.1-3.5 3.8 3.9",
      fsbp: "CloudTrail.1 CloudTrail.2 CloudTrail.4 CloudTrail.5 Config.1",
    },
  ],
  [
    "account",
    "Alarms on CloudTrail and Security Hub are the account's.",
    { "cis-aws": "4.1-4.16", "cis-aws-5": "4.1-4.16" },
  ],
  [
    "account",
    "GuardDuty and Inspector are switched on once for the account or the organization.",
    { fsbp: "GuardDuty.1 GuardDuty.5-GuardDuty.13 Inspector.1-Inspector.4" },
  ],
  ["account", "A setting of the account or region, which its owner makes once.", { fsbp: "EC2.172 S3.1 SSM.6 SSM.7" }],
  [
    "account",
    "Who of the account's people may use the registry is decided where they get their roles.",
    { "cis-eks": "5.1.2" },
  ],
  ["not this project", "No file system of EFS is made.", { "cis-aws": "2.4.1", "cis-aws-5": "2.3.1" }],
  ["not this project", "No peering of VPCs is made.", { "cis-aws": "5.5", "cis-aws-5": "5.6" }],
  [
    "not this project",
    "No VPN, transit gateway or spot fleet is made, and no instance type here is paravirtual.",
    { fsbp: "EC2.20 EC2.23 EC2.24 EC2.51 EC2.171 EC2.173" },
  ],
  ["not this project", "Incident Manager is not used.", { fsbp: "EC2.58 EC2.60" }],
  ["not this project", "No classic load balancer is made.", { fsbp: "ELB.2 ELB.3 ELB.7-ELB.10 ELB.14" }],
  [
    "not this project",
    "No customer managed policy is made; the same is judged of inline policies.",
    { fsbp: "IAM.21 KMS.1" },
  ],
  [
    "not this project",
    "No cluster of Aurora or with several readers is made, no SQL Server or MariaDB, and no proxy.",
    { fsbp: "RDS.7 RDS.12 RDS.14-RDS.16 RDS.24 RDS.27 RDS.34 RDS.35 RDS.37 RDS.40-RDS.45 RDS.47 RDS.48" },
  ],
  ["not this project", "No access point or directory bucket is made.", { fsbp: "S3.19 S3.24 S3.25" }],
  ["not this project", "No document of Systems Manager is made.", { fsbp: "SSM.4" }],
  [
    "run time",
    "A state of what is running, which nothing synthesized says; Security Hub sees it.",
    { fsbp: "EC2.1 EC2.4 KMS.3 RDS.1 RDS.4 SecretsManager.2 SecretsManager.3 SSM.1-SSM.3" },
  ],
  ["run time", "The network add-on gives a node further network interfaces as pods come.", { fsbp: "EC2.17" }],
  [
    "run time",
    "Files and settings of nodes come with AWS's image; kube-bench sees them on a node.",
    { "cis-eks": "3.1.1-3.1.4 3.2.1-3.2.9" },
  ],
  [
    "run time",
    "Who may create pods, volumes, tokens or webhooks, bind or impersonate is granted in the cluster by the charts, too; ask the cluster.",
    { "cis-eks": "4.1.4 4.1.8-4.1.12" },
  ],
  ["run time", "Whether namespaces are the right ones is for people to say.", { "cis-eks": "4.5.1" }],
  [
    "not yet",
    "Network ACLs are left as AWS makes them; security groups decide.",
    { "cis-aws": "5.1", "cis-aws-5": "5.2", fsbp: "EC2.16 EC2.21" },
  ],
  [
    "not yet",
    "Images of public charts come from their own registries; no admission control limits them.",
    { "cis-eks": "5.1.4" },
  ],
  ["not yet", "Nobody subscribes to events of RDS; alarms watch the database.", { fsbp: "RDS.19-RDS.22" }],
];

/** The ids of `1.1-1.3 2.1`: what comes before the last number is the same at both ends. */
const idsOf = (controls: string): string[] =>
  controls.split(" ").flatMap((part) => {
    const [from = "", to] = part.split("-");
    const at = from.lastIndexOf(".") + 1;
    const [first, last] = [Number(from.slice(at)), Number((to ?? from).slice(at))];
    return Array.from({ length: last - first + 1 }, (_, i) => `${from.slice(0, at)}${first + i}`);
  });

/** Controls that no rule answers, by framework. */
export const UNANSWERED: Readonly<Partial<Record<Framework, readonly Unanswered[]>>> = Object.fromEntries(
  [...new Set(TABLE.flatMap(([, , controls]) => Object.keys(controls) as Framework[]))].map((framework) => [
    framework,
    TABLE.flatMap(([kind, why, controls]) =>
      controls[framework] === undefined ? [] : idsOf(controls[framework]).map((control) => ({ control, kind, why })),
    ),
  ]),
);

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
    "4.1.5": "Of the pods of public charts only the values are judged that they are given.",
    "4.1.6": "Of the pods of public charts only the values are judged that they are given.",
    "4.3.2": "The namespaces kube-system, kube-public and kube-node-lease have no policy and are not made here.",
    "4.4.1": "How public charts hand secrets to their pods is not judged here; Grafana's password is one of them.",
    "4.4.2": "What public charts keep in the cluster is not judged here.",
  },
};
