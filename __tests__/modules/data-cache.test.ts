import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Token } from "cdktf";
import { cacheFamily } from "../../modules/data/families";
import type { Block } from "../helpers";
import { cacheWith } from "./data-fixture";

const groupWith = (...changes: Parameters<typeof cacheWith>): Block =>
  cacheWith(...changes).only(ElasticacheReplicationGroup);
const users = (...changes: Parameters<typeof cacheWith>) => cacheWith(...changes).all(ElasticacheUser);
const application = (): Block => users().data_cache_access_application;
const unused = (): Block => users().data_cache_access_default;

describe("Cache", () => {
  test("is of the engine, version and type that are asked for", () => {
    expect(groupWith({ engine: "valkey", engineVersion: "8.2", nodeType: "cache.m7g.large" })).toMatchObject({
      engine: "valkey",
      engine_version: "8.2",
      node_type: "cache.m7g.large",
    });
  });

  test.each([
    [1, false],
    [2, true],
    [6, true],
  ])("with %i nodes, another zone takes over: %s", (nodes, takesOver) => {
    expect(groupWith({ nodes })).toMatchObject({
      num_cache_clusters: nodes,
      automatic_failover_enabled: takesOver,
      multi_az_enabled: takesOver,
    });
  });

  test("speaks TLS only, also on a single node", () => {
    expect(groupWith({ nodes: 1 })).toMatchObject({
      transit_encryption_enabled: true,
      transit_encryption_mode: "required",
    });
  });

  test("is encrypted with the key of the data", () => {
    expect(groupWith()).toMatchObject({
      at_rest_encryption_enabled: "true",
      kms_key_id: "${aws_kms_key.data_key_main.arn}",
    });
  });

  test("listens on the port that is asked for", () => {
    expect(groupWith({ port: 6380 }).port).toBe(6380);
  });

  test("has its own security group and no other", () => {
    expect(groupWith().security_group_ids).toEqual(["${aws_security_group.data_cache_security_group.id}"]);
  });

  test("lives in the private subnets", () => {
    expect(cacheWith().only(ElasticacheSubnetGroup).subnet_ids).toEqual(["subnet-1", "subnet-2"]);
  });

  test("passes a list of subnets on that only Terraform knows", () => {
    const list = "${var.private_subnet_ids}";
    const subnets = cacheWith({}, { privateSubnetIds: Token.asList(list) }).only(ElasticacheSubnetGroup);
    expect(subnets.subnet_ids).toBe(list);
  });

  test("changes at once when the file says so", () => {
    expect(groupWith({ changes: "now" }).apply_immediately).toBe(true);
  });

  test("keeps its minor version, because going back to it would replace the cache, and changes in the window", () => {
    expect(groupWith({ maintenanceWindow: "mon:01:00-mon:02:00" })).toMatchObject({
      auto_minor_version_upgrade: "false",
      apply_immediately: false,
      maintenance_window: "mon:01:00-mon:02:00",
    });
  });

  test("keeps daily snapshots as long as asked for", () => {
    expect(groupWith({ snapshotRetentionDays: 0, snapshotWindow: "01:00-02:00" })).toMatchObject({
      snapshot_retention_limit: 0,
      snapshot_window: "01:00-02:00",
    });
  });

  test("writes its slow log and its engine log as JSON", () => {
    expect(groupWith().log_delivery_configuration).toEqual([
      {
        destination: "${aws_cloudwatch_log_group.data_cache_slow_log.name}",
        destination_type: "cloudwatch-logs",
        log_format: "json",
        log_type: "slow-log",
      },
      {
        destination: "${aws_cloudwatch_log_group.data_cache_engine_log.name}",
        destination_type: "cloudwatch-logs",
        log_format: "json",
        log_type: "engine-log",
      },
    ]);
  });

  test("keeps its logs as long as asked for", () => {
    const groups = Object.values(cacheWith({ logRetentionDays: 731 }).all(CloudwatchLogGroup));
    expect(groups.map(({ name, retention_in_days }) => [name, retention_in_days])).toEqual([
      ["/aws/elasticache/shop-cache/engine-log", 731],
      ["/aws/elasticache/shop-cache/slow-log", 731],
    ]);
  });

  test("protected: Terraform refuses to delete it, and a last snapshot stays behind", () => {
    expect(groupWith()).toMatchObject({
      lifecycle: { prevent_destroy: true },
      final_snapshot_identifier: "shop-cache-final",
    });
  });

  test("unprotected: it can be deleted and nothing stays behind", () => {
    const group = groupWith({}, { deletionProtection: false });
    expect([group.lifecycle, group.final_snapshot_identifier]).toEqual([undefined, undefined]);
  });
});

describe("settings of the cache", () => {
  test("are used", () => {
    expect(groupWith().parameter_group_name).toBe("${aws_elasticache_parameter_group.data_cache_parameters.name}");
  });

  test("make a full cache forget what was not used for longest", () => {
    expect(cacheWith().only(ElasticacheParameterGroup).parameter).toEqual([
      { name: "maxmemory-policy", value: "allkeys-lru" },
    ]);
  });

  test("get a group of another name for another engine, made before the old one goes", () => {
    expect(cacheWith({ engine: "valkey", engineVersion: "8.2" }).only(ElasticacheParameterGroup)).toMatchObject({
      name: "shop-cache-valkey8",
      family: "valkey8",
      lifecycle: { create_before_destroy: true },
    });
  });

  test.each([
    ["redis", "7.1", "redis7"],
    ["valkey", "7.2", "valkey7"],
    ["valkey", "8.0", "valkey8"],
    ["valkey", "9.1", "valkey9"],
  ] as const)("%s %s belongs to family %s", (engine, version, family) => {
    expect(cacheFamily(engine, version)).toBe(family);
  });
});

describe("who may log in to the cache", () => {
  test("is a group of one application and the disabled default user", () => {
    expect(groupWith().user_group_ids).toEqual(["${aws_elasticache_user_group.data_cache_access_group.user_group_id}"]);
    expect(cacheWith().only(ElasticacheUserGroup).user_ids).toEqual([
      "${aws_elasticache_user.data_cache_access_default.user_id}",
      "${aws_elasticache_user.data_cache_access_application.user_id}",
    ]);
  });

  test("the application, with IAM tokens: its id is its name, as IAM wants it", () => {
    expect(application()).toMatchObject({
      user_id: "shop-app",
      user_name: "shop-app",
      authentication_mode: { type: "iam" },
    });
  });

  test("the application, without the dangerous commands, of which it gets back only the emptying of the cache", () => {
    expect(application().access_string).toBe("on ~* &* +@all -@dangerous +flushdb");
  });

  test("not the default user, who is off and may do nothing", () => {
    expect(unused()).toMatchObject({ user_name: "default", access_string: "off ~* -@all" });
  });

  test("the default user has an id of its own, because the account has one called default already", () => {
    expect(unused().user_id).toBe("shop-default");
  });

  test("the default user has no authentication mode, which AWS would answer in another spelling", () => {
    expect([unused().no_password_required, unused().authentication_mode]).toEqual([true, undefined]);
  });

  test("stays as it is when the engine changes, because it is in use then", () => {
    const valkey = cacheWith({ engine: "valkey", engineVersion: "8.2" });
    expect([valkey.all(ElasticacheUser), valkey.only(ElasticacheUserGroup)]).toEqual([
      users(),
      cacheWith().only(ElasticacheUserGroup),
    ]);
  });
});
