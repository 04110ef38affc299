import { parseDocument } from "yaml";
import { z } from "zod";
import { isDay } from "../audit/waivers";
import { plain } from "./text";

const matching = (pattern: RegExp, wrong: string, write: string) =>
  z.string().refine((text) => pattern.test(text), {
    error: ({ input }) => `"${plain(String(input), 80)}" is not ${wrong}; write it like ${write}`,
  });

const approval = z.strictObject({
  stack: matching(/^[a-z][a-z0-9.-]*$/, "the id of a stack", "statuspage-data"),
  address: matching(/^[\p{L}_][\p{L}\p{N}_-]*\.\S/u, "a Terraform address", "aws_db_instance.data_database_main"),
  action: z.enum(["create", "update", "replace", "delete"], { error: "write create, update, replace or delete" }),
  reason: z.string().refine((text) => text.trim().length >= 20, {
    error: ({ input }) => `"${plain(String(input), 80)}" says too little; write why, in a sentence`,
  }),
  approver: matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address", "platform@example.com"),
  expires: z.string().refine(isDay, {
    error: ({ input }) => `"${plain(String(input), 80)}" is not a day; write it like 2027-01-31`,
  }),
});

const register = z.strictObject({ approvals: z.array(approval) });

/** One change that somebody agreed to, until a day. */
export type Approval = z.infer<typeof approval>;

/** Reads `approvals.yaml`; or says, a sentence each, why it cannot be used. */
export function parseApprovals(
  text: string,
  file: string,
): { approvals: readonly Approval[] } | { problems: string[] } {
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error) return { problems: [`${file} is not readable as YAML: ${plain(error.message, 200)}`] };
  const result = register.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (result.success) return result.data;
  return {
    problems: result.error.issues.map(
      ({ path, message }) => `${file}  ${plain(path.map(String).join("."), 80) || "top"}: ${message}`,
    ),
  };
}
