import { dashed, idsOf } from "../ids";

const PRINCIPAL = /^arn:aws:iam::(\d{12}):(role|user)\/(.+)$/;

/**
 * A readable construct id for every principal, by ARN: `arn:aws:iam::111122223333:role/platform-admin` is
 * `role-platform-admin`, and a principal of another account starts with that account's number.
 * Throws when an ARN is no role or user.
 */
export const memberIds = (arns: readonly string[], account: string): ReadonlyMap<string, string> =>
  idsOf(arns, { spell: (arn) => spelled(arn, account) });

function spelled(arn: string, account: string): string {
  const [, owner = "", kind = "", name = ""] = PRINCIPAL.exec(arn) ?? [];
  if (!name) throw new Error(`"${arn}" is not the ARN of an IAM role or user`);
  const readable = dashed(`${kind}-${name}`).replace(/-+/g, "-");
  return owner === account ? readable : `${owner}-${readable}`;
}
