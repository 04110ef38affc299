import { readFileSync } from "node:fs";
import { join } from "node:path";
import { estimate } from "../../reports/cost/estimate";
import { bookOf, LENDER, monthlyUsd, priceRegions } from "../../reports/cost/price-book";
import { SERVICES } from "../../reports/cost/services";
import { charges, stackOf } from "./cost-fixture";
import { ROOT } from "./review-fixture";

const { types: accepted } = JSON.parse(readFileSync(join(ROOT, "environments/instance-types.json"), "utf8")) as {
  types: Record<string, unknown>;
};
const TYPES = Object.keys(accepted);
const REGIONS = priceRegions();
/** Classes of databases and nodes of caches that any region has a price for. */
const keysOf = (prefix: string): string[] => [
  ...new Set(
    REGIONS.flatMap((region) => {
      const { blocks } = JSON.parse(readFileSync(join(ROOT, `reports/cost/prices/${region}.json`), "utf8"));
      return (blocks as { prefix: string; prices: object }[])
        .filter((block) => block.prefix === prefix)
        .flatMap(({ prices }) => Object.keys(prices));
    }),
  ),
];
const CLASSES = keysOf("rds:postgres:");
const NODES = keysOf("cache:redis:");

/** The resource that each kind of machine is used as. */
const MACHINES: readonly (readonly [string, readonly string[], string, (type: string) => object])[] = [
  ["nodes", TYPES, "aws_eks_node_group", (type) => ({ instance_types: [type], scaling_config: { desired_size: 2 } })],
  [
    "spot nodes",
    TYPES,
    "aws_eks_node_group",
    (type) => ({ instance_types: [type], capacity_type: "SPOT", scaling_config: { desired_size: 2 } }),
  ],
  ["a server", TYPES, "aws_instance", (type) => ({ instance_type: type })],
  ["a database", CLASSES, "aws_db_instance", (type) => databaseOf(type, false)],
  ["a database in two zones", CLASSES, "aws_db_instance", (type) => databaseOf(type, true)],
  ["a cache of Redis", NODES, "aws_elasticache_replication_group", (type) => cacheOf(type, "redis")],
  ["a cache of Valkey", NODES, "aws_elasticache_replication_group", (type) => cacheOf(type, "valkey")],
];

const databaseOf = (type: string, isDoubled: boolean) => ({
  engine: "postgres",
  instance_class: type,
  allocated_storage: 20,
  storage_type: "gp3",
  multi_az: isDoubled,
});
const cacheOf = (type: string, engine: string) => ({ engine, node_type: type, num_cache_clusters: 2 });

const SIZES = ["nano", "micro", "small", "medium", "large", "xlarge"];
/** Sizes of a family in their order: `large` before `xlarge` before `2xlarge`. */
const rankOf = (type: string): number => {
  const size = type.split(".").at(-1) ?? "";
  return SIZES.includes(size) ? SIZES.indexOf(size) : 4 + Number.parseInt(size, 10);
};
const familyOf = (type: string): string => type.slice(0, type.lastIndexOf("."));

describe.each(MACHINES)("%s", (_what, types, resource, valuesOf) => {
  /** What each type costs in a region, from one estimate of an environment that has one of each. */
  const priced = REGIONS.map((region) => {
    const all = Object.fromEntries(types.map((type) => [type.replaceAll(/\W/g, "_"), valuesOf(type)]));
    const { lines, unpriced } = estimate(stackOf({ [resource]: all }, {}, region));
    const byAddress = new Map(
      types.map((type) => [`${resource}.${type.replaceAll(/\W/g, "_")}`, { type, usd: 0, why: "" }]),
    );
    for (const { address, monthlyUsd: usd } of lines) (byAddress.get(address) as { usd: number }).usd += usd;
    for (const { address, why } of unpriced) (byAddress.get(address) as { why: string }).why += why;
    for (const { address, what, monthlyUsd: usd } of lines)
      if (usd > 0 && what.includes(byAddress.get(address)?.type ?? "-"))
        Object.assign(byAddress.get(address) ?? {}, { isPriced: true });
    return { region, found: [...byAddress.values()] as { type: string; usd: number; why: string; isPriced?: true }[] };
  });

  test("of every accepted type is priced or named, in every region", () => {
    const silent = priced.flatMap(({ region, found }) =>
      found
        .filter(({ type, why, isPriced }) => !isPriced && !(why.includes(type) && why.includes(region)))
        .map(({ type }) => `${type} in ${region}`),
    );
    expect(silent).toEqual([]);
  });

  test("never costs less for the larger of two sizes", () => {
    const cheaper = priced.flatMap(({ found }) => {
      const sorted = found
        .filter(({ why }) => why === "")
        .sort((a, b) => familyOf(a.type).localeCompare(familyOf(b.type), "en") || rankOf(a.type) - rankOf(b.type));
      return sorted.filter((one, i) => {
        const before = sorted[i - 1];
        return before && familyOf(before.type) === familyOf(one.type) && one.usd < before.usd;
      });
    });
    expect(cheaper).toEqual([]);
  });
});

describe("the price book", () => {
  test("knows every accepted instance type in its first region", () => {
    expect(TYPES.filter((type) => !bookOf("us-east-1").price(`ec2:${type}`))).toEqual([]);
  });

  test.each(REGIONS)("of %s has positive prices with a date, a source and a confidence", (region) => {
    const keys = [...Object.keys(SERVICES), ...TYPES.map((type) => `ec2:${type}`)];
    const wrong = keys
      .flatMap((key) => bookOf(region).price(key) ?? [])
      .filter(
        ({ usd, date, source, confidence }) =>
          !(usd > 0) || !/^20\d\d-\d\d$/.test(date) || source.length < 15 || !/^(high|medium|low)$/.test(confidence),
      );
    expect(wrong).toEqual([]);
  });

  test("has a meaning and a unit for every service in it", () => {
    const keys = REGIONS.flatMap((region) => {
      const { blocks } = JSON.parse(readFileSync(join(ROOT, `reports/cost/prices/${region}.json`), "utf8"));
      return (blocks as { prefix: string; prices: object }[])
        .filter(({ prefix }) => prefix === "")
        .flatMap(({ prices }) => Object.keys(prices));
    });
    expect([...new Set(keys)].filter((key) => !Object.hasOwn(SERVICES, key))).toEqual([]);
  });

  test.each([
    ["us-east-1", "ec2:t3a.large", 0.0752],
    ["us-east-1", "ec2:t3a.xlarge", 0.1504],
    ["eu-west-1", "ec2:t3a.large", 0.0816],
    ["eu-west-1", "nat", 0.048],
    ["sa-east-1", "alarm", 0.135],
    ["us-east-1", "rds:postgres:db.t4g.small", 0.032],
    ["us-east-1", "rds:postgres-multi-az:db.t4g.small", 0.065],
    ["us-east-1", "cache:valkey:cache.t3.micro", 0.0136],
    ["us-east-1", "ec2-detailed-monitoring", 2.1],
  ])("of %s says what %s costs", (region, key, usd) => {
    expect(bookOf(region).price(key)?.usd).toBeCloseTo(usd, 6);
  });

  test("borrows a service's price from another region and says for which, with what it is anywhere as its range", () => {
    const price = bookOf("eu-west-3").price("alb");
    expect(price).toMatchObject({ usd: 0.0225, region: LENDER, borrowedFor: "eu-west-3" });
    expect(price?.range?.[0]).toBeLessThanOrEqual(0.0225);
    expect(price?.range?.[1]).toBeGreaterThan(0.0225);
  });

  test("never borrows a machine's price from a known region", () => {
    expect(bookOf("eu-west-1").price("ec2:m8i.large")).toBeUndefined();
    expect(bookOf("mars-north-1").price("ec2:m5.large")).toBeUndefined();
  });

  test.each(["../../../package", "", "US-EAST-1", "sources"])(
    "takes %j for no region that it has prices of",
    (name) => {
      expect(bookOf(name).price("ec2:t3.small")).toBeUndefined();
    },
  );

  test("counts an hourly price 730 times and any other once", () => {
    expect(monthlyUsd({ unit: "hour", usd: 0.1 })).toBeCloseTo(73);
    expect(monthlyUsd({ unit: "GB-month", usd: 0.1 })).toBe(0.1);
  });
});

describe("another region", () => {
  test.each([
    ["us-east-1", "NAT gateway: 32.85"],
    ["eu-west-1", "NAT gateway: 35.04"],
    ["sa-east-1", "NAT gateway: 67.89"],
  ])("%s has its own prices", (region, line) => {
    expect(charges({ aws_nat_gateway: { a: {} } }, {}, region)).toContain(line);
  });
});
