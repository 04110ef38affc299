import { StorageClassV1 } from "@cdktf/provider-kubernetes/lib/storage-class-v1";
import { Construct } from "constructs";
import type { ControllersOutputs, ControllersProps } from "./props";

/** Names of the classes by reclaim policy; claims that name none get the first. */
const CLASSES = { Delete: "gp3", Retain: "gp3-retain" } as const;
const DEFAULT: keyof typeof CLASSES = "Delete";

/**
 * Encrypted gp3 volumes, made in the zone of the pod that first uses them, which can grow and are backed up.
 * The class itself cannot be changed: Terraform replaces it, and volumes that exist stay as they are.
 */
export class Storage extends Construct {
  readonly outputs: Pick<ControllersOutputs, "storageClassNames" | "classes">;

  constructor(scope: Construct, id: string, props: Pick<ControllersProps, "volumeKeyArn" | "tags">) {
    super(scope, id);
    const classes = Object.entries(CLASSES).map(
      ([reclaimPolicy, name]) =>
        new StorageClassV1(this, name, {
          metadata: {
            name,
            ...(reclaimPolicy === DEFAULT && {
              annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
            }),
          },
          storageProvisioner: "ebs.csi.aws.com",
          reclaimPolicy,
          volumeBindingMode: "WaitForFirstConsumer",
          allowVolumeExpansion: true,
          parameters: {
            type: "gp3",
            encrypted: "true",
            kmsKeyId: props.volumeKeyArn,
            "csi.storage.k8s.io/fstype": "ext4",
            ...tagSpecifications({ ...props.tags, Backup: "true" }),
          },
        }),
    );
    this.outputs = { storageClassNames: CLASSES, classes };
  }
}

/** Tags as the EBS CSI driver reads them: `tagSpecification_1: "Backup=true"` (its docs/parameters.md), by name. */
const tagSpecifications = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.keys(tags)
      .sort()
      .map((key, index) => [`tagSpecification_${index + 1}`, `${key}=${tags[key]}`]),
  );
