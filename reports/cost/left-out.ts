import { type Block, blockIn, blocksIn, type SynthesizedEnvironment, textsOf } from "../synthesized";
import { cents } from "./amount";
import { text } from "./charge";
import { isBurstable } from "./instance-types";
import { bookOf } from "./price-book";
import type { RegionOf } from "./region";

/** Something that costs money and is not in the estimate, because nothing tells how much of it there is. */
export interface LeftOut {
  readonly what: string;
  /** The use that `monthlyUsd` is for. */
  readonly use: string;
  /** US dollars a month at that use; null when the region has no price for it. */
  readonly monthlyUsd: number | null;
}

/** Of a kind of cost: what it is, at which use it is priced, and how often that use is there. */
interface Kind {
  readonly what: string;
  readonly use: string;
  readonly price: string;
  /** How much of what the price is for, at that use. */
  readonly count: number;
  /** How many times an environment has it. @default once */
  readonly times?: (resources: readonly Block[]) => number;
}

const ofType = (type: string) => (resources: readonly Block[]) => resources.filter((one) => one.type === type);
const counted = (type: string) => (resources: readonly Block[]) => ofType(type)(resources).length;

const KINDS: readonly Kind[] = [
  {
    what: "processor time of T nodes and servers beyond what they earn, which unlimited credits allow",
    use: "a vCPU-hour a day on each",
    price: "burst-vcpu",
    count: 30,
    times: unlimitedMachines,
  },
  {
    what: "metrics that Grafana asks CloudWatch for (GetMetricData)",
    use: "a dashboard of 20 metrics open eight hours on 22 days, refreshed every minute",
    price: "metric-request",
    count: 20 * 60 * 8 * 22,
    times: (resources) =>
      ofType("helm_release")(resources).some(({ values }) => /grafana/.test(String(values.chart))) ? 1 : 0,
  },
  {
    what: "data that leaves through NAT gateways to the internet",
    use: "10 GB",
    price: "internet-data",
    count: 10,
    times: (resources) => Math.min(1, counted("aws_nat_gateway")(resources)),
  },
  {
    what: "data that servers of their own, like Jenkins, send to the internet",
    use: "10 GB each",
    price: "internet-data",
    count: 10,
    times: counted("aws_instance"),
  },
  { what: "traffic between zones", use: "100 GB, in both directions", price: "cross-az", count: 200 },
  {
    what: "data through interface endpoints",
    use: "50 GB each",
    price: "endpoint-data",
    count: 50,
    times: (resources) =>
      ofType("aws_vpc_endpoint")(resources).filter(({ values }) => values.vpc_endpoint_type === "Interface").length,
  },
  {
    what: "snapshots of the cache beyond the newest",
    use: "1 GB for each day that they are kept",
    price: "cache-backup",
    count: 1,
    times: (resources) =>
      sum(
        resources,
        "aws_elasticache_replication_group",
        (one) => Number(one.values.snapshot_retention_limit ?? 0) - 1,
      ),
  },
  {
    what: "enhanced monitoring of databases, written to CloudWatch logs",
    use: "0.2 GB each, about what one report a minute is",
    price: "log-ingestion",
    count: 0.2,
    times: (resources) =>
      sum(resources, "aws_db_instance", (one) =>
        Number(one.values.monitoring_interval ?? 0) > 0 ? 60 / Number(one.values.monitoring_interval) : 0,
      ),
  },
  {
    what: "requests to KMS",
    use: "100,000",
    price: "kms-request",
    count: 100_000,
    times: (all) => Math.min(1, counted("aws_kms_key")(all)),
  },
  {
    what: "calls to Secrets Manager",
    use: "100,000, about what two pods that ask every minute make",
    price: "secret-request",
    count: 100_000,
  },
  { what: "writes to S3, of states and of load balancer logs", use: "10,000", price: "s3-request", count: 10_000 },
  { what: "messages of alarms to SNS", use: "10,000", price: "sns-request", count: 10_000 },
  {
    what: "DNS queries, where a zone of Route 53 answers them",
    use: "1,000,000",
    price: "dns-query",
    count: 1_000_000,
  },
  {
    what: "storage that databases add by themselves",
    use: "all up to their maximum",
    price: "rds-gp3",
    count: 1,
    times: (resources) =>
      sum(
        resources,
        "aws_db_instance",
        ({ values }) =>
          (Number(values.max_allocated_storage ?? 0) - Number(values.allocated_storage ?? 0)) *
          (values.multi_az === true ? 2 : 1),
      ),
  },
  { what: "queries of CloudWatch logs", use: "10 GB scanned", price: "log-query", count: 10 },
  { what: "alarms on what a switch adds", use: "one", price: "alarm", count: 1 },
];

/** What nothing here prices at all. */
export const UNPRICED_KINDS: readonly string[] = [
  "free tiers of the account: other things in it may use them up",
  "taxes, support plans, discounts and reservations",
];

/** The kinds of cost that an environment has besides its estimate, each with its figure at a stated use. */
export function leftOutOf({ stacks }: SynthesizedEnvironment, regionOf: RegionOf): LeftOut[] {
  const resources = stacks.flatMap((stack) => stack.resources);
  const region = resources.map(regionOf).find((one) => one !== undefined);
  return KINDS.flatMap(({ what, use, price, count, times = () => 1 }) => {
    const many = times(resources);
    const usd = bookOf(region).price(price)?.usd;
    if (!(many > 0)) return [];
    return [{ what, use, monthlyUsd: usd === undefined ? null : cents(usd * count * many) }];
  });
}

const sum = (resources: readonly Block[], type: string, of: (one: Block) => number): number =>
  ofType(type)(resources).reduce((total, one) => total + Math.max(0, of(one)), 0);

/** T machines whose credits are not `standard`. T3 and T4g are unlimited unless told otherwise. Source: Amazon EC2 user guide. */
function unlimitedMachines(resources: readonly Block[]): number {
  const templates = ofType("aws_launch_template")(resources);
  const isStandard = (values: Block["values"]) => blockIn(values, "credit_specification").cpu_credits === "standard";
  const nodes = sum(resources, "aws_eks_node_group", ({ values }) => {
    const id = text(blockIn(values, "launch_template").id) ?? "";
    const template = templates.find(({ address }) => id.includes(`${address}.`));
    const [type = "t3.medium"] = textsOf(values.instance_types);
    if (!isBurstable(type) || (template && isStandard(template.values))) return 0;
    return Number(blocksIn(values, "scaling_config")[0]?.desired_size ?? 0);
  });
  const servers = ofType("aws_instance")(resources).filter(
    ({ values }) => isBurstable(text(values.instance_type) ?? "") && !isStandard(values),
  );
  return nodes + servers.length;
}
