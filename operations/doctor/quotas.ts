import { instanceType } from "../../environments/instance-types";
import type { Environment } from "../../environments/schema";
import type { Stack } from "../../reports/synthesized";
import { type Aws, ifThere } from "../aws";
import type { Check, Finding, Subject } from "./check";
import { fine, problem } from "./check";

/** A limit of an AWS account, how much of it an environment needs, and how much of it others use. */
interface Quota {
  readonly id: string;
  readonly what: string;
  readonly service: "ec2" | "vpc" | "eks";
  /** AWS's own number for it: `aws service-quotas list-aws-default-service-quotas --service-code <service>`. */
  readonly code: string;
  readonly needed: (subject: Subject) => number;
  /** What is in use and is not this environment's own. */
  readonly used: (subject: Subject) => Promise<number>;
}

/** Limits that a first deployment meets; new accounts have 5 vCPU and 5 addresses. */
const QUOTAS: readonly Quota[] = [
  {
    id: "quota-on-demand",
    what: "vCPU of on-demand instances (standard families)",
    service: "ec2",
    code: "L-1216C47A",
    needed: ({ environment }) =>
      nodeCpus(environment, "on-demand") +
      cpusOf(environment.delivery?.jenkins?.instanceType) +
      cpusOf(environment.delivery?.jenkins?.agent.instanceType),
    used: (subject) => runningCpus(subject, false),
  },
  {
    id: "quota-spot",
    what: "vCPU of spot instances (standard families)",
    service: "ec2",
    code: "L-34B43A08",
    needed: ({ environment }) => nodeCpus(environment, "spot"),
    used: (subject) => runningCpus(subject, true),
  },
  {
    id: "quota-elastic-ips",
    what: "elastic IP addresses",
    service: "ec2",
    code: "L-0263D0A3",
    needed: ({ stacks }) => countOf(stacks, "aws_eip"),
    used: async ({ aws, environment }) => {
      const { Addresses } = await aws<{ Addresses: Tagged[] }>("ec2", "describe-addresses");
      return othersOf(Addresses, environment).length;
    },
  },
  {
    id: "quota-vpcs",
    what: "VPCs",
    service: "vpc",
    code: "L-F678F1CE",
    needed: ({ stacks }) => countOf(stacks, "aws_vpc"),
    used: async ({ aws, environment }) => {
      const { Vpcs } = await aws<{ Vpcs: Tagged[] }>("ec2", "describe-vpcs");
      return othersOf(Vpcs, environment).length;
    },
  },
  {
    id: "quota-clusters",
    what: "EKS clusters",
    service: "eks",
    code: "L-1194D53C",
    needed: ({ stacks }) => countOf(stacks, "aws_eks_cluster"),
    used: async ({ aws, environment }) => {
      const { clusters } = await aws<{ clusters: string[] }>("eks", "list-clusters");
      return clusters.filter((name) => name !== environment.cluster?.name).length;
    },
  },
];

interface Tagged {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

/** What does not carry the environment's tag `Platform`. */
const othersOf = <T extends Tagged>(things: readonly T[], { name }: Environment): T[] =>
  things.filter(({ Tags = [] }) => !Tags.some(({ Key, Value }) => Key === "Platform" && Value === name));

const countOf = (stacks: readonly Stack[], wanted: string): number =>
  stacks.flatMap(({ resources }) => resources).filter(({ type }) => type === wanted).length;

const cpusOf = (type: string | undefined): number => (type === undefined ? 0 : (instanceType(type)?.vcpu ?? 0));

/** vCPU of the largest number of nodes, each of the group's largest type. */
function nodeCpus({ cluster }: Environment, wanted: "on-demand" | "spot"): number {
  const groups = Object.values(cluster?.nodeGroups ?? {}).filter(({ capacity }) => capacity === wanted);
  return groups.reduce((sum, { max, instanceTypes }) => sum + max * Math.max(...instanceTypes.map(cpusOf)), 0);
}

interface Instance extends Tagged {
  readonly State: { readonly Name: string };
  readonly InstanceLifecycle?: string;
  readonly InstanceType: string;
  readonly CpuOptions?: { readonly CoreCount: number; readonly ThreadsPerCore: number };
}

/** Families that share the two standard limits. */
const STANDARD = /^(?:a|c|d|h|i|m|r|t|z)\d/;

async function runningCpus({ aws, environment }: Subject, isSpot: boolean): Promise<number> {
  const { Reservations } = await aws<{ Reservations: { Instances: Instance[] }[] }>("ec2", "describe-instances");
  const instances = Reservations.flatMap(({ Instances }) => Instances).filter(
    ({ State, InstanceLifecycle, InstanceType }) =>
      ["pending", "running"].includes(State.Name) &&
      (InstanceLifecycle === "spot") === isSpot &&
      STANDARD.test(InstanceType),
  );
  return othersOf(instances, environment).reduce(
    (sum, { CpuOptions, InstanceType }) =>
      sum + (CpuOptions ? CpuOptions.CoreCount * CpuOptions.ThreadsPerCore : cpusOf(InstanceType)),
    0,
  );
}

/** The limit that is in force: the account's own, or AWS's default where nobody ever changed it. */
async function limitOf(aws: Aws, { service, code }: Quota): Promise<number> {
  const which = ["--service-code", service, "--quota-code", code];
  const own = await ifThere(aws<{ Quota: { Value: number } }>("service-quotas", "get-service-quota", ...which));
  if (own) return own.Quota.Value;
  const { Quota } = await aws<{ Quota: { Value: number } }>(
    "service-quotas",
    "get-aws-default-service-quota",
    ...which,
  );
  return Quota.Value;
}

async function checkQuota(quota: Quota, subject: Subject): Promise<Finding[]> {
  const { what, service, code, needed, used } = quota;
  const wanted = needed(subject);
  if (wanted === 0) return [fine(`none of the ${what} is needed`)];
  const [limit, others] = await Promise.all([limitOf(subject.aws, quota), used(subject)]);
  const sum = wanted + others;
  const sentence = `${what}: needed ${wanted}, in use by others ${others}, allowed ${limit}`;
  const region = subject.environment.region;
  return sum <= limit
    ? [fine(sentence)]
    : [
        problem(
          sentence,
          `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${sum} --region ${region}`,
        ),
      ];
}

export const QUOTA_CHECKS: readonly Check[] = QUOTAS.map((quota) => ({
  id: quota.id,
  what: quota.what,
  where: "aws",
  run: (subject) => checkQuota(quota, subject),
}));
