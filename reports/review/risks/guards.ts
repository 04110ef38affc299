import type { ResourceChange } from "../../plan";
import { valueAt } from "../../synthesized";
import type { Around } from "./around";

import type { Risk } from "./row";

/** A resource that keeps another one closed: when it goes alone, the other one opens. */
export interface Guard {
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

export const GUARDS: readonly Guard[] = [
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
export function guardRisks(
  change: ResourceChange,
  around: Pick<Around, "ofType">,
  guards: readonly Guard[] = GUARDS,
): Risk[] {
  const guard = guards.find(({ type }) => type === change.type);
  if (!guard || change.action !== "delete") return [];
  const [type, attribute] = guard.guarded;
  const guarded = valueAt(change.before, guard.guards);
  const goesToo = around
    .ofType(type)
    .some((other) => other.action === "delete" && valueAt(other.before, attribute) === guarded);
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
