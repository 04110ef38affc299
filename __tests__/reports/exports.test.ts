import { exportsOf } from "../../reports/audit/exports";
import { redact } from "../../reports/audit/redaction";
import { audit } from "../../reports/audit/report";
import { parseScannerDifferences } from "../../reports/audit/scanner-differences";
import { parseStack, type Values } from "../../reports/synthesized";
import { support } from "./rules-fixture";

const SECRET = "hunter2-Hunter2";
const json: Values = {
  resource: {
    aws_db_instance: { main: { publicly_accessible: true, password: SECRET } },
    aws_instance: { main: { user_data: `echo ${SECRET} | login` } },
  },
  variable: { token: { default: SECRET, sensitive: true } },
};
const environment = { name: "shop", stacks: [parseStack("shop-data", json)] };
const [audited] = audit(
  {
    environments: [environment],
    register: { waivers: [], problems: [] },
    known: ["shop"],
    support,
    date: support.date,
  },
  () => ({ hashes: [], files: { "shop-data": json }, packageLock: { packages: {} } }),
);
const files = new Map(audited ? exportsOf(audited).map(([file, make]) => [file, make()]) : []);

test("a secret is hidden at every place, also where only its value gives it away", () => {
  expect(JSON.stringify(redact(environment).environment)).not.toContain(SECRET);
  expect([...files.values()].join()).not.toContain(SECRET);
  expect(JSON.stringify(audited?.inputs.files)).not.toContain(SECRET);
});

test.each([
  ["base64encode", { token: `\${base64encode("${SECRET}")}` }],
  ["a join of its parts", { password: '${join("-", ["hunter2", "Hunter2"])}' }],
  ["a choice", { password: `\${var.x ? "${SECRET}" : ""}` }],
])("a secret that is worked out by %s is hidden where it is written, too", (_, data) => {
  const hidden = JSON.stringify(redact(environment).hide({ resource: { kubernetes_secret_v1: { main: { data } } } }));
  expect(hidden).not.toContain("unter2");
});

test.each<[string, string, Values, Values]>([
  [
    "of a Secret of Kubernetes",
    "kubernetes_secret_v1",
    { metadata: { name: "web" }, data: { "tls.key": "plain words", ca: "${data.x.y.ca}" }, type: "Opaque" },
    { metadata: { name: "web" }, data: { "tls.key": "(sensitive)", ca: "${data.x.y.ca}" }, type: "Opaque" },
  ],
  [
    "that a chart is given as sensitive",
    "helm_release",
    {
      set_sensitive: [{ name: "a", value: "plain words", type: "string" }],
      set: [{ name: "a", value: "other" }],
    },
    {
      set_sensitive: [{ name: "a", value: "(sensitive)", type: "string" }],
      set: [{ name: "a", value: "other" }],
    },
  ],
])("every text %s is hidden, whatever it is called", (_, type, body, hidden) => {
  const { hide, environment: shown } = redact({
    name: "shop",
    stacks: [parseStack("shop-data", { resource: { [type]: { main: body } } })],
  });
  expect(hide({ resource: { [type]: { main: [body] } } })).toEqual({ resource: { [type]: { main: [hidden] } } });
  expect(shown.stacks[0]?.resources[0]?.values).toEqual(hidden);
});

test.each([
  { password: "${data.aws_secretsmanager_secret_version.main.secret_string}" },
  { password: '${jsondecode(data.x.main.secret_string)["password"]}' },
  { secret_arn: "${aws_secretsmanager_secret.main.arn}" },
])("an expression that only leads to a secret stays: %j", (values) => {
  expect(redact(environment).hide(values)).toEqual(values);
});

test("what is no secret stays as it is", () => {
  const plain = {
    name: "shop",
    stacks: [parseStack("shop-data", { resource: { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } } })],
  };
  expect(redact(plain).environment).toEqual(plain);
});

describe("the findings", () => {
  test("are a table with one line each", () => {
    const lines = files.get("findings.csv")?.trimEnd().split("\r\n") ?? [];
    expect(lines).toHaveLength((audited?.findings.length ?? 0) + 1);
    expect(
      lines.some((line) => line.startsWith("shop,data,aws_db_instance.main,database-not-public,critical,fail,")),
    ).toBe(true);
  });

  test("are results of SARIF with a level", () => {
    const { results } = JSON.parse(files.get("findings.sarif") ?? "").runs[0];
    const found = results.find((one: { ruleId: string }) => one.ruleId === "database-not-public");
    expect([found.level, found.locations[0].physicalLocation.artifactLocation.uri]).toEqual([
      "error",
      "stacks/shop-data/cdk.tf.json",
    ]);
  });

  test("are failures of JUnit", () => {
    expect(files.get("findings.junit.xml")).toContain(
      '<testcase classname="data.database-not-public" name="aws_db_instance.main">\n      <failure type="critical"',
    );
  });

  test("are observations of OSCAL, and its findings name controls as NIST does", () => {
    const [result] = JSON.parse(files.get("oscal-assessment-results.json") ?? "")["assessment-results"].results;
    const ac6 = result.findings.find((one: { target: { "target-id": string } }) =>
      /^ac-/.test(one.target["target-id"]),
    );
    expect(ac6.target).toMatchObject({ type: "objective-id", status: { state: expect.stringMatching(/satisfied$/) } });
    expect(result.observations.length).toBeGreaterThan(0);
  });
});

test("a difference of an unknown scanner is refused with its line", () => {
  expect(parseScannerDifferences("differences:\n  - scanner: other\n").problems[0]).toMatch(
    /^scanner-differences\.yaml:2 /,
  );
});
