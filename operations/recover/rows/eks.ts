import { type Item, isMadeFrom, itemsOf, type Row, textOf } from "../row";
import { below, named } from "./named";

/** Clusters, their nodes, add-ons and who is let in. */
export const EKS: Readonly<Record<string, Row>> = {
  aws_eks_cluster: {
    by: "its name, the argument name",
    find: async (ask) => {
      const name = ask.text("name");
      const { clusters = [] } = await ask.aws<{ clusters?: readonly string[] }>("eks", "list-clusters");
      if (name === undefined || !clusters.includes(name)) return [];
      const { cluster } = await ask.aws<{ cluster: Item }>("eks", "describe-cluster", "--name", name);
      const network = (cluster.resourcesVpcConfig ?? {}) as Item;
      return [
        {
          id: name,
          attributes: {
            id: name,
            name,
            arn: textOf(cluster, "arn"),
            endpoint: textOf(cluster, "endpoint"),
            "vpc_config[0].cluster_security_group_id": textOf(network, "clusterSecurityGroupId"),
          },
          created: textOf(cluster, "createdAt"),
        },
      ];
    },
  },
  aws_eks_node_group: {
    by: "its cluster, and its name or the beginning of it",
    isGivenId: true,
    find: async (ask) => {
      const [cluster, name, prefix] = ["cluster_name", "node_group_name", "node_group_name_prefix"].map(ask.text);
      if (cluster === undefined) return [];
      const { nodegroups = [] } = await ask.aws<{ nodegroups?: readonly string[] }>(
        "eks",
        "list-nodegroups",
        "--cluster-name",
        cluster,
      );
      return nodegroups
        .filter((one) => (name !== undefined ? one === name : prefix !== undefined && isMadeFrom(one, prefix)))
        .map((one) => ({
          id: `${cluster}:${one}`,
          attributes: { id: `${cluster}:${one}`, cluster_name: cluster, node_group_name: one },
        }));
    },
  },
  aws_eks_addon: below({
    from: ["cluster_name", "addon_name"],
    id: (cluster, addOn) => `${cluster}:${addOn}`,
    isThere: (ask, cluster, addOn) =>
      ask.aws<Item>("eks", "describe-addon", "--cluster-name", String(cluster), "--addon-name", String(addOn)),
  }),
  aws_eks_access_entry: below({
    from: ["cluster_name", "principal_arn"],
    id: (cluster, principal) => `${cluster}:${principal}`,
    isThere: (ask, cluster, principal) =>
      ask.aws<Item>(
        "eks",
        "describe-access-entry",
        "--cluster-name",
        String(cluster),
        "--principal-arn",
        String(principal),
      ),
  }),
  aws_eks_access_policy_association: below({
    from: ["cluster_name", "principal_arn", "policy_arn"],
    id: (cluster, principal, policy) => `${cluster}#${principal}#${policy}`,
    isThere: async (ask, cluster, principal, policy) => {
      const answer = await ask.aws<Item>(
        "eks",
        "list-associated-access-policies",
        "--cluster-name",
        String(cluster),
        "--principal-arn",
        String(principal),
      );
      return itemsOf(answer, "associatedAccessPolicies").filter((item) => textOf(item, "policyArn") === policy);
    },
  }),
  aws_eks_pod_identity_association: {
    by: "its cluster, namespace and service account",
    isGivenId: true,
    find: async (ask) => {
      const [cluster, namespace, account] = ["cluster_name", "namespace", "service_account"].map(ask.text);
      if (cluster === undefined || namespace === undefined || account === undefined) return [];
      const answer = await ask.aws<Item>("eks", "list-pod-identity-associations", "--cluster-name", cluster);
      return itemsOf(answer, "associations")
        .filter((item) => textOf(item, "namespace") === namespace && textOf(item, "serviceAccount") === account)
        .map((item) => {
          const id = textOf(item, "associationId");
          return { id: `${cluster},${id}`, attributes: { id, association_id: id } };
        });
    },
  },
  aws_ecr_repository: named({
    argument: "name",
    list: ["ecr", "describe-repositories", "repositories", "repositoryName"],
    attributes: (item) => ({ arn: textOf(item, "repositoryArn"), repository_url: textOf(item, "repositoryUri") }),
    created: "createdAt",
  }),
  aws_ecr_lifecycle_policy: below({
    from: ["repository"],
    id: (repository) => repository,
    isThere: (ask, repository) => ask.aws<Item>("ecr", "get-lifecycle-policy", "--repository-name", String(repository)),
  }),
  aws_ecr_repository_policy: below({
    from: ["repository"],
    id: (repository) => repository,
    isThere: (ask, repository) =>
      ask.aws<Item>("ecr", "get-repository-policy", "--repository-name", String(repository)),
  }),
};
