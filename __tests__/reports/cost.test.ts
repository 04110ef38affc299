import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportCost } from "../../reports/cost";
import { PRICES } from "../../reports/cost/price-book";
import { LEFT_OUT } from "../../reports/cost/usage";
import { parseStack, readEnvironments, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";
import type { Block } from "../helpers";
import { everything, monitoringWith } from "../modules/monitoring-fixture";
import { madeTypes } from "./made-types";
import { realEnvironments } from "./real-output";

const [flaskEks, statuspageEnvironment] = realEnvironments() as [SynthesizedEnvironment, SynthesizedEnvironment];
const usage = statuspageEnvironment.stacks.find(({ name }) => name === "network")?.locals.usage as Record<
  string,
  number
>;
/** An environment `demo` of hand-written stacks. */
const demo = (stacks: Readonly<Record<string, Block>>): SynthesizedEnvironment => ({
  name: "demo",
  stacks: Object.entries(stacks).map(([name, json]) => parseStack(`demo-${name}`, json as Values)),
});

/** The report on one stack of hand-written resources, with the shipped assumptions or changed ones. */
const reportOn = (resource: Block, changes: Record<string, number> = {}) =>
  reportCost(demo({ network: { resource, locals: { usage: { ...usage, ...changes } } } }));
/** What each charge is and costs. */
const charges = (resource: Block, changes: Record<string, number> = {}) =>
  reportOn(resource, changes).lines.map(({ what, monthlyUsd }) => `${what}: ${monthlyUsd}`);

describe("the shipped environments", () => {
  const statuspage = reportCost(statuspageEnvironment);

  test.each([statuspageEnvironment, flaskEks])("$name has no resource without a price", (environment) => {
    expect(reportCost(environment).unpriced).toEqual([]);
  });

  test("stacks add up to the total", () => {
    expect(statuspage.stacks.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0)).toBeCloseTo(statuspage.monthlyUsd);
  });

  test("every price that a line uses is in the report with its source, date and unit", () => {
    for (const { price } of statuspage.lines)
      expect(statuspage.prices[price]).toMatchObject({
        source: expect.stringMatching(/.{10}/),
        date: expect.stringMatching(/^20\d\d-\d\d$/),
        unit: expect.any(String),
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

  test("what is left out is said", () => {
    expect(statuspage.leftOut).toBe(LEFT_OUT);
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
    const file = readFileSync("environments/statuspage.yaml", "utf8");
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
    expect(option?.differenceUsd).toBeCloseTo(synthesizedWith(find, write) - withoutAlarms(report), 2);
  });

  test("how it is costs nothing more", () => {
    expect(switches.map(({ options }) => options.filter(({ differenceUsd }) => differenceUsd === 0).length)).toEqual(
      switches.map(() => 1),
    );
  });

  test("extended support costs six times the control plane", () => {
    expect(switches.find(({ key }) => key === "cluster.version")?.options[1]?.differenceUsd).toBe(365);
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
    ).toEqual(["2 spot nodes t3.small: 15.18", "root volumes, 30 GB each: 4.8", "detailed monitoring: 4.2"]);
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

  test("an elastic address is not paid beside the one that it replaces", () => {
    const server = { instance_type: "t3.large", associate_public_ip_address: true };
    const resource = { aws_instance: { jenkins: server }, aws_eip: { a: { instance: "${aws_instance.jenkins.id}" } } };
    expect(charges(resource)).toEqual(["public address: 3.65", "instance t3.large: 60.74"]);
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
      "storage: 4.6",
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

describe("what has no price", () => {
  test("is no type that a module can make", () => {
    const unsaid = madeTypes().filter((type) =>
      reportOn({ [type]: { x: {} } }).unpriced.some(({ why }) => why === `nobody has said what ${type} costs`),
    );
    expect(unsaid).toEqual([]);
  });

  test.each([
    ["a type nobody priced", { aws_new_thing: { x: {} } }, "nobody has said what aws_new_thing costs"],
    [
      "an instance type",
      { aws_instance: { x: { instance_type: "m9.huge" } } },
      'the price book has no "ec2:m9.huge" (instance m9.huge)',
    ],
    [
      "a size that is not known yet",
      { aws_ebs_volume: { x: { type: "gp3", size: "${var.size}" } } },
      'how much of "volume, ${var.size} GB each" there is cannot be told',
    ],
    [
      "an endpoint in subnets that are not there",
      { aws_vpc_endpoint: { x: { vpc_endpoint_type: "Interface", subnet_ids: ["subnet-1"] } } },
      'how much of "endpoint in subnets that cannot be told" there is cannot be told',
    ],
    [
      "a chart whose values cannot be read",
      { helm_release: { x: { name: "shop", values: ["{ broken"] } } },
      'how much of "volume of shop, whose values cannot be read" there is cannot be told',
    ],
    [
      "a load balancer of a service",
      { kubernetes_service_v1: { x: { spec: { type: "LoadBalancer" } } } },
      "nobody has said what kubernetes_service_v1 costs",
    ],
  ])("%s is listed and not counted as zero", (_what, resource: Block, why) => {
    const { unpriced, notices } = reportOn(resource);
    expect(unpriced.map((one) => one.why)).toEqual([why]);
    expect(notices).toEqual(["1 resource has no known price and comes on top"]);
  });

  test("settings are neither priced nor unknown", () => {
    expect(reportOn({ aws_subnet: { a: {} }, aws_iam_role: { b: {} } })).toMatchObject({ lines: [], unpriced: [] });
  });

  test("assumptions that are not there are asked for", () => {
    expect(() => reportCost(demo({ network: { locals: { usage: { ...usage, natGb: undefined } } } }))).toThrow(
      'no stack of demo has a local value "usage" with natGb; the network stack writes it',
    );
  });
});

describe("the budget", () => {
  const budget = (limit_amount: string) => ({ aws_budgets_budget: { b: { limit_amount, time_unit: "MONTHLY" } } });
  const gateway = { aws_nat_gateway: { a: {} } };

  test("that the estimate exceeds is a problem", () => {
    expect(reportOn({ ...budget("20"), ...gateway }).problems).toEqual([
      "workloads.monitoring.monthlyBudgetUsd: the estimate of $35.10 a month exceeds the budget of $20; raise the budget or leave something out",
    ]);
  });

  test("that is just enough is none", () => {
    expect(reportOn({ ...budget("35.10"), ...gateway }).problems).toEqual([]);
  });

  test("that is not there is none", () => {
    expect(reportOn(gateway).budget).toBeUndefined();
  });
});

test("another region than that of the prices is said", () => {
  expect(reportOn({ aws_subnet: { a: { availability_zone: "eu-central-1a" } } }).notices).toEqual([
    "prices are those of us-east-1; eu-central-1 has prices of its own, so this is a rough estimate",
  ]);
});

describe("the description's own breakdown", () => {
  const { described, monthlyUsd } = reportCost(statuspageEnvironment);

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
    expect(parts).toBeCloseTo(monthlyUsd, 2);
    expect(described?.lines.at(-1)?.estimatedUsd).toBe(monthlyUsd);
  });

  test("explains every difference", () => {
    expect(described?.lines.filter(({ because }) => because.length < 20)).toEqual([]);
  });

  test("is there for the described environment only", () => {
    expect(reportCost(flaskEks).described).toBeUndefined();
  });
});

describe("the price book", () => {
  test.each([...PRICES])("%s is positive, dated and has a source and a confidence", (_key, price) => {
    expect(price.usd).toBeGreaterThan(0);
    expect(price.date).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(price.source.length).toBeGreaterThan(20);
    expect(["high", "medium", "low"]).toContain(price.confidence);
  });
});
