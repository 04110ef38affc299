import type { Plan, ResourceChange } from "../../plan";
import { isGroup, type Json, type Values, valueAt } from "../../synthesized";

import type { Risk } from "./row";

/** A resource that keeps another one closed: when it goes alone, the other one opens. */
interface Guard {
  readonly type: string;
  /** Attribute that names what it guards. */
  readonly guards: string;
  /** Type of what it guards, and the attribute that has the same value. */
  readonly guarded: readonly [type: string, attribute: string];
  readonly what: string;
}

const bucketGuard = (type: string, what: string): Guard => ({
  type,
  guards: "bucket",
  guarded: ["aws_s3_bucket", "id"],
  what,
});

const GUARDS: readonly Guard[] = [
  bucketGuard("aws_s3_bucket_public_access_block", "the bucket may become public"),
  bucketGuard("aws_s3_bucket_server_side_encryption_configuration", "new objects are no longer encrypted with its key"),
  bucketGuard("aws_s3_bucket_policy", "what the policy denied is allowed"),
  {
    type: "aws_flow_log",
    guards: "vpc_id",
    guarded: ["aws_vpc", "id"],
    what: "traffic of the VPC is no longer logged",
  },
  {
    type: "kubernetes_network_policy_v1",
    guards: "metadata.namespace",
    guarded: ["kubernetes_namespace_v1", "metadata.name"],
    what: "pods that it shielded can be reached from everywhere in the cluster",
  },
];

/** Guards that go while what they guard stays. */
export function guardRisks(change: ResourceChange, { changes }: Plan): Risk[] {
  const guard = GUARDS.find(({ type }) => type === change.type);
  if (!guard || change.action !== "delete") return [];
  const [type, attribute] = guard.guarded;
  const guarded = valueAt(change.before, guard.guards);
  const goesToo = changes.some(
    (other) => other.type === type && other.action === "delete" && valueAt(other.before, attribute) === guarded,
  );
  return goesToo
    ? []
    : [
        {
          group: "exposure",
          what: guard.what,
          advice: "Keep it as long as what it guards.",
          attributes: [guard.guards],
        },
      ];
}

/** A new public address; the one of a NAT gateway lets nothing in. */
export function addressRisks({ type, action, configAddress }: ResourceChange, { configuration }: Plan): Risk[] {
  if (type !== "aws_eip" || action !== "create") return [];
  const users = [...configuration.values()].filter(({ expressions }) => mentions(expressions, configAddress));
  const isForNat = users.length > 0 && users.every(({ address }) => address.startsWith("aws_nat_gateway."));
  return isForNat
    ? []
    : [
        {
          group: "exposure",
          what: "there is a new public address",
          advice: "Make sure that what gets it is meant for the internet.",
        },
      ];
}

/** Whether the expressions of a configuration use a resource. */
const mentions = (expressions: Values, address: string): boolean =>
  Object.values(expressions).some((inner) => isMention(inner, address));

function isMention(value: Json, address: string): boolean {
  if (Array.isArray(value)) return value.some((entry) => entry === address || isMention(entry, address));
  return isGroup(value) && mentions(value, address);
}
