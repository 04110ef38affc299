import { documentsIn } from "../../built/policies";
import type { ResourceChange } from "../../plan";
import { type Values, valueAt } from "../../synthesized";
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
  /** Whether it kept anything closed. @default it did */
  readonly holds?: (before: Values) => boolean;
}

/** Whether a policy denies anything; one that cannot be read may. */
function denies(before: Values): boolean {
  const documents = documentsIn(before);
  return documents.length === 0 || documents.some(({ statements }) => statements.some(({ allows }) => !allows));
}

const policyGuard = (type: string, guards: string, guarded: Guard["guarded"]): Guard => ({
  type,
  guards,
  guarded,
  what: "what the policy denied is allowed",
  holds: denies,
});

const bucketGuard = (type: string, what: string): Guard => ({
  type,
  guards: "bucket",
  guarded: ["aws_s3_bucket", "id"],
  what,
});

export const GUARDS: readonly Guard[] = [
  bucketGuard("aws_s3_bucket_public_access_block", "the bucket may become public"),
  bucketGuard("aws_s3_bucket_server_side_encryption_configuration", "new objects are no longer encrypted with its key"),
  policyGuard("aws_s3_bucket_policy", "bucket", ["aws_s3_bucket", "id"]),
  policyGuard("aws_sqs_queue_policy", "queue_url", ["aws_sqs_queue", "id"]),
  policyGuard("aws_sns_topic_policy", "arn", ["aws_sns_topic", "arn"]),
  policyGuard("aws_secretsmanager_secret_policy", "secret_arn", ["aws_secretsmanager_secret", "arn"]),
  ...["role", "user", "group"].map((kind) => policyGuard(`aws_iam_${kind}_policy`, kind, [`aws_iam_${kind}`, "name"])),
  {
    type: "aws_vpc_endpoint_policy",
    guards: "vpc_endpoint_id",
    guarded: ["aws_vpc_endpoint", "id"],
    what: "the endpoint lets everything through",
  },
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
  const guard = guards.find(({ type }) => type === change.type) ?? denialOf(change);
  if (!guard || change.action !== "delete" || guard.holds?.(change.before ?? {}) === false) return [];
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

/** A policy that is only named, and says by its name that it denies: it guards whom it is attached to. */
function denialOf({ type, before }: ResourceChange): Guard | undefined {
  const [, kind] = /^aws_iam_(role|user|group)_policy_attachment$/.exec(type) ?? [];
  return kind !== undefined && /deny/i.test(String(before?.policy_arn))
    ? { type, guards: kind, guarded: [`aws_iam_${kind}`, "name"], what: "what the policy denied is allowed" }
    : undefined;
}
