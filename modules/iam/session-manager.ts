import type { Statement } from "./policy";

/**
 * What an instance needs to be reached by Session Manager (AWS Systems Manager user guide, "Add Session Manager permissions to
 * an existing IAM role"). The managed policy `AmazonSSMManagedInstanceCore` also reads every parameter of the account, in which
 * other teams may keep secrets. None of these actions knows resources.
 */
export const SESSION_MANAGER: Statement = {
  Sid: "SessionManager",
  Action: [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  Resource: "*",
};
