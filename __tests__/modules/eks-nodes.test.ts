import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { EksProps } from "../../modules/eks";
import { nodeVolumes } from "../../modules/eks/node-group";
import type { Block } from "../helpers";
import { eksWith, eksWithGroup, workers } from "./eks-fixture";

type Group = EksProps["nodeGroups"][string];
const groupWith = (changes: Partial<Group> = {}) => eksWithGroup(changes).only(EksNodeGroup);
const [A, B, C] = ["a", "b", "c"].map((key) => ({ key, subnetId: `subnet-${key}` })) as [NodeZone, NodeZone, NodeZone];
type NodeZone = Group["zones"][number];
type Groups = Record<string, Block>;
const templateWith = (changes: Partial<Group> = {}) => eksWithGroup(changes).only(LaunchTemplate);

describe("a node group", () => {
  test("is called like its key and zone, with an ending that lets what replaces it be there before it goes", () => {
    expect(groupWith()).toMatchObject({
      node_group_name_prefix: "workers-a-",
      lifecycle: { create_before_destroy: true },
    });
    expect(groupWith()).not.toHaveProperty("node_group_name");
  });

  test("is a managed node group in each of its zones, so that each has an Auto Scaling group of its own", () => {
    const groups = eksWithGroup({ zones: [B, A] }).all(EksNodeGroup);
    expect(Object.entries(groups).map(([name, { subnet_ids }]) => [name, subnet_ids])).toEqual([
      ["eks_nodes_workers_a_main", ["subnet-a"]],
      ["eks_nodes_workers_b_main", ["subnet-b"]],
    ]);
  });

  test("has one launch template for all of its zones", () => {
    const synthesized = eksWithGroup({ zones: [A, B] });
    const templates = Object.values(synthesized.all(EksNodeGroup)).map(({ launch_template }) => launch_template.id);
    expect(templates).toEqual(Array(2).fill("${aws_launch_template.eks_nodes_workers_template.id}"));
    expect(Object.keys(synthesized.all(LaunchTemplate))).toEqual(["eks_nodes_workers_template"]);
  });

  test("spreads its nodes over its zones", () => {
    const groups = eksWithGroup({ zones: [A, B, C], min: 2, desired: 4, max: 6 }).all(EksNodeGroup);
    expect(
      Object.values(groups).map(({ scaling_config: { min_size, desired_size } }) => [min_size, desired_size]),
    ).toEqual([
      [1, 2],
      [1, 1],
      [0, 1],
    ]);
  });

  test("may have as many nodes in one zone as in all: a volume may need it", () => {
    const groups = eksWithGroup({ zones: [A, B], max: 6 }).all(EksNodeGroup);
    expect(Object.values(groups).map(({ scaling_config }) => scaling_config.max_size)).toEqual([6, 6]);
  });

  test.each([
    ["first", [B, C], [A, B, C]],
    ["in the middle", [A, C], [A, B, C]],
    ["last", [A, B], [A, B, C]],
  ])("another zone, %s by name, changes of the others at most how many nodes they keep", (_, before, after) => {
    const [old, now] = [before, after].map((zones) => eksWithGroup({ zones }).all(EksNodeGroup)) as [Groups, Groups];
    for (const [name, group] of Object.entries(old)) {
      const { scaling_config, ...rest } = now[name];
      expect({ ...rest, scaling_config: group.scaling_config }).toEqual(group);
      expect(scaling_config.min_size).toBeLessThanOrEqual(group.scaling_config.min_size);
      expect(scaling_config.max_size).toBe(group.scaling_config.max_size);
    }
  });

  test("keeps its address when another one joins", () => {
    const groups = Object.keys(eksWith({ nodeGroups: { batch: workers, workers } }).all(EksNodeGroup));
    expect(groups).toEqual(["eks_nodes_batch_a_main", "eks_nodes_workers_a_main"]);
  });

  test("runs the cluster's Kubernetes version", () => {
    expect(eksWith({ version: "1.36" }).only(EksNodeGroup).version).toBe("1.36");
  });

  test("runs Amazon Linux 2023", () => {
    expect(groupWith().ami_type).toBe("AL2023_x86_64_STANDARD");
  });

  test("runs another image family when asked", () => {
    expect(groupWith({ amiType: "AL2023_ARM_64_STANDARD" }).ami_type).toBe("AL2023_ARM_64_STANDARD");
  });

  test.each<[string, Partial<Group>, unknown]>([
    [
      "T nodes on the spot market",
      { capacity: "spot", instanceTypes: ["t3.small", "t3a.small"] },
      { cpu_credits: "standard" },
    ],
    ["T nodes on demand", { capacity: "on-demand", instanceTypes: ["t3.small"] }, undefined],
    [
      "spot nodes that may be of another family",
      { capacity: "spot", instanceTypes: ["t3.small", "m5.large"] },
      undefined,
    ],
  ])("%s spend earned processor credits alone only where AWS allows and advises it", (_what, changes, credits) => {
    expect(templateWith(changes).credit_specification).toEqual(credits);
  });

  test.each([
    ["on-demand", "ON_DEMAND"],
    ["spot", "SPOT"],
  ] as const)("buys %s capacity as %s", (capacity, capacityType) => {
    expect(groupWith({ capacity }).capacity_type).toBe(capacityType);
  });

  test("offers EC2 all its instance types, in order", () => {
    expect(groupWith({ instanceTypes: ["t3.small", "t3a.small"] }).instance_types).toEqual(["t3.small", "t3a.small"]);
  });

  test("starts with the desired nodes within its limits", () => {
    expect(groupWith({ min: 1, desired: 2, max: 5 }).scaling_config).toEqual({
      min_size: 1,
      desired_size: 2,
      max_size: 5,
    });
  });

  test("leaves the number of nodes to the autoscaler afterwards", () => {
    expect(groupWith().lifecycle.ignore_changes).toEqual(["scaling_config[0].desired_size"]);
  });

  test("is updated a third at a time", () => {
    expect(groupWith().update_config).toEqual({ max_unavailable_percentage: 33 });
  });

  test("has broken nodes replaced", () => {
    expect(groupWith().node_repair_config).toEqual({ enabled: true });
  });

  test("follows its launch template, so a changed template renews the nodes", () => {
    expect(groupWith().launch_template).toEqual({
      id: "${aws_launch_template.eks_nodes_workers_template.id}",
      version: "${aws_launch_template.eks_nodes_workers_template.latest_version}",
    });
  });

  test("carries the wanted labels, and the name that pods select it by", () => {
    expect(groupWith({ labels: { tier: "web" } }).labels).toEqual({ tier: "web", "platform/node-group": "workers" });
  });

  test("carries the wanted taints, with or without a value", () => {
    const taints = [
      { key: "dedicated", value: "batch", effect: "NO_SCHEDULE" },
      { key: "slow", effect: "PREFER_NO_SCHEDULE" },
    ] as const;
    expect(groupWith({ taints }).taint).toEqual(taints);
  });

  test("says nothing about taints when there are none", () => {
    expect(groupWith({ taints: [] })).not.toHaveProperty("taint");
  });
});

describe("a node", () => {
  test("answers to IMDSv2 only, and not to its pods", () => {
    expect(templateWith().metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
      instance_metadata_tags: "disabled",
    });
  });

  test("has an encrypted gp3 root volume of the wanted size", () => {
    expect(templateWith({ diskSizeGb: 50 }).block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: {
          delete_on_termination: "true",
          encrypted: "true",
          kms_key_id: "${aws_kms_key.eks_volumes_key_main.arn}",
          volume_size: 50,
          volume_type: "gp3",
        },
      },
    ]);
  });

  test("is in the cluster's security group and in the network's", () => {
    expect(templateWith().vpc_security_group_ids).toEqual([
      "${aws_eks_cluster.eks_main.vpc_config[0].cluster_security_group_id}",
      "sg-nodes",
    ]);
  });

  test("is monitored every minute", () => {
    expect(templateWith().monitoring).toEqual({ enabled: true });
  });

  test.each(["key_name", "user_data", "image_id", "instance_type", "iam_instance_profile"])(
    "has no %s of its own",
    (argument) => {
      expect(templateWith()).not.toHaveProperty(argument);
    },
  );

  test("and its volumes carry the environment's tags, which the provider's default tags do not reach", () => {
    const { tag_specifications } = eksWith({ nodeTags: { Environment: "test" } }).only(LaunchTemplate);
    expect(tag_specifications).toEqual([
      { resource_type: "instance", tags: { Environment: "test", Name: "shop-workers" } },
      { resource_type: "volume", tags: { Environment: "test", Name: "shop-workers" } },
    ]);
  });
});

describe("nodeVolumes", () => {
  test("gives Amazon Linux one volume", () => {
    expect(nodeVolumes("AL2023_x86_64_STANDARD", 30)).toEqual([{ deviceName: "/dev/xvda", sizeGb: 30 }]);
  });

  test("sizes Bottlerocket's second volume, where images and data are", () => {
    expect(nodeVolumes("BOTTLEROCKET_x86_64", 30)).toEqual([
      { deviceName: "/dev/xvda" },
      { deviceName: "/dev/xvdb", sizeGb: 30 },
    ]);
  });

  test("encrypts Bottlerocket's volumes both", () => {
    const mappings: { ebs: { encrypted: string } }[] = templateWith({
      amiType: "BOTTLEROCKET_x86_64",
    }).block_device_mappings;
    expect(mappings.map(({ ebs }) => ebs.encrypted)).toEqual(["true", "true"]);
  });
});
