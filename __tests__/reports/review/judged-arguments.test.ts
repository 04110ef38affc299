import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EVERYDAY, isEveryday } from "../../../reports/review/risks/everyday";
import type { Values } from "../../../reports/synthesized";
import { type Change, card, plan, ROOT } from "../review-fixture";

/** Groups of one change in place, but for cost, and what is not judged of it. */
function judged(type: string, before: Values, after: Values, more: Partial<Change> = {}, rest?: object) {
  const { entries } = card(plan([{ type, before, after, ...more }], rest));
  const groups = [...new Set(entries.map(({ group }) => group))].filter((group) => group !== "cost");
  const detail = entries.find(({ group }) => group === "not judged")?.what[0]?.detail;
  return detail === undefined ? groups : [...groups, detail];
}

describe("a change in place of an argument that no table knows", () => {
  test.each<[type: string, before: Values, after: Values, detail: string]>([
    [
      "aws_lb",
      { xff_header_processing_mode: "append" },
      { xff_header_processing_mode: "preserve" },
      "xff_header_processing_mode",
    ],
    [
      "aws_cognito_user_pool",
      { username_configuration: [{ case_sensitive: true }] },
      { username_configuration: [{ case_sensitive: false }] },
      "username_configuration.case_sensitive",
    ],
    ["aws_vpc", { enable_dns_support: true }, { enable_dns_support: false }, "enable_dns_support"],
    ["aws_dynamodb_table", { stream_view_type: "KEYS_ONLY" }, { stream_view_type: "NEW_IMAGE" }, "stream_view_type"],
    ["aws_wafv2_ip_set", { addresses: ["192.0.2.0/24"] }, { addresses: ["198.51.100.0/24"] }, "addresses"],
    ["aws_kms_alias", { target_key_id: "a" }, { target_key_id: "b" }, "target_key_id"],
    [
      "aws_eks_cluster",
      { storage_config: [] },
      { storage_config: [{ block_storage: [{ enabled: true }] }] },
      "storage_config.block_storage.enabled",
    ],
    [
      "aws_instance",
      { metadata_options: [{ http_put_response_hop_limit: 1 }] },
      { metadata_options: [{ http_put_response_hop_limit: 9 }] },
      "metadata_options.http_put_response_hop_limit",
    ],
    [
      "helm_release",
      { repository: "https://charts.example.com" },
      { repository: "https://other.example.net" },
      "repository",
    ],
  ])("%s: is not judged, and says which", (type, before, after, detail) => {
    expect(judged(type, before, after)).toEqual(["not judged", detail]);
  });

  test("beside one that is known is told too", () => {
    expect(
      judged(
        "aws_lb",
        { enable_deletion_protection: true, xff_header_processing_mode: "append" },
        { enable_deletion_protection: false, xff_header_processing_mode: "preserve" },
      ),
    ).toEqual(["data loss", "not judged", "xff_header_processing_mode"]);
  });

  test("counts when one of several blocks goes", () => {
    const indexes = [
      { name: "by-day", hash_key: "day" },
      { name: "by-user", hash_key: "user" },
    ];
    expect(
      judged(
        "aws_dynamodb_table",
        { global_secondary_index: indexes },
        { global_secondary_index: indexes.slice(0, 1) },
      ),
    ).toEqual(["not judged", "global_secondary_index.hash_key, global_secondary_index.name"]);
  });

  test("does not gate", () => {
    const view = card(
      plan([{ type: "aws_vpc", before: { enable_dns_support: true }, after: { enable_dns_support: false } }]),
    );
    expect([view.isRefused, view.verdict.gated]).toEqual([false, []]);
  });
});

describe("a change in place that stays routine", () => {
  test.each<[why: string, type: string, before: Values, after: Values]>([
    [
      "tags",
      "aws_msk_cluster",
      { tags: { Team: "a" }, tags_all: { Team: "a" } },
      { tags: { Team: "b" }, tags_all: { Team: "b" } },
    ],
    [
      "the image of a function",
      "aws_lambda_function",
      { image_uri: "r:1", memory_size: 128 },
      { image_uri: "r:2", memory_size: 256 },
    ],
    [
      "the next task definition",
      "aws_ecs_service",
      { task_definition: "app:1", desired_count: 2 },
      { task_definition: "app:2", desired_count: 3 },
    ],
    ["the threshold of an alarm", "aws_cloudwatch_metric_alarm", { threshold: 80 }, { threshold: 90 }],
    [
      "what a dashboard shows",
      "aws_cloudwatch_dashboard",
      { dashboard_body: "{}" },
      { dashboard_body: '{"widgets":[]}' },
    ],
    ["a volume that grows", "aws_ebs_volume", { size: 20, type: "gp2" }, { size: 30, type: "gp3" }],
    ["what only AWS fills in", "aws_lambda_function", { last_modified: "a", image_uri: "r:1" }, { image_uri: "r:2" }],
    ["a limit of a budget", "aws_budgets_budget", { limit_amount: "100" }, { limit_amount: "200" }],
    ["a config map", "kubernetes_config_map_v1", { data: { a: "1" } }, { data: { a: "2" } }],
    ["what Terraform makes up", "null_resource", { triggers: { a: "1" } }, { triggers: { a: "2" } }],
    ["a protection that comes", "aws_lb", { enable_deletion_protection: false }, { enable_deletion_protection: true }],
  ])("%s", (_, type, before, after) => {
    expect(judged(type, before, after, { changeMore: { after_unknown: { last_modified: true } } })).toEqual([
      "routine",
    ]);
  });

  test("is one of a value that is known after apply, where nobody configured it", () => {
    const configured = (expressions: Values) => ({
      configuration: {
        root_module: {
          resources: [{ address: "aws_lb.main", mode: "managed", type: "aws_lb", name: "main", expressions }],
        },
      },
    });
    const change = { changeMore: { after_unknown: { desync_mitigation_mode: true } } };
    const before = { desync_mitigation_mode: "strictest" };
    expect(judged("aws_lb", before, {}, change, configured({}))).toEqual(["routine"]);
    expect(
      judged("aws_lb", before, {}, change, configured({ desync_mitigation_mode: { references: ["var.mode"] } })),
    ).toEqual(["not judged", "desync_mitigation_mode"]);
  });
});

describe("an endpoint", () => {
  const endpoint: Change = {
    type: "aws_vpc_endpoint",
    before: { route_table_ids: ["rtb-1", "rtb-2"] },
    after: { route_table_ids: ["rtb-1"] },
  };
  test("that leaves a network which stays is a downtime", () => {
    const [entry] = card(plan([endpoint])).entries;
    expect([entry?.group, entry?.what]).toEqual([
      "downtime",
      [{ what: "networks that stay no longer reach the service through it", detail: "rtb-2" }],
    ]);
  });

  test("may leave one that goes", () => {
    const gone: Change = { type: "aws_route_table", actions: ["delete"], before: { id: "rtb-2" } };
    expect(
      card(plan([endpoint, gone]))
        .entries.filter(({ address }) => address === "aws_vpc_endpoint.main")
        .map(({ group }) => group),
    ).toEqual(["routine"]);
  });
});

describe("what is changed every day", () => {
  const library = join(ROOT, "node_modules/@cdktf/provider-aws/lib");
  const declarations = (type: string): string | undefined => {
    const file = join(library, type.replace(/^aws_/, "").replaceAll("_", "-"), "index.d.ts");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };

  test("is an argument of at least one of the types it is said of", () => {
    const missing = EVERYDAY.flatMap(({ types = [], names }) => {
      const texts = types.filter((type) => type.startsWith("aws_")).map(declarations);
      if (types.length === 0 || types.some((type) => !type.startsWith("aws_"))) return [];
      return names
        .split(" ")
        .filter((path) => !texts.some((text) => path.split(".").every((name) => text?.includes(`#${name} `))));
    });
    expect(missing).toEqual([]);
  });

  test("says why, and each name once", () => {
    expect(EVERYDAY.filter(({ why }) => why === "")).toEqual([]);
    const twice = EVERYDAY.flatMap(({ names }) => names.split(" ").filter((name, i, all) => all.indexOf(name) !== i));
    expect(twice).toEqual([]);
  });

  test("of some types is nothing of others", () => {
    expect([isEveryday("aws_lambda_function", "layers"), isEveryday("aws_vpc", "layers")]).toEqual([true, false]);
  });
});
