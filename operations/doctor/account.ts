import type { Environment } from "../../environments/schema";
import { zonesOf } from "../../environments/zones";
import type { Finding, Subject } from "./check";
import { fine, note, problem, problemsOr, words } from "./check";

/** Whether the credentials are those of the environment's account. */
export async function checkCredentials({ aws, environment }: Subject): Promise<Finding[]> {
  const { Account, Arn } = await aws<{ Account: string; Arn: string }>("sts", "get-caller-identity");
  return Account === environment.account
    ? [fine(`${Arn} of account ${Account}`)]
    : [
        problem(
          `these are credentials of account ${Account} (${Arn}), and the environment file says ${environment.account}`,
          `log in to ${environment.account}, or write account: "${Account}"`,
        ),
      ];
}

/** Whether the region is on in this account. */
export async function checkRegion({ aws, environment: { region } }: Subject): Promise<Finding[]> {
  const { Regions = [] } = await aws<{ Regions?: { OptInStatus: string }[] }>(
    "ec2",
    "describe-regions",
    "--all-regions",
    "--region-names",
    region,
  );
  const status = Regions[0]?.OptInStatus;
  if (status === undefined) return [problem(`${region} is no region of this account`, "write another region")];
  return status === "not-opted-in"
    ? [
        problem(
          `${region} is switched off in this account`,
          `aws account enable-region --region-name ${region}, and wait until it is on`,
        ),
      ]
    : [fine(`${region} is on`)];
}

interface Zone {
  readonly ZoneName: string;
  readonly ZoneId: string;
  readonly State: string;
}

/** Zones where EKS makes no control plane (EKS user guide, "VPC and subnet considerations"), by the id all accounts share. */
const NO_EKS = ["use1-az3", "usw1-az2", "cac1-az3"];

/** Whether the zones of the subnets exist, are up, and take a control plane. */
export async function checkZones({ aws, environment }: Subject): Promise<readonly Finding[]> {
  const { AvailabilityZones: zones } = await aws<{ AvailabilityZones: Zone[] }>("ec2", "describe-availability-zones");
  const known = zones.map(({ ZoneName }) => ZoneName);
  const wanted = zonesOf(environment);
  const ofControlPlane = environment.cluster && (environment.cluster.zones ?? wanted);
  const findings = wanted.flatMap((name) => {
    const zone = zones.find(({ ZoneName }) => ZoneName === name);
    if (!zone) return [problem(`${name} is no zone of this account`, `write one of ${known.join(", ")}`)];
    if (zone.State !== "available") return [problem(`${name} is ${zone.State}`, "wait, or write another zone")];
    if (ofControlPlane?.includes(name) && NO_EKS.includes(zone.ZoneId)) {
      const others = zones.filter(({ ZoneId }) => !NO_EKS.includes(ZoneId)).map(({ ZoneName }) => ZoneName);
      return [
        problem(
          `${name} is ${zone.ZoneId} in this account, where EKS takes no control plane`,
          `write one of ${others.join(", ")}, or leave it out of cluster.zones`,
        ),
      ];
    }
    return [];
  });
  return problemsOr(findings, `${words(wanted)} exist and are up`);
}

/** Roles that AWS makes for its own services, once in an account, and what of an environment needs each. */
const SERVICE_LINKED: readonly {
  readonly role: string;
  readonly service: string;
  readonly needed: (environment: Environment) => boolean;
}[] = [
  { role: "AWSServiceRoleForAmazonEKS", service: "eks.amazonaws.com", needed: ({ cluster }) => cluster !== undefined },
  {
    role: "AWSServiceRoleForAmazonEKSNodegroup",
    service: "eks-nodegroup.amazonaws.com",
    needed: ({ cluster }) => cluster !== undefined,
  },
  {
    role: "AWSServiceRoleForAutoScaling",
    service: "autoscaling.amazonaws.com",
    needed: ({ cluster }) => cluster !== undefined,
  },
  {
    role: "AWSServiceRoleForEC2Spot",
    service: "spot.amazonaws.com",
    needed: ({ cluster }) => Object.values(cluster?.nodeGroups ?? {}).some(({ capacity }) => capacity === "spot"),
  },
  {
    role: "AWSServiceRoleForElasticLoadBalancing",
    service: "elasticloadbalancing.amazonaws.com",
    needed: ({ workloads, delivery }) =>
      delivery?.jenkins?.certificateArn !== undefined ||
      Object.values(workloads?.apps ?? {}).some(({ ingress }) => ingress !== undefined),
  },
  { role: "AWSServiceRoleForRDS", service: "rds.amazonaws.com", needed: ({ data }) => data?.database !== undefined },
  {
    role: "AWSServiceRoleForElastiCache",
    service: "elasticache.amazonaws.com",
    needed: ({ data }) => data?.cache !== undefined,
  },
  {
    role: "AWSServiceRoleForBackup",
    service: "backup.amazonaws.com",
    needed: ({ data }) => data?.backup !== undefined,
  },
];

/**
 * Service-linked roles that a new account does not have yet. AWS makes each at its first use when the caller may
 * (`iam:CreateServiceLinkedRole`), so their absence is said and stops nothing.
 */
export async function checkServiceLinkedRoles({ aws, environment }: Subject): Promise<readonly Finding[]> {
  const { Roles } = await aws<{ Roles: { RoleName: string }[] }>(
    "iam",
    "list-roles",
    "--path-prefix",
    "/aws-service-role/",
  );
  const there = Roles.map(({ RoleName }) => RoleName);
  const needed = SERVICE_LINKED.filter((row) => row.needed(environment));
  const missing = needed.filter(({ role }) => !there.includes(role));
  if (missing.length === 0) return [fine(`${needed.length} service-linked roles are there`)];
  return [
    note(
      `${words(missing.map(({ role }) => role))} will be made at their first use, for which the deployer needs iam:CreateServiceLinkedRole`,
      `or somebody who may: for name in ${missing.map(({ service }) => service).join(" ")}; do aws iam create-service-linked-role --aws-service-name $name; done`,
    ),
  ];
}
