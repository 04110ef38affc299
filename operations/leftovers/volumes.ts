import { ifThere } from "../aws";
import { ownership, type Scene, type Search, type Tag, type Thing, tagValue } from "./leftover";

interface Volume {
  readonly VolumeId: string;
  readonly State: string;
  readonly Size: number;
  readonly VolumeType: string;
  readonly KmsKeyId?: string;
  readonly Tags?: readonly Tag[];
}

interface Key {
  readonly KeyState: string;
  readonly DeletionDate?: string | number;
}

/** Volumes of claims with `reclaim: Retain`, and of pods that went without their claims. */
async function volumes({ aws, environment }: Scene): Promise<Thing[]> {
  const answer = await aws<{ Volumes: Volume[] }>("ec2", "describe-volumes");
  const found = answer.Volumes.flatMap((volume) => {
    const owned = ownership(volume.Tags ?? [], environment);
    return owned ? [{ volume, owned }] : [];
  });
  return Promise.all(
    found.map(async ({ volume, owned }): Promise<Thing> => {
      const { VolumeId, State, Size, VolumeType, Tags = [] } = volume;
      const claim = tagValue(Tags, "kubernetes.io/created-for/pvc/name");
      const namespace = tagValue(Tags, "kubernetes.io/created-for/pvc/namespace");
      const caution = await fateOf(volume, { aws });
      const isAttached = State === "in-use";
      return {
        what: "EBS volume",
        id: VolumeId,
        arn: `arn:aws:ec2:${environment.region}:${environment.account}:volume/${VolumeId}`,
        why: `${Size} GiB ${VolumeType}, ${claim ? `claim ${namespace}/${claim}` : `tag ${owned.tag}`}, ${isAttached ? "attached" : "not attached"}`,
        remove: `aws ec2 delete-volume --volume-id ${VolumeId}`,
        price: { key: `ebs-${VolumeType}`, count: Size },
        ...(owned.stack && isAttached && { usedBy: owned.stack }),
        ...(caution && { caution }),
      };
    }),
  );
}

/** A volume dies with its key, which Terraform leaves 30 days to live. */
async function fateOf({ KmsKeyId, VolumeId }: Volume, { aws }: Pick<Scene, "aws">): Promise<string | undefined> {
  if (!KmsKeyId) return undefined;
  const answer = await ifThere(aws<{ KeyMetadata: Key }>("kms", "describe-key", "--key-id", KmsKeyId));
  const { KeyState, DeletionDate } = answer?.KeyMetadata ?? {};
  if (KeyState !== "PendingDeletion") return undefined;
  const day = typeof DeletionDate === "number" ? new Date(DeletionDate * 1000).toISOString() : (DeletionDate ?? "");
  return `its key is deleted on ${day.slice(0, 10)}, and what is on ${VolumeId} with it; to keep it: aws kms cancel-key-deletion --key-id ${KmsKeyId}, then aws kms enable-key --key-id ${KmsKeyId}`;
}

interface Snapshot {
  readonly SnapshotId: string;
  readonly VolumeSize: number;
  readonly Tags?: readonly Tag[];
}

async function volumeSnapshots({ aws, environment }: Scene): Promise<Thing[]> {
  const { Snapshots } = await aws<{ Snapshots: Snapshot[] }>("ec2", "describe-snapshots", "--owner-ids", "self");
  return Snapshots.flatMap(({ SnapshotId, VolumeSize, Tags = [] }): Thing[] => {
    const owned = ownership(Tags, environment);
    if (!owned || tagValue(Tags, "aws:backup:source-resource")) return []; // AWS Backup's own are recovery points
    return [
      {
        what: "EBS snapshot",
        id: SnapshotId,
        arn: `arn:aws:ec2:${environment.region}::snapshot/${SnapshotId}`,
        why: `tag ${owned.tag}, of a volume of ${VolumeSize} GiB, which is the most it costs`,
        remove: `aws ec2 delete-snapshot --snapshot-id ${SnapshotId}`,
        price: { key: "ebs-snapshot", count: VolumeSize },
      },
    ];
  });
}

/** Volumes and their snapshots: what they cost depends on their size, and their life on their key's. */
export const VOLUMES: readonly Search[] = [
  { id: "volumes", what: "EBS volumes", find: volumes },
  { id: "volume-snapshots", what: "EBS snapshots", find: volumeSnapshots },
];
