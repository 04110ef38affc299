import { type Blocks, policy, type RuleCase } from "./rules-fixture";

const cluster = (values: Blocks[string]): Blocks => ({ "aws_eks_cluster.main": { name: "shop", ...values } });
const setCluster = (path: string, value: string | boolean | string[] | undefined) =>
  ({ set: ["aws_eks_cluster", path, value] }) as const;
const addOn = (values: Blocks[string]): Blocks => ({ "aws_eks_addon.main": { addon_name: "vpc-cni", ...values } });
const CORE_DNS = { "aws_eks_addon.main": { addon_name: "coredns" } };
const nodes = (values: Blocks[string]): Blocks => ({ "aws_eks_node_group.main": values });
const PRIVATE = { "aws_subnet.a": { tags: { "kubernetes.io/role/internal-elb": "1" } } };
const ADMIN = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";
const disk = (ebs: Blocks[string]): Blocks => ({
  "aws_launch_template.main": { block_device_mappings: [{ device_name: "/dev/xvda", ebs }] },
});

/** The cluster, its nodes and who may use it. */
export const CLUSTER: Readonly<Record<string, RuleCase>> = {
  "access-entry-is-a-role": {
    pass: { "aws_eks_access_entry.main": { principal_arn: "arn:aws:iam::111122223333:role/platform-admin" } },
    fault: { set: ["aws_eks_access_entry", "kubernetes_groups", ["system:masters"]] },
  },
  "add-on-network-policies": {
    pass: addOn({ configuration_values: '{"enableNetworkPolicy":"true"}' }),
    fault: { set: ["aws_eks_addon", "configuration_values", '{"enableNetworkPolicy":"false"}'] },
    notApplicable: CORE_DNS,
  },
  "add-on-own-role": {
    pass: addOn({ pod_identity_association: [{ role_arn: "role", service_account: "aws-node" }] }),
    fault: { set: ["aws_eks_addon", "pod_identity_association", undefined] },
    notApplicable: CORE_DNS,
  },
  "cluster-access-by-entries": {
    pass: cluster({ access_config: { authentication_mode: "API" } }),
    fault: setCluster("access_config.authentication_mode", "API_AND_CONFIG_MAP"),
  },
  "cluster-admin-is-a-person": {
    pass: {
      "aws_eks_access_policy_association.main": {
        access_scope: { type: "cluster" },
        policy_arn: ADMIN,
        principal_arn: "arn:aws:iam::111122223333:role/platform-admin",
      },
      "aws_iam_role.jenkins": { name: "jenkins" },
    },
    fault: {
      add: {
        "aws_iam_role.jenkins": { name: "jenkins" },
        "aws_eks_access_policy_association.planted": {
          access_scope: { type: "cluster" },
          policy_arn: ADMIN,
          principal_arn: "${aws_iam_role.jenkins.arn}",
        },
      },
    },
    notApplicable: {
      "aws_eks_access_policy_association.main": {
        policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
      },
    },
  },
  "cluster-creator-not-admin": {
    pass: cluster({ access_config: { bootstrap_cluster_creator_admin_permissions: false } }),
    fault: setCluster("access_config.bootstrap_cluster_creator_admin_permissions", undefined),
  },
  "cluster-deletion-protected": {
    pass: cluster({ deletion_protection: true }),
    fault: setCluster("deletion_protection", false),
  },
  "cluster-endpoint-not-open": {
    pass: cluster({ vpc_config: { endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] } }),
    fault: {
      set: ["aws_eks_cluster", "vpc_config", { endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }],
    },
  },
  "cluster-endpoint-private": {
    pass: cluster({ vpc_config: { endpoint_public_access: false, endpoint_private_access: true } }),
    fault: setCluster("vpc_config.endpoint_public_access", true),
  },
  "cluster-log-group-managed": {
    pass: {
      ...cluster({ depends_on: ["aws_cloudwatch_log_group.logs"] }),
      "aws_cloudwatch_log_group.logs": { name: "/aws/eks/shop/cluster" },
    },
    fault: setCluster("depends_on", []),
  },
  "cluster-logs-everything": {
    pass: cluster({ enabled_cluster_log_types: ["api", "audit", "authenticator", "controllerManager", "scheduler"] }),
    fault: setCluster("enabled_cluster_log_types", ["api", "authenticator", "controllerManager", "scheduler"]),
  },
  "cluster-secrets-encrypted": {
    pass: cluster({ encryption_config: { provider: { key_arn: "key" }, resources: ["secrets"] } }),
    fault: setCluster("encryption_config", undefined),
  },
  "cluster-version-supported": { pass: cluster({ version: "1.35" }), fault: setCluster("version", "1.31") },
  "machine-monitored": {
    pass: { "aws_launch_template.main": { monitoring: { enabled: true } } },
    fault: { set: ["aws_launch_template", "monitoring.enabled", false] },
  },
  "node-group-current-image": {
    pass: nodes({ ami_type: "AL2023_x86_64_STANDARD" }),
    fault: { set: ["aws_eks_node_group", "ami_type", "AL2_x86_64"] },
  },
  "node-group-no-ssh": {
    pass: nodes({}),
    fault: { set: ["aws_eks_node_group", "remote_access", { ec2_ssh_key: "shared" }] },
  },
  "node-group-private": {
    pass: { ...nodes({ subnet_ids: ["${aws_subnet.a.id}"] }), ...PRIVATE },
    fault: {
      set: ["aws_eks_node_group", "subnet_ids", "${data.terraform_remote_state.network.outputs.public_subnet_ids}"],
    },
  },
  "node-role-minimal": {
    pass: {
      "aws_iam_role.nodes": { name: "nodes" },
      ...nodes({ node_role_arn: "${aws_iam_role.nodes.arn}" }),
      "aws_iam_role_policy_attachment.worker": {
        role: "${aws_iam_role.nodes.name}",
        policy_arn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
      },
    },
    fault: {
      set: ["aws_iam_role_policy_attachment", "policy_arn", "arn:aws:iam::aws:policy/AmazonS3FullAccess"],
    },
    notApplicable: { "aws_iam_role.other": { assume_role_policy: policy() } },
  },
  "node-version-supported": {
    pass: nodes({ version: "1.35" }),
    fault: { set: ["aws_eks_node_group", "version", "1.30"] },
  },
  "template-no-public-address": {
    pass: { "aws_launch_template.main": {} },
    fault: { set: ["aws_launch_template", "network_interfaces", [{ associate_public_ip_address: "true" }]] },
  },
  "template-volumes-encrypted": {
    pass: disk({ encrypted: "true", kms_key_id: "key" }),
    fault: { set: ["aws_launch_template", "block_device_mappings.ebs.encrypted", "false"] },
  },
};
