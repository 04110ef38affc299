import { type Ask, type Item, itemsOf, type Row, tagsOf, textOf } from "../row";
import { below, named } from "./named";

/** Whether a policy is attached to a role. */
async function attached(ask: Ask, role: string, policy: string): Promise<readonly Item[]> {
  const answer = await ask.aws<Item>("iam", "list-attached-role-policies", "--role-name", role);
  return itemsOf(answer, "AttachedPolicies").filter((item) => textOf(item, "PolicyArn") === policy);
}

/** A key of KMS by its alias, which is unique; one that was made before its alias was, by tags and description. */
const key: Row = {
  by: "its tags Platform and Stack, and its description",
  isGivenId: true,
  find: async (ask) => {
    const filters = Object.entries(ask.tags).map(([tag, value]) => `Key=${tag},Values=${value}`);
    const answer = await ask.aws<Item>(
      "resourcegroupstaggingapi",
      "get-resources",
      "--resource-type-filters",
      "kms:key",
      "--tag-filters",
      ...filters,
    );
    const keys = await Promise.all(
      itemsOf(answer, "ResourceTagMappingList").map(async (item) => {
        const described = await ask.aws<Item>("kms", "describe-key", "--key-id", textOf(item, "ResourceARN"));
        return { ...(described.KeyMetadata as Item), tags: tagsOf(item.Tags ?? []) } as Item & {
          tags: Record<string, string>;
        };
      }),
    );
    return keys
      .filter((item) => textOf(item, "Description") === ask.text("description"))
      .filter((item) => textOf(item, "KeyState") === "Enabled")
      .map((item) => ({
        id: textOf(item, "KeyId"),
        attributes: { id: textOf(item, "KeyId"), key_id: textOf(item, "KeyId"), arn: textOf(item, "Arn") },
        created: textOf(item, "CreationDate"),
        tags: item.tags,
      }));
  },
  hangs: async (ask, id) => {
    const answer = await ask.aws<Item>("kms", "list-aliases", "--key-id", id);
    const aliases = itemsOf(answer, "Aliases").map((item) => textOf(item, "AliasName"));
    return [aliases.length > 0 ? aliases.join(" ") : "no alias"];
  },
};

/** Roles, policies, keys and secrets. */
export const IDENTITY: Readonly<Record<string, Row>> = {
  aws_iam_role: named({
    argument: "name",
    list: ["iam", "list-roles", "Roles", "RoleName"],
    attributes: (item) => ({ arn: textOf(item, "Arn") }),
    created: "CreateDate",
  }),
  aws_iam_role_policy: below({
    from: ["role", "name"],
    id: (role, name) => `${role}:${name}`,
    isThere: (ask, role, name) =>
      ask.aws<Item>("iam", "get-role-policy", "--role-name", String(role), "--policy-name", String(name)),
  }),
  aws_iam_role_policy_attachment: below({
    from: ["role", "policy_arn"],
    id: (role, policy) => `${role}/${policy}`,
    isThere: (ask, role, policy) => attached(ask, String(role), String(policy)),
  }),
  aws_iam_policy: named({
    argument: "name",
    list: ["iam", "list-policies", "Policies", "PolicyName", "--scope", "Local"],
    id: (item) => textOf(item, "Arn"),
    attributes: (item) => ({ arn: textOf(item, "Arn") }),
    created: "CreateDate",
  }),
  aws_iam_instance_profile: named({
    argument: "name",
    list: ["iam", "list-instance-profiles", "InstanceProfiles", "InstanceProfileName"],
    attributes: (item) => ({ arn: textOf(item, "Arn") }),
    created: "CreateDate",
  }),
  aws_iam_openid_connect_provider: {
    by: "its address, the argument url",
    find: async (ask) => {
      const host = ask.text("url")?.replace(/^https:\/\//, "");
      const answer = await ask.aws<Item>("iam", "list-open-id-connect-providers");
      return itemsOf(answer, "OpenIDConnectProviderList")
        .map((item) => textOf(item, "Arn"))
        .filter((arn) => host !== undefined && arn.endsWith(`/${host}`))
        .map((arn) => ({ id: arn, attributes: { id: arn, arn } }));
    },
  },
  aws_kms_key: key,
  aws_kms_alias: named({
    argument: "name",
    list: ["kms", "list-aliases", "Aliases", "AliasName"],
    attributes: (item) => ({ arn: textOf(item, "AliasArn"), target_key_id: textOf(item, "TargetKeyId") }),
    created: "CreationDate",
  }),
  aws_secretsmanager_secret: named({
    argument: "name",
    list: ["secretsmanager", "list-secrets", "SecretList", "Name"],
    id: (item) => textOf(item, "ARN"),
    attributes: (item) => ({ arn: textOf(item, "ARN") }),
    created: "CreatedDate",
  }),
};
