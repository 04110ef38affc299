import { parseWaivers, type Waiver } from "../../reports/audit/waivers";
import { applyWaivers, failuresOf } from "../../reports/audit/waivers-apply";
import { type Finding, RULES } from "../../reports/rules/judge";
import { findingsOf, stackOf } from "./rules-fixture";
import { ENTRY } from "./waivers-fixture";

const DATABASE = { "aws_db_instance.main": { multi_az: false, publicly_accessible: true, storage_encrypted: true } };
const concerning = (id: string, blocks: Parameters<typeof stackOf>[0]): Finding[] =>
  findingsOf(RULES.find((rule) => rule.id === id) as (typeof RULES)[number], { "shop-data": stackOf(blocks) });
const findings = ["database-multi-az", "database-not-public"].flatMap((id) => concerning(id, DATABASE));
const [waiver] = parseWaivers(`waivers:\n${ENTRY}`).waivers as readonly [Waiver];
const apply = (changes: Partial<Waiver> = {}, more: Partial<Parameters<typeof applyWaivers>[0]> = {}) =>
  applyWaivers({ waivers: [{ ...waiver, ...changes }], findings, environments: ["shop"], date: "2026-11-23", ...more });

describe("applyWaivers", () => {
  test("waives the finding it names and no other", () => {
    expect(apply().findings.map(({ rule, verdict }) => [rule.id, verdict])).toEqual([
      ["database-multi-az", "waived"],
      ["database-not-public", "fail"],
    ]);
  });

  test("has nothing to say about a right register", () => {
    expect(apply().problems).toEqual([]);
  });

  test.each([
    [
      "of no rule",
      { rule: "database-multi-zone" },
      "database-multi-zone: no rule has this id; did you mean database-multi-az?",
    ],
    [
      "of a rule that may never be waived",
      { rule: "database-not-public" },
      "database-not-public: this rule may never be waived. Set `publicly_accessible` to false.",
    ],
    [
      "that has expired",
      { expires: "2026-11-22" },
      "database-multi-az: expired on 2026-11-22. In an environment file it is `data.database.multiAz: true`. In Terraform: Set `multi_az`; the instance then costs twice as much. Or agree on a new day with shop@example.com",
    ],
    [
      "that lasts too long",
      { expires: "2028-01-01" },
      "database-multi-az: 2028-01-01 is more than a year away from 2026-11-23; write an earlier day",
    ],
    [
      "of an environment that is not there",
      { environment: "shopp" },
      "database-multi-az: there is no environment shopp; write one of shop, or remove the waiver",
    ],
    [
      "of an address that is not there",
      { address: "aws_db_instance.old" },
      "database-multi-az: shop-data has no aws_db_instance.old that this rule is about; remove the waiver",
    ],
    [
      "of a stack that is not there",
      { stack: "network" },
      "database-multi-az: shop-network has no aws_db_instance.main that this rule is about; remove the waiver",
    ],
  ])("refuses one %s, and does not waive", (_, changes, message) => {
    const { findings: applied, problems } = apply(changes);
    expect(problems).toEqual([`waivers.yaml:2  ${message}`]);
    expect(applied.filter(({ verdict }) => verdict === "waived")).toEqual([]);
  });

  test("counts on its last day", () => {
    expect(apply({ expires: "2026-11-23" }).problems).toEqual([]);
  });

  test("refuses one that nothing needs any more", () => {
    const followed = concerning("database-multi-az", { "aws_db_instance.main": { multi_az: true } });
    expect(apply({}, { findings: followed }).problems).toEqual([
      "waivers.yaml:2  database-multi-az: aws_db_instance.main follows the rule now; remove the waiver",
    ]);
  });

  test("refuses the second of two for the same finding", () => {
    expect(apply({}, { waivers: [waiver, { ...waiver, place: "waivers.yaml:10" }] }).problems).toEqual([
      "waivers.yaml:10  database-multi-az: is here twice; remove one of the two",
    ]);
  });

  test("leaves waivers of environments alone that are not audited this time", () => {
    expect(apply({ environment: "other" }, { known: ["other", "shop"] }).problems).toEqual([]);
  });

  test("refuses a sixth waiver of an environment", () => {
    const waivers = [1, 2, 3, 4, 5, 6].map((i) => ({ ...waiver, place: `waivers.yaml:${i}` }));
    expect(apply({}, { waivers }).problems).toContain("waivers.yaml:6  shop has 6 waivers; 5 are the most: fix one");
  });
});

test("a failure says where, what is there and what to write instead", () => {
  expect(failuresOf(apply().findings)).toEqual([
    "shop-data  aws_db_instance.main: critical: A database has no public address. /resource/aws_db_instance/main/publicly_accessible is true; Set `publicly_accessible` to false. (database-not-public)",
  ]);
});
