import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { Role, trustService } from "../iam";
import { EncryptionKey, forLogGroups } from "../kms";

export interface FlowLogsProps {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly vpcId: string;
  /** In days. */
  readonly retentionDays: number;
}

/** Records every accepted and rejected connection of a VPC, once a minute, in an encrypted log group. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { name, region, account, vpcId, retentionDays } = props;
    const groupName = `/aws/vpc/${name}/flow-logs`;

    const key = new EncryptionKey(this, "key", {
      alias: `${name}-flow-logs`,
      description: `Flow logs of ${name}`,
      account,
      usedBy: [forLogGroups(region, account, groupName)],
    });
    const group = new CloudwatchLogGroup(this, "group", {
      name: groupName,
      kmsKeyId: key.arn,
      retentionInDays: retentionDays,
    });
    const writer = new Role(this, "writer", {
      name: `${name}-flow-logs`,
      trust: trustService("vpc-flow-logs.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
      policies: {},
      statements: [
        {
          Sid: "WriteFlowLogs",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: `${group.arn}:*`,
        },
      ],
    });
    new FlowLog(this, "main", {
      vpcId,
      trafficType: "ALL",
      maxAggregationInterval: 60,
      logDestination: group.arn,
      iamRoleArn: writer.arn,
      tags: { Name: name },
      dependsOn: writer.policies,
    });
  }
}
