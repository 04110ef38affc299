import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportCost } from "../../reports/cost";
import { bookOf } from "../../reports/cost/price-book";
import { readEnvironments, type SynthesizedEnvironment } from "../../reports/synthesized";
import type { Block } from "../helpers";
import { everything, monitoringWith } from "../modules/monitoring-fixture";
import { ENVIRONMENTS } from "../project";
import { charges, demo, reportOn } from "./cost-fixture";
import { realEnvironments } from "./real-output";

const [flaskEks, statuspageEnvironment] = realEnvironments() as [SynthesizedEnvironment, SynthesizedEnvironment];
const usage = statuspageEnvironment.stacks.find(({ name }) => name === "network")?.locals.usage as Record<
  string,
  number
>;

describe("the environments of tests", () => {
  const statuspage = reportCost(statuspageEnvironment);

  test.each([statuspageEnvironment, flaskEks])("$name has no resource without a price", (environment) => {
    expect(reportCost(environment).unpriced).toEqual([]);
  });

  test("stacks add up to the total", () => {
    expect(statuspage.stacks.reduce((sum, { monthly }) => sum + monthly.atLeastUsd, 0)).toBeCloseTo(
      statuspage.monthly.usd ?? Number.NaN,
    );
  });

  test("every price that a line uses is in the report with its source, date and unit", () => {
    const known = new Set(statuspage.prices.map(({ key }) => key));
    expect(statuspage.lines.filter(({ price }) => !known.has(price))).toEqual([]);
    for (const price of statuspage.prices)
      expect(price).toMatchObject({
        source: expect.stringMatching(/.{10}/),
        date: expect.stringMatching(/^20\d\d-\d\d$/),
        unit: expect.any(String),
        confidence: expect.stringMatching(/^(high|medium|low)$/),
      });
  });

  test("the same JSON gives the same report", () => {
    expect(JSON.stringify(reportCost(statuspageEnvironment))).toBe(JSON.stringify(statuspage));
  });

  test("assumptions are those of the environment file", () => {
    expect(statuspage.assumptions).toContainEqual({
      key: "costs.natGb",
      value: usage.natGb,
      unit: "GB a month",
      what: "data through all NAT gateways together",
    });
  });

  test("what comes on top is said with its figure at a stated use", () => {
    expect(statuspage.leftOut).toContainEqual({ what: "requests to KMS", use: "100,000", monthlyUsd: 0.3 });
    expect(statuspage.leftOut.filter(({ monthlyUsd, use }) => monthlyUsd === null || use === "")).toEqual([]);
  });

  test("the first month is cheaper: keys have not been rotated, and logs and backups only begin", () => {
    const dearer = statuspage.lines.filter(({ firstMonthUsd, monthlyUsd }) => firstMonthUsd !== monthlyUsd);
    expect(new Set(dearer.map(({ price }) => price))).toEqual(
      new Set(["kms", "log-storage", "ebs-snapshot", "rds-backup"]),
    );
    expect(statuspage.firstMonthUsd).toBeLessThan(statuspage.monthly.atLeastUsd);
  });

  test("spot nodes make the total a range, up to what they cost on demand", () => {
    const [low, high] = statuspage.monthly.rangeUsd ?? [0, 0];
    expect(low).toBeLessThanOrEqual(statuspage.monthly.atLeastUsd);
    const spot = statuspage.lines.filter(({ price }) => price.startsWith("spot:"));
    const dearest = (price: string) =>
      Math.max(
        ...price
          .slice("spot:".length)
          .split("+")
          .map((type) => bookOf("us-east-1").price(`ec2:${type}`)?.usd ?? 0),
      );
    const more = spot.reduce((sum, one) => sum + one.count * dearest(one.price) * 730 - one.monthlyUsd, 0);
    expect(more).toBeGreaterThan(0);
    expect(high).toBeCloseTo(statuspage.monthly.atLeastUsd + more, 1);
    expect(reportCost(flaskEks).monthly.rangeUsd).toBeNull();
  });
});

describe("switches", () => {
  const folder = mkdtempSync(join(tmpdir(), "switch-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The environment of the one file in the folder. */
  const synthesized = (environments: string): SynthesizedEnvironment => {
    const outdir = join(environments, "out");
    const env = { PATH: process.env.PATH, ENVIRONMENTS_DIR: environments, CDKTF_OUTDIR: outdir };
    const { status, stderr } = spawnSync(process.execPath, ["dist/main.js"], { env, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return readEnvironments(outdir)[0] as SynthesizedEnvironment;
  };
  /** What the environment really costs when its file is changed and synthesized again. */
  const synthesizedWith = (find: string, write: string): number => {
    const file = readFileSync(join(ENVIRONMENTS, "statuspage.yaml"), "utf8");
    expect(file).toContain(find);
    writeFileSync(join(folder, "statuspage.yaml"), file.replace(find, write));
    return withoutAlarms(reportCost(synthesized(folder)));
  };
  /** Alarms come and go with what they watch; the report says so beside the switches. */
  const withoutAlarms = ({ lines }: ReturnType<typeof reportCost>): number =>
    lines
      .filter(({ address }) => !address.startsWith("aws_cloudwatch_metric_alarm."))
      .reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0);
  const report = reportCost(statuspageEnvironment);
  const { switches } = report;

  test.each([
    ["network.nat", "per-zone", "nat: single", "nat: per-zone"],
    ["data.database.multiAz", "true", "multiAz: false", "multiAz: true"],
    ["data.cache.nodes", "2", "nodes: 1", "nodes: 2"],
    ["cluster.nodeGroups.workers.desired", "6", "desired: 4", "desired: 6"],
    ["cluster.nodeGroups.workers.capacity", "on-demand", "capacity: spot", "capacity: on-demand"],
  ])("%s: %s costs what the environment costs when it is written so", (key, value, find, write) => {
    const option = switches.find((one) => one.key === key)?.options.find((one) => one.value === value);
    expect(option?.difference.usd).toBeCloseTo(synthesizedWith(find, write) - withoutAlarms(report), 1);
  });

  test("no NAT gateway is a saving only where it may be written: without workloads, whose images come from the internet", () => {
    const ways = ({ stacks, ...others }: typeof statuspageEnvironment) =>
      reportCost({ ...others, stacks })
        .switches.find(({ key }) => key === "network.nat")
        ?.options.map(({ value }) => value);
    expect(ways(statuspageEnvironment)).toEqual(["per-zone"]);
    const stacks = statuspageEnvironment.stacks.filter(({ name }) => name !== "workloads");
    expect(ways({ ...statuspageEnvironment, stacks })).toEqual(["none", "per-zone"]);
  });

  test("that change nothing are left out, and those that change most come first", () => {
    const effects = switches.map(({ options }) => Math.abs(options[0]?.difference.usd ?? 0));
    expect(effects).toEqual([...effects].sort((a, b) => b - a));
    expect(switches.flatMap(({ options }) => options).filter(({ difference }) => difference.usd === 0)).toEqual([]);
  });

  test("extended support costs six times the control plane", () => {
    expect(switches.find(({ key }) => key === "cluster.version")?.options).toMatchObject([
      { value: "in extended support", difference: { usd: 365 } },
    ]);
  });
});

describe("charges", () => {
  test.each([
    ["1.33", "EXTENDED", "control plane in extended support: 438"],
    ["1.33", undefined, "control plane in extended support: 438"],
    ["1.33", "STANDARD", "control plane: 73"],
    ["1.35", "EXTENDED", "control plane: 73"],
  ])("a control plane of %s with %s support costs what AWS asks for it", (version, supportType, line) => {
    const upgrade = supportType ? { upgrade_policy: { support_type: supportType } } : {};
    expect(charges({ aws_eks_cluster: { c: { version, ...upgrade } } })).toEqual([line]);
  });

  test("spot nodes cost the assumed part of the on-demand price, with their volumes and monitoring", () => {
    const template = {
      block_device_mappings: [{ ebs: { volume_size: 30, volume_type: "gp3" } }],
      monitoring: { enabled: true },
    };
    const group = {
      capacity_type: "SPOT",
      instance_types: ["t3.small", "t3.medium"],
      launch_template: { id: "${aws_launch_template.t.id}" },
      scaling_config: { desired_size: 2, min_size: 1, max_size: 3 },
    };
    expect(
      charges({ aws_eks_node_group: { g: group }, aws_launch_template: { t: template } }, { spotPercent: 50 }),
    ).toEqual([
      "2 spot nodes t3.small or t3.medium: 15.18",
      "root volumes, 30 GB each: 4.8",
      "detailed monitoring: 4.2",
    ]);
  });

  test("a server costs its instance, its volumes and its address", () => {
    const server = {
      instance_type: "t3.large",
      associate_public_ip_address: true,
      root_block_device: { volume_size: 30, volume_type: "gp3" },
    };
    expect(charges({ aws_instance: { jenkins: server } })).toEqual([
      "instance t3.large: 60.74",
      "volume, 30 GB each: 2.4",
      "public address: 3.65",
    ]);
  });

  test("a server that says nothing of its disk has the image's", () => {
    expect(charges({ aws_instance: { a: { instance_type: "m5.large" } } })).toEqual([
      "instance m5.large: 70.08",
      "volume, 8 GB each: 0.8",
    ]);
  });

  test("gp3 volumes are paid for what they can do beyond the base", () => {
    const volume = { type: "gp3", size: 40, iops: 4000, throughput: 130 };
    expect(charges({ aws_ebs_volume: { a: volume } })).toEqual([
      "volume, 40 GB each: 3.2",
      "4000 IOPS: 5",
      "130 MiB/s: 0.2",
    ]);
  });

  test("a key costs a dollar, and two more once it has been rotated twice", () => {
    const { lines } = reportOn({ aws_kms_key: { fixed: {}, rotated: { enable_key_rotation: true } } });
    expect(lines.map(({ address, monthlyUsd, firstMonthUsd }) => [address, monthlyUsd, firstMonthUsd])).toEqual([
      ["aws_kms_key.fixed", 1, 1],
      ["aws_kms_key.rotated", 1, 1],
      ["aws_kms_key.rotated", 2, 0],
    ]);
  });

  test("logs are kept compressed, to 15 percent of what was written", () => {
    const group = { name: "/app", retention_in_days: 365 };
    expect(charges({ aws_cloudwatch_log_group: { a: group } }, { otherLogGb: 100 })).toEqual([
      "logs written: 50",
      "logs kept for 365 days: 5.4",
    ]);
  });

  test("one NAT gateway for several zones is paid for the way between them, in both directions", () => {
    const aws_subnet = { a: { availability_zone: "us-east-1a" }, b: { availability_zone: "us-east-1b" } };
    expect(charges({ aws_nat_gateway: { a: {} }, aws_subnet }, { natGb: 1000 })).toEqual([
      "NAT gateway: 32.85",
      "its share of the data: 45",
      "data of 1 of 2 zones to it, in both directions: 10",
    ]);
  });

  test("a database past its support pays for every processor", () => {
    const database = { engine: "postgres", engine_version: "12", instance_class: "db.t3.large", allocated_storage: 20 };
    expect(charges({ aws_db_instance: { a: database } })).toContain("extended support of 12: 146");
  });

  test("what a resource makes several of is paid several times", () => {
    const { lines, monthly } = reportOn({ aws_eip: { a: { count: 3 }, b: { for_each: { x: 1, y: 2 } } } });
    expect([lines.length, monthly.usd]).toEqual([5, 18.25]);
  });

  test("an elastic address is not paid beside the one that it replaces", () => {
    const server = { instance_type: "t3.large", associate_public_ip_address: true };
    const resource = { aws_instance: { jenkins: server }, aws_eip: { a: { instance: "${aws_instance.jenkins.id}" } } };
    expect(charges(resource)).toEqual(["public address: 3.65", "instance t3.large: 60.74", "volume, 8 GB each: 0.8"]);
  });

  test("two zones double the database and its storage", () => {
    const database = {
      engine: "postgres",
      instance_class: "db.m5.large",
      allocated_storage: 20,
      storage_type: "gp3",
      multi_az: true,
    };
    expect(charges({ aws_db_instance: { main: database } })).toEqual([
      "db.m5.large in two zones: 259.88",
      "20 GB of storage: 4.6",
      "automatic backups: 0",
    ]);
  });

  test("gateway endpoints cost nothing, interface endpoints by zone", () => {
    const subnet_ids = ["${aws_subnet.a.id}", "${aws_subnet.b.id}"];
    expect(
      charges({
        aws_subnet: { a: {}, b: {} },
        aws_vpc_endpoint: { s3: { vpc_endpoint_type: "Gateway" }, ecr: { vpc_endpoint_type: "Interface", subnet_ids } },
      }),
    ).toEqual(["endpoint in 2 zones: 14.6"]);
  });

  const ingress = (group: string | undefined, scheme: string, name: string): Block => ({
    metadata: {
      name,
      namespace: "demo",
      annotations: {
        "alb.ingress.kubernetes.io/scheme": scheme,
        ...(group && { "alb.ingress.kubernetes.io/group.name": group }),
      },
    },
  });
  const subnet = { tags: { "kubernetes.io/role/elb": "1" } };

  test("ingresses of a group share one load balancer, public on behalf of all, with an address in each zone", () => {
    expect(
      charges(
        {
          kubernetes_ingress_v1: {
            a: ingress("shared", "internet-facing", "a"),
            b: ingress("shared", "internet-facing", "b"),
          },
          aws_subnet: { a: subnet, b: subnet, private: {} },
        },
        { loadBalancerUnits: 2, internetGb: 100 },
      ),
    ).toEqual([
      "load balancer of shared: 16.43",
      "its capacity units: 11.68",
      "public addresses in 2 zones: 7.3",
      "data out: 9",
    ]);
  });

  test("an internal ingress without a group has a load balancer of its own and no public address", () => {
    expect(
      charges({
        kubernetes_ingress_v1: {
          a: ingress(undefined, "internal", "a"),
          b: ingress(undefined, "internal", "b"),
        },
      }),
    ).toEqual([
      "load balancer of demo/a: 16.43",
      "its capacity units: 5.84",
      "load balancer of demo/b: 16.43",
      "its capacity units: 5.84",
    ]);
  });

  test("a load balancer of Terraform's own costs what one of an ingress does, addresses in its subnets included", () => {
    const balancer = { name: "ci", subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] };
    const aws_subnet = { a: {}, b: {} };
    expect(charges({ aws_lb: { ci: balancer }, aws_subnet }, { loadBalancerUnits: 1, internetGb: 0 })).toEqual([
      "load balancer of ci: 16.43",
      "its capacity units: 5.84",
      "public addresses in 2 zones: 7.3",
      "data out: 0",
    ]);
    expect(charges({ aws_lb: { ci: { ...balancer, internal: true } }, aws_subnet })).toHaveLength(2);
  });

  test("claims are volumes, and backups hold them", () => {
    const claim = {
      metadata: { name: "uploads" },
      spec: { resources: { requests: { storage: "10Gi" } } },
    };
    const plan = { rule: [{ lifecycle: { delete_after: 35 } }] };
    expect(charges({ kubernetes_persistent_volume_claim_v1: { c: claim }, aws_backup_plan: { p: plan } })).toEqual([
      "volumes, 35 days: 0.85",
      "volume of uploads: 0.8",
    ]);
  });

  test("the volumes of charts are found in the real values of Prometheus and Grafana", () => {
    const { json } = monitoringWith(everything);
    const { lines, unpriced } = reportCost(demo({ workloads: json, network: { locals: { usage } } }));
    expect(unpriced).toEqual([]);
    expect(lines.filter(({ what }) => what.startsWith("volume of")).map(({ what, count }) => [what, count])).toEqual([
      ["volume of grafana", 5],
      ["volume of prometheus.alertmanager", 1],
      ["volume of prometheus.server", 20],
    ]);
  });

  test("an alarm is paid by metric", () => {
    const metric_query = [{ metric: [{}] }, { metric: [{}] }, { expression: "a/b" }];
    expect(charges({ aws_cloudwatch_metric_alarm: { one: { period: 60 }, two: { metric_query } } })).toEqual([
      "alarm: 0.1",
      "alarm: 0.2",
    ]);
  });

  test("an alarm on ten seconds costs the price of high resolution", () => {
    expect(charges({ aws_cloudwatch_metric_alarm: { one: { period: 10 } } })).toEqual(["alarm: 0.3"]);
  });
});

describe("the description's own breakdown", () => {
  const { described, monthly } = reportCost(statuspageEnvironment);

  test("has every line of the description, in its order", () => {
    expect(described?.lines.map(({ name, describedUsd }) => [name, ...describedUsd])).toEqual([
      ["EKS Control Plane", 72, 72],
      ["EKS Nodes (t3.small SPOT)", 6, 8],
      ["Jenkins (t3.large)", 60, 60],
      ["RDS (db.m5.large)", 95, 95],
      ["ElastiCache (t3.micro)", 15, 15],
      ["ALB", 16, 16],
      ["NAT Gateway", 45, 45],
      ["Storage & Networking", 10, 10],
      ["not in the description", 0, 0],
      ["Total", 319, 329],
    ]);
  });

  test("is compared with the whole estimate: its parts add up to the total", () => {
    const parts = described?.lines.slice(0, -1).reduce((sum, { estimatedUsd }) => sum + estimatedUsd, 0);
    expect(parts).toBeCloseTo(monthly.atLeastUsd, 2);
    expect(described?.lines.at(-1)?.estimatedUsd).toBe(monthly.usd);
  });

  test("explains every difference", () => {
    expect(described?.lines.filter(({ because }) => because.length < 20)).toEqual([]);
  });

  test("adds up each line from figures", () => {
    const storage = described?.lines.find(({ name }) => name === "Storage & Networking");
    const figures = [...(storage?.figures ?? "").matchAll(/\$(\d+\.\d\d)/g)].map(([, usd]) => Number(usd));
    expect(figures.length).toBeGreaterThan(8);
    expect(figures.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(storage?.estimatedUsd ?? 0, 2);
  });

  test("is there for the described environment only", () => {
    expect(reportCost(flaskEks).described).toBeUndefined();
  });
});
