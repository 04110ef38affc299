import type { Statement } from "./policy";

/**
 * What an instance needs to be reached by Session Manager (AWS Systems Manager user guide, "Add Session Manager permissions to
 * an existing IAM role"). The managed policy `AmazonSSMManagedInstanceCore` also reads every parameter of the account, in which
 * other teams may keep secrets. Most of these actions know no resources; the condition asks that an instance of this account asks.
 */
export const sessionManager = ({
  region,
  account,
}: {
  readonly region: string;
  readonly account: string;
}): Statement => ({
  Sid: "SessionManager",
  Action: [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  Resource: "*",
  Condition: { ArnLike: { "ec2:SourceInstanceARN": `arn:aws:ec2:${region}:${account}:instance/*` } },
});
