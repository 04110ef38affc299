import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePriceBook } from "../../scripts/prices";
import { buildBook, type Raw } from "../../scripts/prices/build";
import { sourceOf, withNames } from "../../scripts/prices/sources";
import { filesOf } from "../../scripts/prices/write";

const A = {
  repository: "somebody/prices",
  path: "a.json",
  commit: "0123456789 2026-01-02",
  data: "2026-01-01",
  confidence: "high",
};
const B = { ...A, data: "2025 (checked with A)", confidence: "medium" };

/** Two regions with one of everything. */
const RAW: Raw = {
  ec2: {
    sources: { A, B },
    sourceOf: { "eu-west-1": { default: "A", B: ["m5.large"] }, "us-east-1": { default: "A" } },
    prices: {
      "eu-west-1": { "t3.nano": 0.0057, "t3.micro": 0.0114, "m5.large": 0.107 },
      "us-east-1": { "t3.nano": 0.0052 },
    },
  },
  spot: { source: A, saving: { "eu-west-1": { "t3.nano": [60, 1] } } },
  rds: {
    sources: { "1": A, "2": B },
    onlyInSource2: { "eu-west-1": ["db.m5.large"] },
    prices: { "eu-west-1": { "db.m5.large": [0.198, null], "db.t3.small": [0.039, 0.078] } },
  },
  cache: { sources: { "1": A }, prices: { "eu-west-1": { "cache.t3.micro": [0.018, 0.0144] } } },
  services: {
    sources: { A, B },
    everyRegion: {
      ecr: { usd: 0.1, source: "A 2025-02", confidence: "high where seen, low elsewhere" },
      efs: { usd: null, source: "A 2025-02", confidence: "low" },
    },
    regions: { "eu-west-1": { nat: 0.048, "nat-data": 0.048 } },
    sourceOf: { default: { nat: "A", "nat-data": "A" }, exceptions: { "eu-west-1": { nat: "B" } } },
  },
};

describe("the price book from a folder of figures", () => {
  const { regions, sources, everyRegion } = buildBook(RAW);
  const blocks = (prefix: string) => regions["eu-west-1"]?.blocks.filter((block) => block.prefix === prefix);

  test("keeps machines of different sources apart", () => {
    expect(blocks("ec2:")).toEqual([
      { prefix: "ec2:", source: "ec2-A", prices: { "t3.nano": 0.0057, "t3.micro": 0.0114 } },
      { prefix: "ec2:", source: "ec2-B", prices: { "m5.large": 0.107 } },
    ]);
  });

  test("has one zone and two as prices of their own, and no price where none is known", () => {
    expect(blocks("rds:postgres:")?.map(({ source, prices }) => [source, prices])).toEqual([
      ["rds-2", { "db.m5.large": 0.198 }],
      ["rds-1", { "db.t3.small": 0.039 }],
    ]);
    expect(blocks("rds:postgres-multi-az:")).toMatchObject([{ source: "rds-1", prices: { "db.t3.small": 0.078 } }]);
  });

  test("takes a region's exceptions from their own source", () => {
    expect(blocks("")?.map(({ source, prices }) => [source, prices])).toEqual([
      ["services-B", { nat: 0.048 }],
      ["services-A", { "nat-data": 0.048 }],
    ]);
  });

  test("has what costs the same everywhere once, with the worst that is said of it", () => {
    expect(everyRegion).toContainEqual({ prefix: "", source: "every-ecr", prices: { ecr: 0.1 } });
    expect(sources["every-ecr"]).toEqual({ what: "somebody/prices 2025-02", date: "2025-02", confidence: "low" });
  });

  test("names the sources that its blocks use and no others", () => {
    expect(Object.keys(sources)).toEqual(expect.arrayContaining(["ec2-A", "rds-2", "spot", "every-ecr", "infracost"]));
    expect(Object.keys(sources)).not.toContain("every-efs");
  });

  test("is written as JSON with a line for each family", () => {
    const file = filesOf(buildBook(RAW)).get("eu-west-1.json") ?? "";
    expect(file).toContain('"t3.nano": 0.0057, "t3.micro": 0.0114\n');
    expect(JSON.parse(file)).toEqual(regions["eu-west-1"]);
  });
});

describe("a source", () => {
  test("says where it can be looked up, and its month", () => {
    expect(sourceOf("a", A)).toEqual({
      what: "somebody/prices a.json 0123456789; 2026-01-01",
      date: "2026-01",
      confidence: "high",
    });
  });

  test("of a year without a month is as old as that can be, and names other sources in full", () => {
    const { what, date } = sourceOf("b", withNames(B, { A }));
    expect([what.split("; ")[1], date]).toEqual(["2025 (checked with somebody/prices)", "2025-01"]);
  });

  test("without a date is refused", () => {
    expect(() => sourceOf("c", { rule: "twice a", confidence: "low" })).toThrow(
      "c names no date; write when its data was read",
    );
  });
});

test("a folder without figures is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "prices-"));
  expect(() => writePriceBook(folder)).toThrow(
    /ec2\.json cannot be read \(ENOENT.*\); name a folder of price figures$/,
  );
  rmSync(folder, { recursive: true });
});
