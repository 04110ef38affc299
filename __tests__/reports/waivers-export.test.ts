import { parse } from "yaml";
import { parseWaivers, type Waiver } from "../../reports/audit/waivers";
import { applyWaivers } from "../../reports/audit/waivers-apply";
import { checkovBaseline, trivyIgnore } from "../../reports/audit/waivers-export";
import { type Finding, RULES } from "../../reports/rules/judge";
import { findingsOf, stackOf } from "./rules-fixture";
import { ENTRY } from "./waivers-fixture";

const [waiver] = parseWaivers(`waivers:\n${ENTRY}`).waivers as readonly [Waiver];
/** The findings of a rule at blocks of the stack `shop-data`, waived until 2027-05-31. */
function waived(rule: string, blocks: Parameters<typeof stackOf>[0], changes: Partial<Waiver> = {}) {
  const found: Finding[] = findingsOf(RULES.find(({ id }) => id === rule) as (typeof RULES)[number], {
    "shop-data": stackOf(blocks),
  });
  const waivers = found.map(({ address }) => ({ ...waiver, rule, address, ...changes }));
  return applyWaivers({ waivers, findings: found, environments: ["shop"], date: "2026-11-23" }).findings;
}

const oneZone = { "aws_db_instance.main": { multi_az: false } };
const noBackups = { "aws_db_instance.main": { backup_retention_period: 0 } };

describe("the baseline of Checkov", () => {
  interface Finding {
    readonly resource: string;
    readonly check_ids: readonly string[];
  }
  const read = (text: string): { file: string; findings: Finding[] }[] => JSON.parse(text).failed_checks;
  /** `Baseline._is_check_in_baseline` of checkov/common/output/baseline.py: names are equal, the file is not looked at. */
  const has = (text: string, resource: string, check: string): boolean =>
    read(text).some(({ findings }) => findings.some((it) => it.resource === resource && it.check_ids.includes(check)));

  test("has exactly the keys that Checkov writes itself, and the file below the scanned folder", () => {
    expect(JSON.parse(checkovBaseline(waived("database-multi-az", oneZone)))).toEqual({
      failed_checks: [
        ...["/data/main.tf", "/stacks/shop-data/cdk.tf.json"].map((file) => ({
          file,
          findings: [
            { resource: "aws_db_instance.main", check_ids: ["CKV_AWS_157"] },
            { resource: "resource.main", check_ids: ["CKV_AWS_157"] },
          ],
        })),
      ],
    });
  });

  test("has a Python check under the name without the type, which is what they report of Terraform JSON", () => {
    expect(has(checkovBaseline(waived("database-multi-az", oneZone)), "resource.main", "CKV_AWS_157")).toBe(true);
  });

  test("has a graph check under the address, which is what they report", () => {
    const cache = { "aws_elasticache_replication_group.main": { automatic_failover_enabled: false } };
    const baseline = checkovBaseline(waived("cache-fails-over", cache));
    expect(has(baseline, "aws_elasticache_replication_group.main", "CKV2_AWS_50")).toBe(true);
  });

  test("waives nothing at a resource of another name, and no other check", () => {
    const baseline = checkovBaseline(waived("database-multi-az", oneZone));
    expect([has(baseline, "resource.other", "CKV_AWS_157"), has(baseline, "resource.main", "CKV_AWS_16")]).toEqual([
      false,
      false,
    ]);
  });

  test("leaves out rules that Checkov has no check for", () => {
    const ingress = { "kubernetes_ingress_v1.main": { metadata: { annotations: {} } } };
    expect(read(checkovBaseline(waived("ingress-https", ingress)))).toEqual([]);
  });
});

describe("the ignore file of Trivy", () => {
  test("names check, file, day and reason", () => {
    expect(trivyIgnore(waived("database-backed-up", noBackups))).toBe(
      `misconfigurations:
  - id: AVD-AWS-0077
    paths:
      - "**/data/main.tf"
      - "**/shop-data/cdk.tf.json"
    expired_at: 2027-06-01
    statement: One instance is enough for a shop.
`,
    );
  });

  test("has no key that Trivy does not read", () => {
    const { misconfigurations } = parse(trivyIgnore(waived("database-backed-up", noBackups)));
    expect(Object.keys(misconfigurations[0])).toEqual(["id", "paths", "expired_at", "statement"]);
  });

  test.each([
    ["2027-05-31", "2027-06-01"],
    ["2026-12-31", "2027-01-01"],
    ["2027-02-28", "2027-03-01"],
  ])("keeps a waiver until the end of %s: Trivy drops it when %s begins", (expires, expired) => {
    const ignore = trivyIgnore(waived("database-backed-up", noBackups, { expires }));
    expect(ignore).toContain(`expired_at: ${expired}\n`);
  });
});

test("the exports name nothing that is not waived", () => {
  const expired = waived("database-multi-az", oneZone, { expires: "2026-01-01" });
  expect([checkovBaseline(expired), trivyIgnore(expired)]).toEqual([
    '{\n  "failed_checks": []\n}\n',
    "misconfigurations: []\n",
  ]);
});
