import { isOfTerraform, ownership, type Scene, type Search, type Tag, type Thing } from "./leftover";

interface Address {
  readonly AllocationId: string;
  readonly PublicIp: string;
  readonly AssociationId?: string;
  readonly Tags?: readonly Tag[];
}

/** Elastic IP addresses, which are paid for used or not. */
async function addresses({ aws, environment }: Scene): Promise<Thing[]> {
  const { Addresses } = await aws<{ Addresses: Address[] }>("ec2", "describe-addresses");
  return Addresses.flatMap(({ AllocationId: id, PublicIp, AssociationId, Tags = [] }): Thing[] => {
    const owned = ownership(Tags, environment);
    if (!owned) return [];
    return [
      {
        what: "elastic IP address",
        id,
        arn: `arn:aws:ec2:${environment.region}:${environment.account}:elastic-ip/${id}`,
        why: `${PublicIp}, tag ${owned.tag}${AssociationId ? ", in use by something" : ""}`,
        remove: `aws ec2 release-address --allocation-id ${id}`,
        price: { key: "ipv4", count: 1 },
        ...(owned.stack && AssociationId && !isOfTerraform(Tags) && { usedBy: owned.stack }),
        ...(AssociationId && { caution: "what uses it must go first" }),
      },
    ];
  });
}

export const ADDRESSES: readonly Search[] = [{ id: "addresses", what: "elastic IP addresses", find: addresses }];
