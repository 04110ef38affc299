import { blocksIn } from "../synthesized";
import type { Estate, Resource } from "./estate";
import { meaningOf } from "./meaning";

/** A user of a data store. */
export interface DataUser {
  readonly stack: string;
  readonly address: string;
  readonly name: string;
  /** How it logs in. */
  readonly login: string;
  readonly may: string;
}

/** Users of databases and caches that the JSON names. Users that somebody makes inside of a database are not in it. */
export const dataUsersOf = (estate: Estate): DataUser[] =>
  estate.resources.flatMap((it) => {
    const place = { stack: it.stack.name, address: it.block.address };
    if (/^aws_(db_instance|rds_cluster)$/.test(it.block.type))
      return databaseUsers(it).map((user) => ({ ...place, ...user }));
    return it.block.type === "aws_elasticache_user" ? [{ ...place, ...cacheUser(it) }] : [];
  });

function databaseUsers(database: Resource) {
  const { username, manage_master_user_password, iam_database_authentication_enabled: iam } = database.block.values;
  const login =
    manage_master_user_password === true
      ? "password in Secrets Manager, made and rotated by RDS"
      : "a password that is set elsewhere";
  const master = {
    name: meaningOf(String(username ?? "master"), database),
    login,
    may: "everything but superuser (master user)",
  };
  const others = {
    name: "users with the role rds_iam",
    login: "a token of IAM, by rds-db:connect",
    may: "what the database grants them",
  };
  return iam === true ? [master, others] : [master];
}

function cacheUser(user: Resource) {
  const { user_name, access_string, no_password_required } = user.block.values;
  const [{ type = "" } = {}] = blocksIn(user.block.values, "authentication_mode");
  const logins: Readonly<Record<string, string>> = {
    iam: "a token of IAM, by elasticache:Connect",
    password: "a password",
  };
  const access = String(access_string ?? "");
  const isOff = access.split(/\s+/).includes("off");
  return {
    name: meaningOf(String(user_name ?? user.block.name), user),
    login: isOff
      ? "none: switched off"
      : (logins[String(type)] ?? (no_password_required === true ? "no password" : "a password")),
    may: isOff ? "nothing" : accessInWords(access),
  };
}

/** Redis' access string in words: `every key; every command, without dangerous commands, with flushdb`. */
function accessInWords(access: string): string {
  const parts = access.split(/\s+/);
  const keys = parts
    .filter((part) => /^[~%]|^allkeys$/.test(part))
    .map((part) => (part === "~*" || part === "allkeys" ? "every key" : `keys ${part.replace(/^~/, "")}`));
  const commands = parts
    .filter((part) => /^[+-]/.test(part))
    .map((part, i) => {
      const name = part.slice(1).replace(/^@all$/, "every command");
      const what = name.startsWith("@") ? `${name.slice(1)} commands` : name;
      return part.startsWith("-") ? `without ${what}` : `${i > 0 ? "with " : ""}${what}`;
    });
  return [keys.join(", ") || "no key", commands.join(", ") || "no command"].join("; ");
}
