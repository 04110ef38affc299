import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformOutput, Token } from "cdktf";
import { Eks, type EksOutputs, type EksProps } from "../../modules/eks";
import { sessionManager } from "../../modules/iam";
import { synth } from "../helpers";
import { eksWith, props, workers } from "./eks-fixture";

const clusterWith = (changes: Partial<EksProps> = {}) => eksWith(changes).only(EksCluster);
const statementsOf = (key: string, changes: Partial<EksProps> = {}) =>
  JSON.parse(eksWith(changes).all(KmsKey)[key].policy).Statement;

describe("Eks", () => {
  test("names every resource after its role, without hashes", () => {
    expect(eksWith().addresses()).toEqual([
      "aws_cloudwatch_log_group.eks_logs",
      "aws_eks_access_entry.eks_admins_role_platform_admin_entry",
      "aws_eks_access_policy_association.eks_admins_role_platform_admin_policy",
      "aws_eks_addon.eks_add_ons_aws_ebs_csi_driver_main",
      "aws_eks_addon.eks_add_ons_aws_secrets_store_csi_driver_provider_main",
      "aws_eks_addon.eks_add_ons_coredns_main",
      "aws_eks_addon.eks_add_ons_eks_pod_identity_agent_main",
      "aws_eks_addon.eks_add_ons_kube_proxy_main",
      "aws_eks_addon.eks_add_ons_metrics_server_main",
      "aws_eks_addon.eks_add_ons_vpc_cni_main",
      "aws_eks_cluster.eks_main",
      "aws_eks_node_group.eks_nodes_workers_a_main",
      "aws_iam_role.eks_add_ons_aws_ebs_csi_driver_role_main",
      "aws_iam_role.eks_add_ons_vpc_cni_role_main",
      "aws_iam_role.eks_cluster_role_main",
      "aws_iam_role.eks_node_role_main",
      "aws_iam_role_policy.eks_add_ons_aws_ebs_csi_driver_role_own_policy",
      "aws_iam_role_policy.eks_node_role_own_policy",
      "aws_iam_role_policy_attachment.eks_add_ons_aws_ebs_csi_driver_role_policy",
      "aws_iam_role_policy_attachment.eks_add_ons_vpc_cni_role_policy",
      "aws_iam_role_policy_attachment.eks_cluster_role_cluster",
      "aws_iam_role_policy_attachment.eks_node_role_registry",
      "aws_iam_role_policy_attachment.eks_node_role_worker",
      "aws_kms_alias.eks_logs_key_alias",
      "aws_kms_alias.eks_secrets_key_alias",
      "aws_kms_alias.eks_volumes_key_alias",
      "aws_kms_key.eks_logs_key_main",
      "aws_kms_key.eks_secrets_key_main",
      "aws_kms_key.eks_volumes_key_main",
      "aws_launch_template.eks_nodes_workers_template",
    ]);
  });

  test("keeps the cluster's name, so renaming it is a deliberate replacement", () => {
    expect(clusterWith({ name: "gallery" }).name).toBe("gallery");
  });

  test("runs the wanted Kubernetes version", () => {
    expect(clusterWith({ version: "1.36" }).version).toBe("1.36");
  });

  test("is upgraded at the end of standard support, before the price rises", () => {
    expect(clusterWith().upgrade_policy).toEqual({ support_type: "STANDARD" });
  });

  test("stays on its version when extended support is asked for", () => {
    expect(clusterWith({ supportType: "EXTENDED" }).upgrade_policy).toEqual({ support_type: "EXTENDED" });
  });

  test("leaves every add-on to this module", () => {
    expect(clusterWith().bootstrap_self_managed_addons).toBe(false);
  });

  test("gives Kubernetes services 172.20.0.0/16", () => {
    expect(clusterWith().kubernetes_network_config).toEqual({
      ip_family: "ipv4",
      service_ipv4_cidr: "172.20.0.0/16",
    });
  });

  test("gives Kubernetes services another range when asked", () => {
    expect(clusterWith({ serviceCidr: "172.30.0.0/16" }).kubernetes_network_config.service_ipv4_cidr).toBe(
      "172.30.0.0/16",
    );
  });

  test("cannot be deleted by accident", () => {
    expect(clusterWith().deletion_protection).toBe(true);
  });

  test("can be deleted once deletion protection is off", () => {
    expect(clusterWith({ deletionProtection: false }).deletion_protection).toBe(false);
  });

  test("passes a list that only Terraform knows on as it is", () => {
    const list = "$" + "{var.private_subnet_ids}";
    const subnetIds = Token.asList(Token.asAny({ resolve: () => list }));
    expect(clusterWith({ controlPlane: { subnetIds, isFixed: true } }).vpc_config.subnet_ids).toBe(list);
  });

  test("stays where it was made when its subnets are every one there is", () => {
    const [fixed, written] = [true, false].map((isFixed) =>
      clusterWith({ controlPlane: { subnetIds: ["subnet-a", "subnet-b"], isFixed } }),
    );
    const creation = "access_config[0].bootstrap_cluster_creator_admin_permissions"; // which an import reads as true
    expect([fixed.lifecycle, written.lifecycle]).toEqual([
      { ignore_changes: [creation, "vpc_config[0].subnet_ids"] },
      { ignore_changes: [creation] },
    ]);
  });

  test("has no OIDC provider, because pods get their rights through Pod Identity", () => {
    expect(eksWith().all(IamOpenidConnectProvider)).toEqual({});
  });

  test("makes an OIDC provider without a thumbprint when asked", () => {
    expect(eksWith({ oidcProvider: true }).only(IamOpenidConnectProvider)).toMatchObject({
      url: "${aws_eks_cluster.eks_main.identity[0].oidc[0].issuer}",
      client_id_list: ["sts.amazonaws.com"],
    });
  });

  test("publishes where the cluster is and what others attach to", () => {
    const { output } = synth((stack) => {
      const { outputs } = new Eks(stack, "eks", { ...props, nodeGroups: { workers, batch: workers } });
      for (const field of Object.keys(outputs) as (keyof EksOutputs)[]) {
        new TerraformOutput(stack, field, { value: outputs[field], staticId: true });
      }
    }).json;
    const values = Object.entries(output as Record<string, { value: unknown }>).map(([k, { value }]) => [k, value]);
    expect(Object.fromEntries(values)).toEqual({
      autoscalingGroupNames: [
        "${aws_eks_node_group.eks_nodes_batch_a_main.resources[0].autoscaling_groups[0].name}",
        "${aws_eks_node_group.eks_nodes_workers_a_main.resources[0].autoscaling_groups[0].name}",
      ],
      clusterArn: "${aws_eks_cluster.eks_main.arn}",
      clusterCertificateAuthority: "${aws_eks_cluster.eks_main.certificate_authority[0].data}",
      clusterEndpoint: "${aws_eks_cluster.eks_main.endpoint}",
      clusterName: "${aws_eks_cluster.eks_main.name}",
      clusterSecurityGroupId: "${aws_eks_cluster.eks_main.vpc_config[0].cluster_security_group_id}",
      nodeRoleArn: "${aws_iam_role.eks_node_role_main.arn}",
      volumeKeyArn: "${aws_kms_key.eks_volumes_key_main.arn}",
    });
  });
});

describe("the Kubernetes API", () => {
  test("is private without public ranges", () => {
    expect(clusterWith().vpc_config).toEqual({
      endpoint_private_access: true,
      endpoint_public_access: false,
      subnet_ids: ["subnet-a", "subnet-b"],
    });
  });

  test("is open to the named ranges only, and still private inside", () => {
    expect(clusterWith({ publicAccessCidrs: ["203.0.113.0/24"] }).vpc_config).toMatchObject({
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ["203.0.113.0/24"],
    });
  });

  test("admits the nodes' group alone to the private endpoint", () => {
    expect(eksWith().all(VpcSecurityGroupIngressRule)).toEqual({});
  });

  test("admits ranges to the private endpoint, each by a rule of its own", () => {
    const rules = eksWith({ privateAccessCidrs: ["10.90.0.0/16", "10.91.4.0/24"] }).all(VpcSecurityGroupIngressRule);
    expect(Object.keys(rules)).toEqual(["eks_private_access_10_90_0_0_16", "eks_private_access_10_91_4_0_24"]);
    expect(rules.eks_private_access_10_90_0_0_16).toMatchObject({
      security_group_id: "${aws_eks_cluster.eks_main.vpc_config[0].cluster_security_group_id}",
      cidr_ipv4: "10.90.0.0/16",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    });
  });

  test("knows access entries only, and its creator has none", () => {
    expect(clusterWith().access_config).toEqual({
      authentication_mode: "API",
      bootstrap_cluster_creator_admin_permissions: false,
    });
  });
});

describe("control plane logs", () => {
  test("are of all five types", () => {
    expect(clusterWith().enabled_cluster_log_types).toEqual([
      "api",
      "audit",
      "authenticator",
      "controllerManager",
      "scheduler",
    ]);
  });

  test("go to the group EKS expects, encrypted and kept for a year", () => {
    expect(eksWith().only(CloudwatchLogGroup)).toMatchObject({
      name: "/aws/eks/shop/cluster",
      retention_in_days: 365,
      kms_key_id: "${aws_kms_key.eks_logs_key_main.arn}",
    });
  });

  test("are kept for as long as wanted", () => {
    expect(eksWith({ logRetentionDays: 400 }).only(CloudwatchLogGroup).retention_in_days).toBe(400);
  });

  test("have a key that only this cluster's log group may use", () => {
    expect(statementsOf("eks_logs_key_main")[1].Condition.ArnLike).toEqual({
      "kms:EncryptionContext:aws:logs:arn": ["arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/shop/cluster*"],
    });
  });
});

describe("keys of a cluster", () => {
  test("are three, and all of them rotate", () => {
    const keys = Object.entries(eksWith().all(KmsKey)).map(([name, key]) => [name, key.enable_key_rotation]);
    expect(Object.fromEntries(keys)).toEqual({
      eks_logs_key_main: true,
      eks_secrets_key_main: true,
      eks_volumes_key_main: true,
    });
  });

  test("encrypt Kubernetes secrets", () => {
    expect(clusterWith().encryption_config).toEqual({
      provider: { key_arn: "${aws_kms_key.eks_secrets_key_main.arn}" },
      resources: ["secrets"],
    });
  });

  test("name no principal that may not exist yet", () => {
    const principals = Object.keys(eksWith().all(KmsKey)).flatMap((key) =>
      statementsOf(key).map(({ Principal }: { Principal: { AWS?: string } }) => Principal.AWS),
    );
    expect([...new Set(principals)].sort()).toEqual(["*", "arn:aws:iam::111122223333:root", undefined]);
  });

  test("let nobody but this account's Auto Scaling use the volume key by its policy", () => {
    const open = statementsOf("eks_volumes_key_main").filter(
      ({ Principal }: { Principal: { AWS: string } }) => Principal.AWS === "*",
    );
    expect(open.map(({ Condition }: { Condition: object }) => Condition)).toEqual([
      { StringEquals: AUTO_SCALING },
      { StringEquals: AUTO_SCALING, Bool: { "kms:GrantIsForAWSResource": "true" } },
    ]);
  });

  test("follow the account", () => {
    expect(JSON.stringify(statementsOf("eks_volumes_key_main", { account: "444455556666" }))).not.toContain(
      "111122223333",
    );
  });
});

const AUTO_SCALING = {
  "aws:PrincipalArn":
    "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
  "kms:CallerAccount": "111122223333",
};

describe("roles of a cluster", () => {
  const trustOf = (role: string) => JSON.parse(eksWith().all(IamRole)[role].assume_role_policy).Statement[0];
  const policiesOf = (role: string) =>
    Object.values(eksWith().all(IamRolePolicyAttachment))
      .filter((attachment) => attachment.role === `\${aws_iam_role.${role}.name}`)
      .map((attachment) => attachment.policy_arn);

  test("start with the cluster's name", () => {
    expect(Object.values(eksWith().all(IamRole)).map((role) => role.name)).toEqual([
      "shop-aws-ebs-csi-driver-role",
      "shop-vpc-cni-role",
      "shop-cluster-role",
      "shop-node-group-role",
    ]);
  });

  test("fit IAM's 64 characters with the longest cluster name", () => {
    const roles = Object.values(eksWith({ name: "c".repeat(40) }).all(IamRole));
    expect(Math.max(...roles.map((role) => role.name.length))).toBeLessThanOrEqual(64);
  });

  test("let EKS alone assume the cluster's", () => {
    expect(trustOf("eks_cluster_role_main")).toMatchObject({
      Action: "sts:AssumeRole",
      Principal: { Service: "eks.amazonaws.com" },
    });
  });

  test("let nodes join, pull images and be reached by Session Manager, and nothing more", () => {
    expect(policiesOf("eks_node_role_main")).toEqual([
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    ]);
    const { policy } = eksWith().all(IamRolePolicy).eks_node_role_own_policy;
    expect(JSON.parse(policy).Statement).toEqual([{ Effect: "Allow", ...sessionManager(props) }]);
  });

  test("let EC2 alone assume the nodes'", () => {
    expect(trustOf("eks_node_role_main").Principal).toEqual({ Service: "ec2.amazonaws.com" });
  });
});
