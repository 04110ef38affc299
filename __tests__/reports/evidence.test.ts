import { type AssessedFinding, evidenceJson, evidenceOf, type Verdict } from "../../reports/audit/evidence";
import { type Finding, RULES } from "../../reports/rules/judge";
import { type Blocks, findingsOf, stackOf } from "./rules-fixture";

const rule = (id: string) => RULES.find((candidate) => candidate.id === id) as (typeof RULES)[number];
const judgedBy = (id: string, blocks: Blocks): Finding[] => findingsOf(rule(id), { "shop-data": stackOf(blocks) });
const database = (multi_az: boolean): Blocks => ({ "aws_db_instance.main": { multi_az } });
const control = (findings: readonly AssessedFinding[], id: string) =>
  evidenceOf("shop", "2026-11-23", findings).controls.find((it) => it.framework === "fsbp" && it.control === id);

describe("evidenceOf", () => {
  test("leads from a control to a rule, an address, a pointer, a value and a construct", () => {
    expect(control(judgedBy("database-multi-az", database(true)), "RDS.5")).toEqual({
      framework: "fsbp",
      control: "RDS.5",
      title: "Instances are in several zones",
      verdict: "pass",
      rules: [
        {
          rule: "database-multi-az",
          requirement: "A database has a standby in another zone.",
          verdict: "pass",
          findings: [
            {
              stack: "data",
              address: "aws_db_instance.main",
              file: "stacks/shop-data/cdk.tf.json",
              pointer: "/resource/aws_db_instance/main/multi_az",
              value: true,
              constructPath: "shop-data",
              verdict: "pass",
            },
          ],
        },
      ],
    });
  });

  test("lists a control that nothing is concerned by as not applicable", () => {
    expect(control([], "RDS.5")?.verdict).toBe("not applicable");
  });

  test.each<[Verdict[], Verdict]>([
    [["pass", "waived", "fail"], "fail"],
    [["pass", "waived"], "waived"],
    [["pass", "pass"], "pass"],
  ])("gives a control with %j the verdict %s", (verdicts, expected) => {
    const [finding] = judgedBy("database-multi-az", database(true)) as [Finding];
    const findings = verdicts.map((verdict): AssessedFinding => ({ ...finding, verdict }));
    expect(control(findings, "RDS.5")?.verdict).toBe(expected);
  });

  test("is the same text every time", () => {
    const text = () => evidenceJson(evidenceOf("shop", "2026-11-23", judgedBy("database-multi-az", database(false))));
    expect(text()).toBe(text());
  });
});

describe("evidence", () => {
  const shown = (id: string, blocks: Blocks) =>
    JSON.stringify(judgedBy(id, blocks).map(({ verdict, pointer, value }) => [verdict, pointer, value]));

  test.each([
    [
      "database-password-managed",
      { "aws_db_instance.main": { manage_master_user_password: true, password: "hunter2" } },
    ],
    [
      "release-no-secret-values",
      { "helm_release.main": { set_sensitive: [{ name: "admin.password", value: "hunter2" }] } },
    ],
    [
      "cache-user-has-no-password",
      { "aws_elasticache_user.main": { authentication_mode: { type: "iam" }, passwords: ["hunter2"] } },
    ],
    ["no-secret-literal", { "aws_instance.main": { user_data: '{"adminPassword":"hunter2"}' } }],
    [
      "no-secret-literal",
      {
        "aws_instance.main": {
          user_data_base64: Buffer.from(`-----BEGIN PRIVATE KEY-----${"hunter2".repeat(9)}`).toString("base64"),
        },
      },
    ],
    [
      "no-secret-literal",
      { "kubernetes_config_map_v1.main": { data: { DATABASE_URL: "postgres://shop:hunter2@host/shop" } } },
    ],
    ["no-secret-literal", { "kubernetes_deployment_v1.main": { env: [{ name: "API_TOKEN", value: "hunter2" }] } }],
  ] as [string, Blocks][])("of %s shows that a secret is there, not the secret: %j", (id, blocks) => {
    expect(shown(id, blocks)).toMatch(/^\[\["fail",.*not shown/);
    expect(shown(id, blocks)).not.toContain("hunter2");
  });

  test.each([
    { password: "${random_password.main.result}" },
    { passwordKey: "admin-password", existingSecret: "grafana-admin" },
    { manage_master_user_password: true, http_tokens: "required" },
    { values: ['{"admin":{"existingSecret":"grafana-admin"}}'] },
    { url: "https://github.com/example/shop" },
  ])("takes %j for no secret", (values) => {
    expect(shown("no-secret-literal", { "aws_instance.main": values })).toMatch(/^\[\["pass"/);
  });
});
