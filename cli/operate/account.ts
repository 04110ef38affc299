import { MissingError, UserError } from "../../environments/problem";
import type { Environment } from "../../environments/schema";
import { type Aws, cureOf, NoAnswer } from "../../operations/aws";

/** In another account nothing would be found, and that would mean nothing. */
export async function refuseOtherAccount(aws: Aws, environment: Pick<Environment, "account" | "name">): Promise<void> {
  const { Account } = await aws<{ Account: string }>("sts", "get-caller-identity").catch((error: unknown) => {
    if (!(error instanceof NoAnswer)) throw error;
    const Kind = error.code === "NoCli" ? MissingError : UserError;
    throw new Kind(`nobody can look: ${error.message}; ${cureOf(error)}`);
  });
  if (Account === environment.account) return;
  throw new UserError(
    `these are credentials of account ${Account}, and ${environment.name} is in ${environment.account}; log in there`,
  );
}
