import { isSame } from "../../built/values";
import type { ResourceChange } from "../../plan";
import { isGroup, type Json, toList, valueAt } from "../../synthesized";
import { PODS } from "./gone/services";
import { aws, type Row } from "./row";
import { update } from "./update-row";

const IN_WINDOW =
  "It happens in the maintenance window, or at once with apply_immediately; choose the window, and test with a restored snapshot.";

const CACHE_NODES = ["engine_version", "engine", "node_type", "parameter_group_name"];
const NODES_REPLACED = "nodes of the cache are replaced; a single node is away for minutes";

const isNone = (replicas: Json | undefined): boolean =>
  replicas !== undefined && replicas !== null && Number(replicas) === 0;

/** Parameters that are changed and not applied at once; a group that does not say when it applies them may wait. */
const waitsForRestart = ({ before, after }: ResourceChange): boolean => {
  const [old, now] = [toList(before?.parameter), toList(after?.parameter)];
  const changed = [
    ...now.filter((one) => !old.some((other) => isSame(one, other))),
    ...old.filter((one) => !now.some((other) => isGroup(one) && isGroup(other) && one.name === other.name)),
  ];
  return changed.some((one) => !(isGroup(one) && one.apply_method === "immediate")) || changed.length === 0;
};

/** Changes in place that restart or stop something. */
export const RESTARTS: readonly Row[] = [
  update(
    ["aws_eks_cluster"],
    ["version"],
    "the control plane is upgraded and cannot go back",
    "One minor version at a time; check removed APIs and add-on versions first, node groups follow.",
  ),
  {
    ...update(
      ["aws_eks_cluster"],
      ["vpc_config.subnet_ids"],
      "the control plane gets other subnets: EKS refuses them unless every zone that the cluster was made in has one, and no other zone",
      "Keep the zones of the control plane (cluster.zones) as they were; nodes in another zone reach it all the same. Look up the zone of each subnet.",
    ),
    isGated: true,
  },
  update(
    ["aws_eks_node_group"],
    ["version", "release_version", "launch_template", "ami_type"],
    "every node is replaced, one after the other",
    "Pods move; disruption budgets keep them available, single replicas are away for a minute.",
  ),
  update(
    ["aws_eks_node_group"],
    ["scaling_config"],
    "nodes may go, and their pods start elsewhere or wait",
    "Make sure that what runs fits on fewer nodes.",
    ({ before, after }) =>
      ["min_size", "max_size", "desired_size"].some(
        (key) => Number(valueAt(after, `scaling_config.${key}`)) < Number(valueAt(before, `scaling_config.${key}`)),
      ),
  ),
  update(
    ["aws_eks_addon"],
    ["addon_version", "configuration_values"],
    "its pods restart",
    "Read the add-on's release notes for this step.",
  ),
  update(
    aws("db_instance rds_cluster docdb_cluster neptune_cluster rds_global_cluster"),
    ["engine_version"],
    "the database is upgraded and is away for minutes; a major version cannot go back",
    IN_WINDOW,
  ),
  update(
    ["aws_db_instance"],
    ["instance_class", "parameter_group_name", "ca_cert_identifier", "multi_az", "iam_database_authentication_enabled"],
    "the database may restart",
    IN_WINDOW,
  ),
  update(
    ["aws_rds_cluster"],
    ["port", "manage_master_user_password"],
    "the database restarts, or clients lose their way to it",
    "Change the applications at the same time.",
  ),
  update(
    ["aws_db_instance"],
    ["port", "identifier", "manage_master_user_password", "username"],
    "the database restarts, or clients lose their way to it",
    "Change the applications at the same time.",
  ),
  update(
    aws(
      "db_parameter_group elasticache_parameter_group rds_cluster_parameter_group docdb_cluster_parameter_group neptune_parameter_group neptune_cluster_parameter_group redshift_parameter_group memorydb_parameter_group",
    ),
    ["parameter"],
    "static parameters wait for a restart",
    "Restart in the maintenance window, and look at apply_method.",
    waitsForRestart,
  ),
  update(
    ["aws_elasticache_replication_group"],
    [...CACHE_NODES, "num_cache_clusters", "transit_encryption_enabled", "transit_encryption_mode"],
    NODES_REPLACED,
    IN_WINDOW,
  ),
  update(
    ["aws_elasticache_cluster"],
    [...CACHE_NODES, "num_cache_nodes", "transit_encryption_enabled"],
    NODES_REPLACED,
    IN_WINDOW,
  ),
  update(
    ["aws_instance"],
    ["instance_type", "user_data", "user_data_base64"],
    "the machine stops and starts again",
    "Let running builds finish first.",
  ),
  update(
    ["helm_release"],
    ["version", "values", "set", "set_list", "set_sensitive", "set_wo"],
    "its pods roll over",
    "Read the chart's release notes; a failed upgrade goes back by itself only with atomic.",
  ),
  update(
    ["helm_release"],
    ["chart"],
    "another chart takes its place: what only the old one made goes",
    "Render both, and compare what they make; volumes that no claim of a StatefulSet made go with their claim.",
  ),
  update(PODS, ["spec.replicas"], "none of its pods runs any more", "Make sure that nothing needs it.", ({ after }) =>
    isNone(valueAt(after, "spec.replicas")),
  ),
  update(
    PODS,
    ["spec"],
    "its only pod stops before the next one starts",
    "Apply outside of working hours.",
    ({ after }) => Number(valueAt(after, "spec.replicas")) === 1 || valueAt(after, "spec.strategy.type") === "Recreate",
  ),
  update(
    ["aws_kms_key"],
    ["is_enabled"],
    "what it encrypts cannot be read while it is disabled",
    "Make sure that nothing uses it.",
    ({ after }) => valueAt(after, "is_enabled") === false,
  ),
  update(
    ["aws_route"],
    ["gateway_id", "nat_gateway_id", "destination_cidr_block"],
    "connections that use the route break",
    "Apply when they may.",
  ),
  update(
    ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"],
    ["cidr_ipv4", "cidr_ipv6", "referenced_security_group_id", "from_port", "to_port", "ip_protocol"],
    "it admits other traffic than before",
    "Make sure that what it no longer admits is not needed.",
  ),
];
