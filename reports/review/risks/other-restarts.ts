import { aws, type Row } from "./row";
import { update } from "./update-row";

/** What a managed service is upgraded by. */
const VERSIONS: readonly (readonly [types: string, argument: string])[] = [
  ["opensearch_domain mq_broker memorydb_cluster", "engine_version"],
  ["elasticsearch_domain", "elasticsearch_version"],
  ["msk_cluster", "kafka_version"],
  ["redshift_cluster", "cluster_version"],
];

/** What its nodes are, or how many. */
const NODES: readonly (readonly [types: string, argument: string])[] = [
  ["rds_cluster_instance docdb_cluster_instance neptune_cluster_instance", "instance_class"],
  ["opensearch_domain elasticsearch_domain", "cluster_config"],
  ["msk_cluster", "broker_node_group_info.instance_type"],
  ["mq_broker", "host_instance_type"],
  ["memorydb_cluster redshift_cluster", "node_type"],
  ["memorydb_cluster", "num_shards"],
  ["redshift_cluster", "number_of_nodes"],
  ["dms_replication_instance", "replication_instance_class"],
];

/** What clients sign in with; of arguments that are only written the version tells that there is another one. */
const PASSWORDS: readonly (readonly [types: string, argument: string])[] = [
  ["db_instance", "password"],
  ["db_instance", "password_wo_version"],
  ["rds_cluster docdb_cluster redshift_cluster", "master_password"],
  ["rds_cluster docdb_cluster redshift_cluster", "master_password_wo_version"],
  ["redshiftserverless_namespace", "admin_user_password"],
  ["opensearch_domain elasticsearch_domain", "advanced_security_options.master_user_options"],
];

/** What decides where requests go. */
const LISTENERS: readonly (readonly [types: string, attributes: readonly string[]])[] = [
  ["lb_listener alb_listener", ["default_action"]],
  ["lb_listener_rule alb_listener_rule", ["action", "condition", "priority"]],
];

/** What stops or restarts services beside those that this project makes, when it changes in place. */
export const OTHER_RESTARTS: readonly Row[] = [
  ...VERSIONS.map(([types, argument]) =>
    update(
      aws(types),
      [argument],
      "it is upgraded node by node; a major version cannot go back",
      "Read what the version takes away, and test with a copy first.",
    ),
  ),
  ...NODES.map(([types, argument]) =>
    update(
      aws(types),
      [argument],
      "its nodes are replaced or restart, one after the other",
      "Clients must connect again by themselves; a single node is away for minutes.",
    ),
  ),
  ...PASSWORDS.map(([types, argument]) =>
    update(
      aws(types),
      [argument],
      "who signs in with the old password is refused",
      "Change what the applications sign in with at the same time.",
    ),
  ),
  update(
    aws("route53_record"),
    ["records", "alias"],
    "the name leads elsewhere, as soon as resolvers forget what they have cached",
    "Let the old place answer as long as its TTL.",
  ),
  ...LISTENERS.map(([types, attributes]) =>
    update(
      aws(types),
      attributes,
      "requests go elsewhere, or get another answer",
      "Make sure that the new targets are healthy before.",
    ),
  ),
];
