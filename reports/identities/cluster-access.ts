import { nodeGroupName } from "../built/node-groups";
import { blocksIn, entryOf, textsOf, valueAt } from "../synthesized";
import { type Estate, leadsTo, type Resource } from "./estate";
import MANAGED from "./managed-policies.json";
import { isUnknown, meaningOf } from "./meaning";
import { nameOf } from "./names";
import { enumerate } from "./values";

/** Somebody whom EKS lets into the cluster. */
export interface ClusterAccess {
  readonly stack: string;
  readonly address: string;
  /** Who it is, and whether this project makes it. */
  readonly principal: string;
  /** What it may do in the cluster, one text for each policy or group. */
  readonly may: readonly string[];
}

const DESCRIPTIONS: Readonly<Record<string, string>> = MANAGED;

/** Every access entry with the policies that belong to it, and what else lets somebody in. */
export function clusterAccessOf(estate: Estate): ClusterAccess[] {
  const ofType = (type: string) => estate.resources.filter((it) => it.block.type === type);
  const associations = ofType("aws_eks_access_policy_association");
  const entries = ofType("aws_eks_access_entry").map((entry) => {
    const arn = principalOf(entry);
    const own = associations.filter((it) => principalOf(it) === arn);
    const groups = textsOf(entry.block.values.kubernetes_groups).map(
      (group) => `what Kubernetes gives the group ${meaningOf(group, entry)}`,
    );
    const nothing = own.length + groups.length === 0 ? ["may log in, and nothing more"] : [];
    return {
      ...placeOf(entry),
      principal: whoIs(arn, entry, estate),
      may: [...own.map(policyOf), ...groups, ...nothing],
    };
  });
  return [...entries, ...ofType("aws_eks_node_group").map(nodesOf), ...ofType("aws_eks_cluster").flatMap(creatorOf)];
}

const placeOf = ({ stack, block }: Resource) => ({ stack: stack.name, address: block.address });

/** The same text for an entry and for the policies associated with it. */
const principalOf = (it: Resource): string => meaningOf(String(it.block.values.principal_arn ?? ""), it);

function whoIs(arn: string, entry: Resource, { accounts }: Estate): string {
  const [role] = leadsTo(entry.block.values.principal_arn, entry);
  if (role) return `the role ${nameOf(role, entry.environment)} of this project`;
  if (isUnknown(arn)) return `${arn}, which the JSON does not explain`;
  const [, account = "", name = arn] = /^arn:[\w-]+:iam::(\d*):(.+)$/.exec(arn) ?? [];
  const whose = accounts.includes(account) ? "this account" : `another account, ${account || "unknown"}`;
  return `the ${name.replace("/", " ")} of ${whose}; it is made outside of this project`;
}

function policyOf(association: Resource): string {
  const { values } = association.block;
  const name = String(values.policy_arn ?? "").replace(/^.*\//, "");
  const [scope = {}] = blocksIn(values, "access_scope");
  const namespaces = textsOf(scope.namespaces).map((it) => meaningOf(it, association));
  const where = scope.type === "namespace" ? `in the namespaces ${enumerate(namespaces)}` : "in the whole cluster";
  return `${entryOf(DESCRIPTIONS, name) ?? "cannot be told: a policy that is not described here"}, ${where.replace(/namespaces (?!.* and )/, "namespace ")} (${name})`;
}

const nodesOf = (nodes: Resource): ClusterAccess => ({
  ...placeOf(nodes),
  principal: `nodes of the node group ${meaningOf(nodeGroupName(nodes.block), nodes)}`,
  may: ["work as nodes: EKS makes this entry itself"],
});

/** Whoever creates a cluster is its administrator, unless the cluster says no; an older mode also reads a config map. */
function creatorOf(cluster: Resource): ClusterAccess[] {
  const { values } = cluster.block;
  const mode = valueAt(values, "access_config.authentication_mode") ?? "CONFIG_MAP";
  const isCreatorAdmin = valueAt(values, "access_config.bootstrap_cluster_creator_admin_permissions") !== false;
  return [
    ...(isCreatorAdmin
      ? [
          {
            ...placeOf(cluster),
            principal: "whoever creates the cluster",
            may: ["everything (administrator of Kubernetes)"],
          },
        ]
      : []),
    ...(String(mode).includes("CONFIG_MAP")
      ? [
          {
            ...placeOf(cluster),
            principal: "whom the config map aws-auth names",
            may: ["cannot be told: the map is not in the JSON"],
          },
        ]
      : []),
  ];
}
