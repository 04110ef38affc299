import { reportCost } from "../../reports/cost";
import { amountOf, inWords } from "../../reports/cost/amount";
import { differenceInWords, differenceOf } from "../../reports/cost/difference";
import { estimate } from "../../reports/cost/estimate";
import type { Block } from "../helpers";
import { demo, reportOn, STANDARD, stackOf } from "./cost-fixture";
import { madeTypes } from "./made-types";

const GATEWAY = { aws_nat_gateway: { a: {} } };
const UNKNOWN = { aws_instance: { x: { instance_type: "m9.huge" } } };
const nodes = (type: string, count = 2, capacity_type = "ON_DEMAND") => ({
  aws_eks_node_group: { x: { instance_types: [type], capacity_type, scaling_config: { desired_size: count } } },
});
const budget = (limit_amount: string, more: object = {}) => ({
  aws_budgets_budget: { b: { limit_amount, time_unit: "MONTHLY", ...more } },
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
    ["an instance type", UNKNOWN, 'the price book has no "ec2:m9.huge" of us-east-1 (instance m9.huge)'],
    [
      "nodes with Windows",
      {
        aws_eks_node_group: {
          x: {
            ami_type: "WINDOWS_CORE_2022_x86_64",
            instance_types: ["m5.large"],
            scaling_config: { desired_size: 1 },
          },
        },
      },
      'the price book has no "ec2-windows:m5.large" of us-east-1 (1 nodes m5.large with Windows)',
    ],
    [
      "a server on hardware of its own",
      { aws_instance: { x: { instance_type: "m5.large", tenancy: "dedicated" } } },
      'the price book has no "ec2-dedicated:m5.large" of us-east-1 (instance m5.large)',
    ],
    [
      "spot nodes of which one type has no price",
      {
        aws_eks_node_group: {
          x: { instance_types: ["m5.large", "m9.huge"], capacity_type: "SPOT", scaling_config: { desired_size: 1 } },
        },
      },
      'the price book has no "spot:m5.large+m9.huge" of us-east-1 (1 spot nodes m5.large or m9.huge)',
    ],
    [
      "a database of another engine",
      { aws_db_instance: { x: { engine: "oracle-ee", instance_class: "db.m5.large", allocated_storage: 20 } } },
      'the price book has no "rds:oracle-ee:db.m5.large" of us-east-1 (db.m5.large in one zone)',
    ],
    [
      "a size that is not known yet",
      { aws_ebs_volume: { x: { type: "gp3", size: "${var.size}" } } },
      'how much of "volume, ${var.size} GB each" there is cannot be told',
    ],
    [
      "as many as somebody else reckons",
      { aws_eip: { x: { count: "${var.many}" } } },
      'how much of "public address, nobody can tell how often" there is cannot be told',
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
      "a load balancer that a chart asks for",
      { helm_release: { x: { name: "shop", values: ["service: { type: LoadBalancer }"] } } },
      `the price book has no "load-balancer-of-a-chart" of us-east-1 (load balancer for shop's service.type)`,
    ],
    [
      "a load balancer of a service",
      { kubernetes_service_v1: { x: { spec: { type: "LoadBalancer" } } } },
      "nobody has said what kubernetes_service_v1 costs",
    ],
  ])("%s is listed and not counted as zero", (_what, resource: Block, why) => {
    const { unpriced, notices, monthly } = reportOn(resource);
    expect(unpriced.map((one) => one.why)).toEqual([why]);
    expect(notices[0]).toBe("1 charge has no known price and comes on top");
    expect(monthly).toMatchObject({ usd: null, unpriced: 1 });
  });

  test("is what a module makes", () => {
    const { unpriced } = reportCost(demo({ network: { module: { vpc: { source: "./vpc" } } } }));
    expect(unpriced).toMatchObject([
      { address: "module.vpc", why: "what a module makes cannot be seen here", isCompute: true },
    ]);
  });

  test("logs that are kept for ever are no number either", () => {
    expect(reportOn({ aws_cloudwatch_log_group: { x: { name: "/app" } } }).monthly.usd).toBeNull();
  });

  test("settings are neither priced nor unknown", () => {
    expect(reportOn({ aws_subnet: { a: {} }, aws_iam_role: { b: {} } })).toMatchObject({ lines: [], unpriced: [] });
  });
});

describe("a total", () => {
  test("is at least what has a price, plus how much has none", () => {
    expect(inWords(reportOn({ ...GATEWAY, ...UNKNOWN }).monthly)).toBe("at least $35.90 + 1 without a price");
  });

  test("by kind and by stack is no less careful", () => {
    const { parts, stacks } = reportOn({ ...GATEWAY, ...UNKNOWN, aws_new_thing: { x: {} } });
    const unknown = [
      { part: "delivery", monthly: { usd: null, unpriced: 1 } },
      { part: null, monthly: { usd: null, unpriced: 1 } },
    ];
    expect(parts.filter(({ monthly }) => monthly.usd === null)).toMatchObject(unknown);
    expect(stacks).toMatchObject([{ stack: "network", monthly: { usd: null, unpriced: 2 } }]);
  });

  test("says which prices are another region's", () => {
    const { monthly, lines, notices } = reportOn({ aws_lb: { x: { name: "x", internal: true } } }, {}, "eu-west-3");
    expect(inWords(monthly)).toBe("$22.27 (2 prices borrowed from us-east-1)");
    expect(lines.map(({ borrowedFor, region }) => [borrowedFor, region])).toEqual([
      ["eu-west-3", "us-east-1"],
      ["eu-west-3", "us-east-1"],
    ]);
    expect(notices).toContain("2 prices borrowed from us-east-1, because none is known for eu-west-3; each is marked");
  });

  test("of a region that nothing names has every price borrowed, and says so", () => {
    const { notices, monthly } = reportCost(demo({ network: { resource: GATEWAY } }));
    expect(monthly.borrowed).toEqual({ prices: 2, region: "us-east-1" });
    expect(notices).toContain(
      "2 prices borrowed from us-east-1, because none is known for an unknown region; each is marked",
    );
  });

  test.each([
    ["its provider", { provider: { aws: [{ region: "eu-west-1" }] }, resource: GATEWAY }],
    ["a zone beside it", { resource: { ...GATEWAY, aws_subnet: { s: { availability_zone: "eu-west-1a" } } } }],
    [
      "itself",
      { provider: { aws: [{ region: "us-east-1" }] }, resource: { aws_nat_gateway: { a: { region: "eu-west-1" } } } },
    ],
    [
      "the provider that it names",
      {
        provider: { aws: [{ region: "us-east-1" }, { alias: "west", region: "eu-west-1" }] },
        resource: { aws_nat_gateway: { a: { provider: "aws.west" } } },
      },
    ],
  ])("takes the prices of the region that %s names", (_what, stack) => {
    expect(reportCost(demo({ network: stack })).lines[0]).toMatchObject({ region: "eu-west-1", monthlyUsd: 35.04 });
  });

  test("with assumptions that nobody wrote takes the standard ones and says so", () => {
    const { notices, assumptions } = reportCost(stackOf(GATEWAY, { natGb: undefined }));
    expect(assumptions).toContainEqual(expect.objectContaining({ key: "costs.natGb", value: STANDARD.natGb }));
    expect(notices).toContain("no stack says what is assumed about natGb, so the standard assumptions are taken");
  });

  test("names prices that are older than a year on the day of the audit", () => {
    const resource = { aws_secretsmanager_secret: { x: {} } };
    const old = "older than a year on 2026-11-28, look them up again: of 2024-07 secret";
    expect(reportCost(stackOf(resource), "2026-11-28").notices).toContain(old);
    expect(reportCost(stackOf(resource), "2024-12-01").notices).toEqual([]);
  });
});

describe("a difference", () => {
  const between = (before: Block, after: Block, region = "us-east-1") =>
    differenceInWords(differenceOf(estimate(stackOf(before, {}, region)), estimate(stackOf(after, {}, region))));

  test.each<[string, Block, Block, string]>([
    ["of priced sides has a sign", nodes("m5.large"), nodes("m5.xlarge"), "+140.16 USD a month"],
    ["to a machine without a price is unknown", nodes("m5.large"), nodes("m9.huge"), "unknown: 1 without a price"],
    ["from a machine without a price is unknown", nodes("m9.huge"), nodes("m5.large"), "unknown: 1 without a price"],
    ["of equal sides is none", UNKNOWN, UNKNOWN, "no difference"],
    ["of what is the same without a price cancels out", UNKNOWN, { ...UNKNOWN, ...GATEWAY }, "+35.10 USD a month"],
    ["of more of what has no price is unknown", nodes("m9.huge"), nodes("m9.huge", 3), "unknown: 2 without a price"],
    [
      "that only adds is at least what is priced of it",
      {},
      { ...GATEWAY, ...UNKNOWN },
      "at least $35.90 a month more + 1 without a price",
    ],
    [
      "that only removes is at least that less",
      { ...GATEWAY, ...UNKNOWN },
      {},
      "at least $35.90 a month less + 1 without a price",
    ],
    [
      "of spot nodes says how far it may go",
      nodes("t3.small", 2, "SPOT"),
      nodes("t3.small", 4, "SPOT"),
      "+16.14 USD a month, between +14.63 and +34.37",
    ],
  ])("%s", (_what, before, after, words) => {
    expect(between(before, after)).toBe(words);
  });

  test("whose sign depends on how spot prices move has none", () => {
    const words = between(nodes("t3.medium"), nodes("m5.large", 2, "SPOT"));
    expect(words).toMatch(/^between −\d+\.\d\d and \+\d+\.\d\d USD a month$/);
  });

  test("with another region's prices says so", () => {
    expect(between({}, { aws_lb: { x: { name: "x", internal: true } } }, "eu-west-3")).toMatch(
      /, with prices borrowed from another region$/,
    );
  });

  test("of a machine that appears twice counts both", () => {
    const lines = (many: number) => ({
      lines: Array.from({ length: many }, () => estimate(stackOf(GATEWAY)).lines[0] as never),
      unpriced: [],
    });
    expect(differenceOf(lines(1), lines(3)).usd).toBe(65.7);
  });
});

describe("a switch", () => {
  test("to something without a price is unknown, and comes first", () => {
    const database = {
      engine: "postgres",
      instance_class: "db.m9.huge",
      allocated_storage: 20,
      storage_type: "gp3",
      multi_az: false,
    };
    expect(reportOn({ aws_db_instance: { d: database } }).switches).toMatchObject([
      { key: "data.database.multiAz", options: [{ value: "true", difference: { usd: null } }] },
    ]);
  });
});

describe("the budget", () => {
  const KEY = "workloads.monitoring.monthlyBudgetUsd";

  test("that the estimate exceeds is a problem", () => {
    expect(reportOn({ ...budget("20"), ...GATEWAY }).problems).toEqual([
      `${KEY}: the estimate of $35.10 a month exceeds the budget of $20; raise the budget or leave something out`,
    ]);
  });

  test("that what has a price exceeds is a problem whatever the rest costs", () => {
    expect(reportOn({ ...budget("20"), ...GATEWAY, ...UNKNOWN }).problems).toEqual([
      `${KEY}: the estimate of at least $35.90 a month exceeds the budget of $20; raise the budget or leave something out`,
    ]);
  });

  test("with a machine without a price is undecided, which fails", () => {
    const { budgets, problems } = reportOn({ ...budget("4000"), ...nodes("m7i.metal-48xl", 4) });
    expect(budgets).toMatchObject([{ limitUsd: 4000, verdict: "undecided" }]);
    expect(problems).toEqual([
      `${KEY}: whether the budget of $4000 is enough is undecided: aws_eks_node_group.x of network: the price book has no ` +
        `"ec2:m7i.metal-48xl" of us-east-1 (4 nodes m7i.metal-48xl). The rest is at least $8.00 a month; write a type that has a price, ` +
        "or leave the budget out",
    ]);
  });

  test("with borrowed prices is undecided when the dearest of them would exceed it", () => {
    const resource = { ...budget("24"), aws_lb: { x: { name: "x", internal: true } } };
    expect(reportOn(resource, {}, "eu-west-3").problems[0]).toMatch(
      /\$24 is enough is undecided: \$22\.27 a month is with prices of us-east-1/,
    );
    expect(reportOn({ ...resource, ...budget("100") }, {}, "eu-west-3").problems).toEqual([]);
  });

  test("that nobody can read is undecided", () => {
    expect(reportOn({ ...budget("${var.limit}"), ...GATEWAY }).problems).toEqual([
      `${KEY}: whether the budget of $NaN is enough is undecided, because its limit cannot be told; write it as a number`,
    ]);
  });

  test("that is just enough is none", () => {
    expect(reportOn({ ...budget("35.10"), ...GATEWAY }).problems).toEqual([]);
  });

  test("whose alert the estimate itself sets off says which budget would not", () => {
    const notification = [{ notification_type: "ACTUAL", threshold: 80 }];
    expect(reportOn({ ...budget("40", { notification }), ...GATEWAY }).notices[0]).toBe(
      "the estimate is 87.8 percent of the budget of $40, so its alert at 80 percent goes off every month; a budget of $44 would not",
    );
  });

  test("that is not there is none", () => {
    expect(reportOn(GATEWAY).budgets).toEqual([]);
  });
});

test("a sum of nothing is nothing, and known", () => {
  expect(amountOf({ lines: [], unpriced: [] })).toEqual({
    usd: 0,
    atLeastUsd: 0,
    unpriced: 0,
    rangeUsd: null,
    borrowed: null,
  });
});
