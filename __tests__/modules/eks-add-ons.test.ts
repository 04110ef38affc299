import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { EksProps } from "../../modules/eks";
import { ADD_ONS, type AddOnSpec } from "../../modules/eks/add-ons";
import { type Block, Synthesized } from "../helpers";
import { eksWith, workers } from "./eks-fixture";
import { graphOf, orderProblems, waitsFor } from "./eks-graph";

const addOns = () => eksWith().all(EksAddon);
const specs = Object.entries<AddOnSpec>(ADD_ONS);

describe("add-ons of a cluster", () => {
  test("are the seven a platform needs", () => {
    expect(Object.values(addOns()).map((addOn) => addOn.addon_name)).toEqual([
      "aws-ebs-csi-driver",
      "aws-secrets-store-csi-driver-provider",
      "coredns",
      "eks-pod-identity-agent",
      "kube-proxy",
      "metrics-server",
      "vpc-cni",
    ]);
  });

  test("win over what somebody changed by hand", () => {
    for (const addOn of Object.values(addOns())) {
      expect(addOn).toMatchObject({
        resolve_conflicts_on_create: "OVERWRITE",
        resolve_conflicts_on_update: "OVERWRITE",
      });
    }
  });

  test("are of AWS's default for the version of Kubernetes, each looked up when planning", () => {
    const { eks_add_ons_coredns_version: found } = eksWith({ version: "1.36" }).json.data.aws_eks_addon_version;
    expect(found).toMatchObject({ addon_name: "coredns", kubernetes_version: "1.36" });
    expect(addOns().eks_add_ons_coredns_main.addon_version).toBe(
      "${data.aws_eks_addon_version.eks_add_ons_coredns_version.version}",
    );
    expect(Object.values(addOns()).filter((addOn) => !("addon_version" in addOn))).toEqual([]);
  });

  test("are of the pinned version when there is one", () => {
    const pinned = eksWith({ addOnVersions: { coredns: "v1.13.2-eksbuild.1" } }).all(EksAddon);
    expect(pinned.eks_add_ons_coredns_main.addon_version).toBe("v1.13.2-eksbuild.1");
  });

  test("are told their configuration in the form EKS gives it back: compact, keys sorted", () => {
    for (const { configuration_values } of Object.values(addOns())) {
      if (configuration_values) expect(configuration_values).toBe(canonical(JSON.parse(configuration_values)));
    }
  });

  test("enforce NetworkPolicy", () => {
    expect(addOns().eks_add_ons_vpc_cni_main.configuration_values).toBe('{"enableNetworkPolicy":"true"}');
  });

  test("follow a rotated secret", () => {
    expect(addOns().eks_add_ons_aws_secrets_store_csi_driver_provider_main.configuration_values).toBe(
      '{"secrets-store-csi-driver":{"enableSecretRotation":true}}',
    );
  });
});

describe("rights of add-ons", () => {
  test.each(specs.filter(([, spec]) => spec.identity))("%s has a role for its own service account", (name, spec) => {
    const id = name.replaceAll("-", "_");
    expect(addOns()[`eks_add_ons_${id}_main`].pod_identity_association).toEqual([
      { service_account: spec.identity?.serviceAccount, role_arn: `\${aws_iam_role.eks_add_ons_${id}_role_main.arn}` },
    ]);
  });

  test.each(specs.filter(([, spec]) => !spec.identity))("%s has none", (name) => {
    expect(addOns()[`eks_add_ons_${name.replaceAll("-", "_")}_main`]).not.toHaveProperty("pod_identity_association");
  });

  test("are handed out by Pod Identity only", () => {
    const { assume_role_policy } = eksWith().all(IamRole).eks_add_ons_vpc_cni_role_main;
    expect(JSON.parse(assume_role_policy).Statement).toEqual([
      {
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Condition: {
          StringEquals: {
            "aws:RequestTag/kubernetes-namespace": "kube-system",
            "aws:RequestTag/kubernetes-service-account": "aws-node",
          },
        },
      },
    ]);
  });

  test("are AWS's narrowest managed policy each", () => {
    const attachments = eksWith().all(IamRolePolicyAttachment);
    expect([
      attachments.eks_add_ons_vpc_cni_role_policy.policy_arn,
      attachments.eks_add_ons_aws_ebs_csi_driver_role_policy.policy_arn,
    ]).toEqual(["arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy", "arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicyV2"]);
  });

  test("let the EBS CSI driver use the volume key and no other", () => {
    expect(
      JSON.parse(eksWith().all(IamRolePolicy).eks_add_ons_aws_ebs_csi_driver_role_own_policy.policy).Statement,
    ).toEqual([
      {
        Sid: "EncryptVolumes",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"],
        Resource: "${aws_kms_key.eks_volumes_key_main.arn}",
      },
      {
        Sid: "AttachVolumes",
        Effect: "Allow",
        Action: "kms:CreateGrant",
        Resource: "${aws_kms_key.eks_volumes_key_main.arn}",
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });
});

const addressOf = (name: string) => `aws_eks_addon.eks_add_ons_${name.replaceAll("-", "_")}_main`;
const madeAt = (when: AddOnSpec["when"]) => specs.filter(([, spec]) => spec.when === when).map(([n]) => addressOf(n));

const NODES = ["aws_eks_node_group.eks_nodes_batch_a_main", "aws_eks_node_group.eks_nodes_workers_a_main"];
/** Made from left to right, deleted from right to left. */
const ORDERS: Record<string, string[][]> = {
  "cluster, add-ons for nodes, nodes, add-ons on nodes": [
    ["aws_eks_cluster.eks_main"],
    madeAt("before-nodes"),
    NODES,
    madeAt("after-nodes"),
  ],
  "log group before the cluster that writes to it": [
    ["aws_cloudwatch_log_group.eks_logs"],
    ["aws_eks_cluster.eks_main"],
  ],
  "log key before the log group": [["aws_kms_key.eks_logs_key_main"], ["aws_cloudwatch_log_group.eks_logs"]],
  "secrets key before the cluster": [["aws_kms_key.eks_secrets_key_main"], ["aws_eks_cluster.eks_main"]],
  "cluster role with its rights before the cluster": [
    ["aws_iam_role_policy_attachment.eks_cluster_role_cluster"],
    ["aws_eks_cluster.eks_main"],
  ],
  "node role with its rights before the nodes": [
    [
      "aws_iam_role_policy.eks_node_role_own_policy",
      ...["registry", "worker"].map((p) => `aws_iam_role_policy_attachment.eks_node_role_${p}`),
    ],
    NODES,
  ],
  "VPC CNI's rights before the VPC CNI": [
    ["aws_iam_role_policy_attachment.eks_add_ons_vpc_cni_role_policy"],
    [addressOf("vpc-cni")],
  ],
  "EBS CSI driver's rights before the driver": [
    [
      "aws_iam_role_policy_attachment.eks_add_ons_aws_ebs_csi_driver_role_policy",
      "aws_iam_role_policy.eks_add_ons_aws_ebs_csi_driver_role_own_policy",
    ],
    [addressOf("aws-ebs-csi-driver")],
  ],
};

describe("the order of creation, and in reverse of deletion", () => {
  const stack = () => eksWith({ nodeGroups: { workers, batch: workers } });

  test.each(Object.entries(ORDERS))("%s", (_, steps) => {
    expect(orderProblems(graphOf(stack()), steps)).toEqual([]);
  });

  test("has no circle", () => {
    const graph = graphOf(stack());
    expect([...graph.keys()].filter((address) => waitsFor(graph, address).has(address))).toEqual([]);
  });

  test("puts every add-on before or after the nodes", () => {
    expect([...madeAt("before-nodes"), ...madeAt("after-nodes")].sort()).toEqual(
      Object.keys(stack().all(EksAddon)).map((name) => `aws_eks_addon.${name}`),
    );
  });

  test("is found wrong when nodes do not wait for the VPC CNI", () => {
    const broken = planted(stack(), (resource) => {
      const group = resource.aws_eks_node_group.eks_nodes_workers_a_main;
      group.depends_on = group.depends_on.filter((address: string) => address !== addressOf("vpc-cni"));
    });
    expect(orderProblems(graphOf(broken), [[addressOf("vpc-cni")], NODES])).toEqual([
      `aws_eks_node_group.eks_nodes_workers_a_main may be created before ${addressOf("vpc-cni")} and deleted after it`,
    ]);
  });

  test("is found wrong when the log group waits for the cluster", () => {
    const broken = planted(stack(), (resource) => {
      resource.aws_eks_cluster.eks_main.depends_on = [];
      resource.aws_cloudwatch_log_group.eks_logs.name = "/aws/eks/$" + "{aws_eks_cluster.eks_main.name}/cluster";
    });
    expect(
      orderProblems(graphOf(broken), [["aws_cloudwatch_log_group.eks_logs"], ["aws_eks_cluster.eks_main"]]),
    ).toEqual([
      "aws_eks_cluster.eks_main may be created before aws_cloudwatch_log_group.eks_logs and deleted after it",
      "aws_cloudwatch_log_group.eks_logs waits for aws_eks_cluster.eks_main",
    ]);
  });

  test("is found wrong when a step is misspelled", () => {
    expect(orderProblems(graphOf(stack()), [["aws_eks_addon.core_dns"]])).toEqual([
      "aws_eks_addon.core_dns does not exist",
    ]);
  });
});

/** A copy of a stack with a mistake in it. */
function planted({ json }: Synthesized, mistake: (resource: Block) => void): Synthesized {
  const copy = structuredClone(json);
  mistake(copy.resource);
  return new Synthesized(copy);
}

/** JSON without spaces, keys in alphabetical order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

describe("on nodes with taints", () => {
  const configurationOf = (taints: EksProps["nodeGroups"][string]["taints"]) =>
    JSON.parse(
      eksWith({ nodeGroups: { workers, batch: { ...workers, taints: taints ?? [] } } }).all(EksAddon)
        .eks_add_ons_aws_secrets_store_csi_driver_provider_main.configuration_values,
    );

  test("the provider of secrets runs too, which tolerates nothing by itself", () => {
    expect(configurationOf([{ key: "batch", effect: "NO_SCHEDULE" }]).tolerations).toEqual([{ operator: "Exists" }]);
  });

  test("it is left as it is where there are none", () => {
    expect(configurationOf([])).not.toHaveProperty("tolerations");
  });
});
