import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../iam";
import { dashed, idsOf } from "../ids";
import { EncryptionKey } from "../kms";
import type { MonitoringProps } from "./props";

type TopicProps = Pick<MonitoringProps, "name" | "region" | "account" | "emails">;

/** Name of the topic and alias of its key. Alarms of other stacks send to it by this name: they are made before it is. */
export const topicName = (name: string): string => `${name}-alarms`;

/** Name of the topic that Alertmanager reports to all the time. */
export const heartbeatName = (name: string): string => `${name}-heartbeat`;

/**
 * The encrypted topic that CloudWatch, AWS Budgets and Alertmanager report to, and the people who read it; beside it one
 * that nobody reads: Alertmanager publishes there every few minutes, and an alarm watches that it does.
 */
export class Topic extends Construct {
  readonly arn: string;
  readonly keyArn: string;
  readonly heartbeatArn: string;
  /** Name of the heartbeat's topic, as CloudWatch knows it. */
  readonly heartbeatName: string;
  /** What must exist before a service can publish. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: TopicProps) {
    super(scope, id);
    const { name, emails } = props;
    const key = new EncryptionKey(this, "key", {
      alias: topicName(name),
      description: `Alarms of ${name}`,
      account: props.account,
      usedBy: mayEncrypt(props),
    });
    const { arn } = new SnsTopic(this, "main", { name: topicName(name), kmsMasterKeyId: key.arn });
    const policy = policyDocument(...publishers(props, arn), overTlsOnly(arn));
    this.ready = [new SnsTopicPolicy(this, "policy", { arn, policy })];
    for (const [endpoint, place] of idsOf(emails, { spell: placeOf, isTaken: isOwn }))
      new SnsTopicSubscription(this, place, { topicArn: arn, protocol: "email", endpoint });
    this.heartbeatName = heartbeatName(name);
    this.heartbeatArn = this.createHeartbeat(key.arn);
    this.arn = arn;
    this.keyArn = key.arn;
  }

  private createHeartbeat(kmsMasterKeyId: string): string {
    const { arn } = new SnsTopic(this, "heartbeat", { name: this.heartbeatName, kmsMasterKeyId });
    new SnsTopicPolicy(this, "heartbeat-policy", { arn, policy: policyDocument(overTlsOnly(arn)) });
    return arn;
  }
}

/** An address as a part of a Terraform name. */
const placeOf = (email: string): string => dashed(email.toLowerCase()).replace(/-+/g, "-");
const isOwn = (id: string): boolean => ["key", "main", "policy", "heartbeat", "heartbeat-policy"].includes(id);

/**
 * Services encrypt what they publish with the topic's key. For CloudWatch the SNS guide ("Enable compatibility between
 * event sources from AWS services and encrypted topics") has no condition: with one that it does not send, alarms would
 * be lost without a trace. Who may publish is decided by the topic's policy.
 */
const mayEncrypt = ({ account }: TopicProps): Statement[] => [
  { Sid: "Alarms", Principal: { Service: "cloudwatch.amazonaws.com" }, ...ENCRYPT },
  {
    Sid: "Budgets",
    Principal: { Service: "budgets.amazonaws.com" },
    ...ENCRYPT,
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  },
];
const ENCRYPT = { Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" };

const publishers = ({ region, account }: TopicProps, topic: string): Statement[] => [
  publisher("Alarms", "cloudwatch.amazonaws.com", topic, account, `arn:aws:cloudwatch:${region}:${account}:alarm:*`),
  publisher("Budgets", "budgets.amazonaws.com", topic, account, `arn:aws:budgets::${account}:*`),
];

const publisher = (Sid: string, service: string, topic: string, account: string, source: string): Statement => ({
  Sid,
  Principal: { Service: service },
  Action: "sns:Publish",
  Resource: topic,
  Condition: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": source } },
});

const overTlsOnly = (topic: string): Statement => ({
  Sid: "OverTlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "sns:Publish",
  Resource: topic,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
