const PRINCIPAL = /^arn:aws:iam::(\d{12}):(role|user)\/(.+)$/;

/**
 * A readable construct id for every administrator: `arn:aws:iam::111122223333:role/platform-admin` is
 * `role-platform-admin`, and a principal of another account starts with that account's number.
 * An id depends on its own ARN only, so adding or removing one administrator moves no other.
 * Throws when an ARN is no role or user, or when two would get the same id.
 */
export function adminIds(arns: readonly string[], account: string, list = "admins"): Map<string, string> {
  const byId = new Map<string, string>();
  for (const arn of arns) {
    const id = adminId(arn, account, list);
    const other = byId.get(id);
    if (other === arn) throw new Error(`${list}: "${arn}" is listed twice; remove one of the two`);
    if (other) {
      throw new Error(`${list}: "${other}" and "${arn}" would both be called "${id}"; rename one of the two in IAM`);
    }
    byId.set(id, arn);
  }
  return byId;
}

function adminId(arn: string, account: string, list: string): string {
  const [, owner = "", kind = "", name = ""] = PRINCIPAL.exec(arn) ?? [];
  if (!name) {
    throw new Error(
      `${list}: "${arn}" is not the ARN of an IAM role or user; write it like arn:aws:iam::${account}:role/platform-admin`,
    );
  }
  const readable = `${kind}-${name}`.replaceAll(/[^a-zA-Z0-9]+/g, "-");
  return owner === account ? readable : `${owner}-${readable}`;
}
