import type { Block } from "../helpers";
import type { Api } from "./api";

const SELECTED = "volume.kubernetes.io/selected-node";

/**
 * Plays the EBS CSI driver for a while: a volume in the zone of the node that the scheduler chose for the claim's first pod, and
 * more space for a claim that asks for more. Returns how to end it.
 */
export function playVolumes(api: Api): () => void {
  let isOver = false;
  const round = async (): Promise<void> => {
    for (const claim of await api.list("v1", "PersistentVolumeClaim")) {
      if (claim.status.phase === "Pending" && claim.metadata.annotations?.[SELECTED]) await provide(api, claim);
      if (claim.status.phase === "Bound" && wanted(claim) !== claim.status.capacity?.storage) await grow(api, claim);
    }
    for (const volume of await api.list("v1", "PersistentVolume"))
      if (volume.status.phase === "Released" && volume.spec.persistentVolumeReclaimPolicy === "Delete")
        await api.remove(volume);
  };
  const loop = async (): Promise<void> => {
    while (!isOver) {
      await round().catch(() => undefined); // objects come and go; the next round sees them as they are
      await new Promise((settle) => setTimeout(settle, 300));
    }
  };
  void loop();
  return () => {
    isOver = true;
  };
}

const wanted = (claim: Block): string => claim.spec.resources.requests.storage;

async function provide(api: Api, claim: Block): Promise<void> {
  const { name, namespace, uid, annotations } = claim.metadata;
  const node = await api.get({ apiVersion: "v1", kind: "Node", metadata: { name: annotations[SELECTED] } });
  const storageClass = await api.get({
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name: claim.spec.storageClassName },
  });
  const zone = node?.metadata.labels["topology.kubernetes.io/zone"];
  const inZone = { key: "topology.kubernetes.io/zone", operator: "In", values: [zone] };
  await api.create({
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: `pvc-${uid}` },
    spec: {
      accessModes: claim.spec.accessModes,
      capacity: { storage: wanted(claim) },
      storageClassName: claim.spec.storageClassName,
      persistentVolumeReclaimPolicy: storageClass?.reclaimPolicy,
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", name, namespace, uid },
      csi: { driver: "ebs.csi.aws.com", volumeHandle: `vol-${uid}` },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [inZone] }] } },
    },
  });
}

async function grow(api: Api, claim: Block): Promise<void> {
  const storage = wanted(claim);
  const volume = { apiVersion: "v1", kind: "PersistentVolume", metadata: { name: claim.spec.volumeName } };
  await api.patch(volume, { spec: { capacity: { storage } } });
  await api.patch(claim, { status: { capacity: { storage } } }, { subresource: "status" });
}
