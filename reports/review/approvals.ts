import { z } from "zod";
import { day, email, matching, oneOf, type Refused, readRegister, sentence } from "../../environments/register";

/** What may be approved: actions on a resource, an action of a provider, and what somebody changed by hand. */
const APPROVABLE = ["create", "update", "replace", "delete", "create-forget", "invoke", "drift"] as const;

const approval = z.strictObject({
  stack: matching(
    /^[\p{L}\p{N}_@-][\p{L}\p{N}._@/-]*$/u,
    "is not the id of a stack",
    "it like statuspage-data",
  ).describe("the id of the stack, like statuspage-data"),
  address: matching(
    /^[\p{L}_][\p{L}\p{N}_-]*\.\S/u,
    "is not a Terraform address",
    "it like aws_db_instance.data_database_main",
  ).describe("the address as the plan says it"),
  deposed: matching(/^[0-9a-f]{8}$/, "is not the key of a leftover object", "it like ab12cd34")
    .optional()
    .describe("the key of the leftover object that is meant, if one is"),
  action: oneOf([...APPROVABLE]).describe("what may be done"),
  reason: sentence("why it may be done").describe("why it may be done"),
  approver: email.describe("the e-mail address of who agreed"),
  expires: day.describe("the last day it counts, like 2027-01-31"),
});

const register = z.strictObject({ approvals: z.array(approval).describe("one entry each, or [] when there is none") });

/** One change that somebody agreed to, until a day. */
export type Approval = z.infer<typeof approval>;

/** Reads `approvals.yaml`; or says, a sentence each, why it cannot be used. */
export function parseApprovals(text: string, file: string): { readonly approvals: readonly Approval[] } | Refused {
  const read = readRegister(text, file, register);
  return "problems" in read ? read : read.value;
}
