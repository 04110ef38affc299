import { examine, parseSettings, review } from "../../../reports/review";
import type { Severities } from "../../../reports/review/severity";
import { RULES } from "../../../reports/rules/judge";
import { DATE, plan } from "../review-fixture";

type Waivers = Parameters<typeof review>[1]["waivers"];

const IDS = RULES.map(({ id }) => id);
const support = { date: DATE, kubernetes: {}, postgresql: {}, redis: {}, valkey: {} };

/** What rules say about code of others that turns the failover of a cache off, or its encryption. */
function judged(before: object, after: object, severities: Severities = {}, waivers: Waivers = []) {
  const change = { type: "aws_elasticache_replication_group", before: before as never, after: after as never };
  const context = { approvals: [], date: DATE, support, waivers, severities };
  return review([examine(plan([change], { configuration: {} }))], context).failures;
}
const FAILOVER = [
  { automatic_failover_enabled: true, multi_az_enabled: true, num_cache_clusters: 2 },
  { automatic_failover_enabled: false, multi_az_enabled: false, num_cache_clusters: 2 },
] as const;

describe("a rule that is newly broken", () => {
  test("is only told to code of others when it is this project's way of building", () => {
    const found = judged(...FAILOVER).find(({ rule }) => rule === "cache-fails-over");
    expect(found).toMatchObject({ severity: "warn", isRefused: false });
  });

  test("refuses when review.yaml says so", () => {
    const found = judged(...FAILOVER, { "cache-fails-over": "refuse" }).find(({ rule }) => rule === "cache-fails-over");
    expect(found).toMatchObject({ severity: "refuse", isRefused: true });
  });

  test.each([
    ["aws_elasticache_replication_group.*", "2026-12-31"],
    ["aws_elasticache_replication_group.other_*", undefined],
    ["aws_db_instance.*", undefined],
  ])("is waived by a waiver of the platform for %s until %s", (address, until) => {
    const refuse = { "cache-fails-over": "refuse" } as const;
    const [{ stack = "" } = {}] = judged(...FAILOVER, refuse);
    const waiver = { rule: "cache-fails-over", environment: "*", stack: stack.split("-").at(-1) ?? "", address };
    const found = judged(...FAILOVER, refuse, [
      { ...waiver, expires: "2026-12-31" },
      { ...waiver, stack, expires: "2026-12-31" },
    ]).find(({ rule }) => rule === "cache-fails-over");
    expect(found?.waivedUntil).toBe(until);
  });

  test("is not asked when review.yaml switches it off, by its name or with all others", () => {
    for (const severities of [{ "cache-fails-over": "off" }, { "*": "off" }] as const)
      expect(judged(...FAILOVER, severities).map(({ rule }) => rule)).not.toContain("cache-fails-over");
  });
});

describe("parseSettings", () => {
  const problems = (text: string) => {
    const read = parseSettings(text, "review.yaml", IDS);
    return "problems" in read ? read.problems : read.severities;
  };

  test("reads how rules are taken", () => {
    expect(problems('rules:\n  cache-fails-over: off\n  "*": warn\n')).toEqual({
      "cache-fails-over": "off",
      "*": "warn",
    });
  });

  test("names a rule that does not exist, with its line", () => {
    expect(problems("rules:\n  no-such-rule: warn\n")).toEqual([
      "review.yaml:2 rules.no-such-rule: is no rule; npm run audit lists them",
    ]);
  });
});
