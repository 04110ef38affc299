import { type Estate, leadsTo, type Resource } from "./estate";
import { meaningOf } from "./meaning";
import type { Trust } from "./trust";

/** Who is a user or is in a group. A user is a person or a program with a key that does not end by itself. */
export function membersOf(identity: Resource, estate: Estate): Trust {
  const { block } = identity;
  const isUser = block.type === "aws_iam_user";
  const naming = (type: string, argument: string) =>
    estate.resources.filter((it) => it.block.type === type && leadsTo(it.block.values[argument], it).includes(block));
  if (isUser) {
    const keys = naming("aws_iam_access_key", "user").map((it) => `whoever has the access key ${it.block.address}`);
    const logins = naming("aws_iam_user_login_profile", "user").map(() => "whoever has its password");
    const words = [...keys, ...logins];
    const warning = "A user has keys or a password that do not end by themselves; a role would not need them.";
    return {
      words: words.length > 0 ? words : ["nobody yet: the JSON makes neither key nor password"],
      warnings: [warning],
    };
  }
  const lists = [
    ...naming("aws_iam_group_membership", "group").map((it) => it.block.values.users),
    ...usersWith(identity, estate),
  ];
  const users = lists.flat().map((user) => `the user ${meaningOf(String(user), identity)}`);
  return { words: users.length > 0 ? users : ["nobody in the JSON"], warnings: [] };
}

const usersWith = (group: Resource, estate: Estate) =>
  estate.resources
    .filter(
      (it) =>
        it.block.type === "aws_iam_user_group_membership" && leadsTo(it.block.values.groups, it).includes(group.block),
    )
    .map((it) => it.block.values.user);
