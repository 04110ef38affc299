import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, Values } from "../../../reports/synthesized";
import { type Change, card, plan, ROOT } from "../review-fixture";

/** What one change of a type says, but for costs and what is routine, not judged or told to people only. */
function said(type: string, before: Values | null, after: Values, more: Partial<Change> = {}) {
  const { entries } = card(plan([{ type, before, after, ...more }]));
  return entries.flatMap(({ group, what }) => what.map((one) => `${group}: ${one.what}`));
}

const nested = (path: string, value: Json): Values =>
  path.split(".").reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as Values;

const LINES = readFileSync(join(ROOT, "__tests__/reports/review/telling.tsv"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("\t") as [type: string, path: string, before: string, after: string, risk: string]);
const WORSE = LINES.filter(([, , , , risk]) => risk !== "-");
const EVERYDAY = LINES.filter(([, , , , risk]) => risk === "-");

describe("arguments that no table knows", () => {
  test.each(WORSE)("%s.%s from %s to %s needs an approval", (type, path, before, after, risk) => {
    expect(said(type, nested(path, JSON.parse(before)), nested(path, JSON.parse(after)))).toContain(risk);
  });

  test.each(EVERYDAY)("%s.%s from %s to %s is no alarm", (type, path, before, after) => {
    const risks = said(type, nested(path, JSON.parse(before)), nested(path, JSON.parse(after)));
    expect(risks.filter((risk) => /^(exposure|data loss|downtime):/.test(risk))).toEqual([]);
  });

  test("are named, all of one kind together, and not said to be unknown besides", () => {
    const { entries } = card(
      plan([
        {
          type: "aws_codebuild_project",
          before: {
            source: [{ insecure_ssl: false }],
            artifacts: [{ encryption_disabled: false }],
            encryption_key: "a",
          },
          after: { source: [{ insecure_ssl: true }], artifacts: [{ encryption_disabled: true }], encryption_key: "b" },
        },
      ]),
    );
    expect(entries.flatMap(({ group, what }) => what.map((one) => [group, one.what, one.detail]))).toEqual([
      [
        "exposure",
        "a setting that protects, by its name, is switched off",
        "artifacts.encryption_disabled, source.insecure_ssl",
      ],
      ["not judged", "this review does not know what another value does here", "encryption_key"],
    ]);
  });

  test("of a type that no table knows count as well, and the type is said to be unknown", () => {
    expect(said("example_gateway", { tls: { enforced: true } }, { tls: { enforced: false } })).toEqual([
      "exposure: a setting that protects, by its name, is switched off",
      "not judged: this review knows nothing about this type",
    ]);
  });

  test("that a new resource has count when they let everybody in, and not for what else they are called", () => {
    const made = (after: Values) => said("example_gateway", null, after, { actions: ["create"] });
    const unknown = "not judged: this review knows nothing about this type";
    expect(made({ public_connectivity: true })).toEqual([
      "exposure: a setting that opens something, by its name, is switched on",
      unknown,
    ]);
    expect(made({ authorizer_type: "NONE" })).toContain(
      "exposure: its value opens more, or does less against it, by the words of both",
    );
    expect(made({ allow_overwrite: true, public_key: "ssh-rsa AAAA", method: "ANY", encryption: "NONE" })).toEqual([
      unknown,
    ]);
  });

  test("that are known after apply only are said not to be judged", () => {
    const configuration = {
      root_module: {
        resources: [
          {
            address: "aws_codebuild_project.main",
            expressions: { source: [{ insecure_ssl: { references: ["local.a"] } }] },
          },
        ],
      },
    };
    const { entries } = card(
      plan(
        [
          {
            type: "aws_codebuild_project",
            before: { source: [{ insecure_ssl: false }] },
            after: { source: [{}] },
            changeMore: { after_unknown: { source: [{ insecure_ssl: true }] } },
          },
        ],
        { configuration },
      ),
    );
    expect(entries.map(({ group }) => group)).toEqual(["not judged"]);
  });
});

describe("a type that guards something", () => {
  const selectors = (...names: string[]) => ({ advanced_event_selector: names.map((name) => ({ name })) });

  test("may do more than before without an approval", () => {
    expect(said("aws_cloudtrail", selectors("management"), selectors("management", "data"))).toEqual([
      "not judged: this review does not know what another value does here",
    ]);
  });

  test("needs one when it does less, or something else", () => {
    const risk = "exposure: it guards something, and this review does not know what another value does here";
    expect(said("aws_cloudtrail", selectors("management", "data"), selectors("management"))).toEqual([risk]);
    expect(said("aws_cloudtrail", selectors("data"), selectors("management"))).toEqual([risk]);
  });
});

describe("objects in a cluster that no table knows", () => {
  const manifest = (apiVersion: string, kind: string, spec: Values) => ({ manifest: { apiVersion, kind, spec } });
  const changed = (apiVersion: string, kind: string, before: Values, after: Values) =>
    said("kubernetes_manifest", manifest(apiVersion, kind, before), manifest(apiVersion, kind, after)).filter(
      (risk) => !risk.startsWith("not judged"),
    );
  const guards = "exposure: it guards something, and this review does not know what another value does here";

  test.each<[apiVersion: string, kind: string, before: Values, after: Values, risk: string]>([
    [
      "constraints.gatekeeper.sh/v1beta1",
      "K8sNoPrivileged",
      { enforcementAction: "deny" },
      { enforcementAction: "dryrun" },
      "exposure: its value opens more, or does less against it, by the words of both",
    ],
    ["security.istio.io/v1", "AuthorizationPolicy", { rules: [{ to: "a" }] }, { rules: [{ to: "b" }] }, guards],
    ["velero.io/v1", "Schedule", { paused: false }, { paused: true }, guards],
    ["velero.io/v1", "Schedule", { template: { ttl: "720h" } }, { template: { ttl: "24h" } }, guards],
    [
      "postgresql.cnpg.io/v1",
      "Cluster",
      { backup: { retentionPolicy: "30d" } },
      { backup: { retentionPolicy: "1d" } },
      "data loss: something is kept for a shorter time, by the name of the setting",
    ],
  ])("%s %s from %j to %j needs an approval", (apiVersion, kind, before, after, risk) => {
    expect(changed(apiVersion, kind, before, after)).toEqual([risk]);
  });

  test.each<[apiVersion: string, kind: string, before: Values, after: Values]>([
    ["kyverno.io/v1", "ClusterPolicy", { rules: [{ name: "a" }] }, { rules: [{ name: "a" }, { name: "b" }] }],
    ["postgresql.cnpg.io/v1", "Cluster", { instances: 2 }, { instances: 3 }],
    ["postgresql.cnpg.io/v1", "Cluster", { backup: { retentionPolicy: "7d" } }, { backup: { retentionPolicy: "30d" } }],
  ])("%s %s from %j to %j is no alarm", (apiVersion, kind, before, after) => {
    expect(changed(apiVersion, kind, before, after)).toEqual([]);
  });

  test("and values of charts are read by their names too", () => {
    const release = (text: string) => ({ chart: "example", values: [text] });
    expect(said("helm_release", release("audit: {enabled: true}"), release("audit: {enabled: false}"))).toContain(
      "exposure: a setting that protects, by its name, is switched off",
    );
    expect(
      said("helm_release", release("webhook: {failurePolicy: Fail}"), release("webhook: {failurePolicy: Ignore}")),
    ).toContain("exposure: its value opens more, or does less against it, by the words of both");
  });
});
