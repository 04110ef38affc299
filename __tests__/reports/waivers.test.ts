import { type Finding, RULES } from "../../reports/audit/judge";
import { parseWaivers, type Waiver } from "../../reports/audit/waivers";
import { applyWaivers, failuresOf } from "../../reports/audit/waivers-apply";
import { readAuditDate } from "../../reports/audit/waivers-date";
import { checkovBaseline, trivyIgnore } from "../../reports/audit/waivers-export";
import { findingsOf, stackOf } from "./rules-fixture";

const ENTRY = `  - rule: database-multi-az
    environment: shop
    stack: data
    address: aws_db_instance.main
    reason: One instance is enough for a shop.
    owner: shop@example.com
    expires: 2027-05-31
    compensatingControl: A copy of yesterday can be restored within an hour.
`;
const register = (entry = ENTRY): string => `waivers:\n${entry}`;
const problemsOf = (entry: string): readonly string[] => parseWaivers(register(entry)).problems;

describe("parseWaivers", () => {
  test("reads an entry and remembers its line", () => {
    expect(parseWaivers(register()).waivers).toEqual([
      expect.objectContaining({ rule: "database-multi-az", expires: "2027-05-31", place: "waivers.yaml:2" }),
    ]);
  });

  test("reads a register without waivers", () => {
    expect(parseWaivers("waivers: []\n")).toEqual({ waivers: [], problems: [] });
  });

  test.each([
    [
      "owner: shop@example.com",
      "owner: someone",
      'waivers.yaml:7  waivers.0.owner: "someone" is not an e-mail address; write it like platform@example.com',
    ],
    [
      "expires: 2027-05-31",
      "expires: 2027-02-30",
      'waivers.yaml:8  waivers.0.expires: "2027-02-30" is not a day; write it like 2027-05-31',
    ],
    [
      "address: aws_db_instance.main",
      "address: main",
      'waivers.yaml:5  waivers.0.address: "main" is not a Terraform address; write it like aws_db_instance.data_database_main',
    ],
    [
      "reason: One instance is enough for a shop.",
      "reason: later",
      'waivers.yaml:6  waivers.0.reason: "later" says too little; write why the rule is not followed, in a sentence',
    ],
    [
      "    owner: shop@example.com\n",
      "",
      "waivers.yaml:2  waivers.0.owner: is missing; write the e-mail address of the team that answers for it",
    ],
    [
      "owner: shop@example.com",
      "owner: 7",
      "waivers.yaml:7  waivers.0.owner: is not readable; write the e-mail address of the team that answers for it",
    ],
    [
      "owner:",
      "ticket: A-1\n    owner:",
      "waivers.yaml:7  waivers.0.ticket: is not a key here; write one of rule, environment, stack, address, reason, owner, expires, compensatingControl",
    ],
  ])("refuses %j as %j", (right, wrong, message) => {
    expect(problemsOf(ENTRY.replace(right, wrong))).toEqual([message]);
  });

  test("tells every problem at once", () => {
    expect(problemsOf(ENTRY.replace("shop@example.com", "someone").replace("2027-05-31", "soon"))).toHaveLength(2);
  });

  test("refuses a file without the list", () => {
    expect(parseWaivers("").problems).toEqual([
      "waivers.yaml:1  the file holds no list; write waivers: [], or waivers below it",
    ]);
  });

  test("says where it is not readable as YAML", () => {
    expect(parseWaivers("waivers: [\n").problems[0]).toMatch(/^waivers\.yaml:2 {2}not readable as YAML: /);
  });
});

const DATABASE = { "aws_db_instance.main": { multi_az: false, publicly_accessible: true, storage_encrypted: true } };
const concerning = (id: string, blocks: Parameters<typeof stackOf>[0]): Finding[] =>
  findingsOf(RULES.find((rule) => rule.id === id) as (typeof RULES)[number], { "shop-data": stackOf(blocks) });
const findings = ["database-multi-az", "database-not-public"].flatMap((id) => concerning(id, DATABASE));
const [waiver] = parseWaivers(register()).waivers as readonly [Waiver];
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
      "database-multi-az: expired on 2026-11-22. Set `multi_az`; the instance then costs twice as much. Or agree on a new day with shop@example.com",
    ],
    [
      "that lasts too long",
      { expires: "2028-01-01" },
      "database-multi-az: 2028-01-01 is more than a year away from 2026-11-23; write an earlier day",
    ],
    [
      "of an environment that is not there",
      { environment: "shopp" },
      "database-multi-az: there is no environment shopp; write one of shop",
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
    "shop-data  aws_db_instance.main: A database has no public address. /resource/aws_db_instance/main/publicly_accessible is true; Set `publicly_accessible` to false. (database-not-public)",
  ]);
});

describe("the exports", () => {
  test("are a baseline of Checkov", () => {
    expect(JSON.parse(checkovBaseline(apply().findings))).toEqual({
      failed_checks: [
        {
          file: "/stacks/shop-data/cdk.tf.json",
          findings: [{ resource: "aws_db_instance.main", check_ids: ["CKV_AWS_157"] }],
        },
      ],
    });
  });

  test("are an ignore file of Trivy, with expiry and reason", () => {
    const backups = concerning("database-backed-up", { "aws_db_instance.main": { backup_retention_period: 0 } });
    expect(trivyIgnore(apply({ rule: "database-backed-up" }, { findings: backups }).findings)).toBe(
      `misconfigurations:
  - id: AVD-AWS-0077
    paths:
      - stacks/shop-data/cdk.tf.json
    expired_at: 2027-05-31
    statement: One instance is enough for a shop.
`,
    );
  });

  test("name nothing that is not waived", () => {
    const { findings: applied } = apply({ expires: "2026-01-01" });
    expect([checkovBaseline(applied), trivyIgnore(applied)]).toEqual([
      '{\n  "failed_checks": []\n}\n',
      "misconfigurations: []\n",
    ]);
  });
});

describe("readAuditDate", () => {
  test("takes AUDIT_DATE", () => {
    expect(readAuditDate("2027-01-31", "2026-11-23")).toBe("2027-01-31");
  });

  test("refuses an AUDIT_DATE that is no day", () => {
    expect(readAuditDate("tomorrow", "2026-11-23")).toBeUndefined();
  });

  test("is a day without AUDIT_DATE too", () => {
    expect(readAuditDate(undefined, "2026-11-23")).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
