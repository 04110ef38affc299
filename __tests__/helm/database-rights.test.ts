import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const RIGHTS = readFileSync("modules/database-users/chart/files/rights.sql", "utf8").replaceAll(":'app'", "'shop_app'");
const may = (user: string, name: string) => `has_database_privilege('${user}', '${name}', 'CONNECT')`;
const OWN = [{ own: true, other: false, stranger: false }];

/** A master user as RDS makes it (no superuser, may make roles and databases, owns the databases), and what it made before. */
const BEFORE: readonly (readonly [string, string])[] = [
  ["postgres", "CREATE ROLE master LOGIN CREATEDB CREATEROLE; ALTER DATABASE postgres OWNER TO master"],
  ["postgres", "CREATE ROLE somebody LOGIN; ALTER DATABASE template1 OWNER TO master"],
  [
    "master",
    "CREATE TABLE old (id serial PRIMARY KEY); CREATE VIEW olds AS SELECT * FROM old; CREATE SEQUENCE numbers",
  ],
  ["master", RIGHTS],
];

/** What it does, who does what, and how that ends: in rows or in a refusal. One after the other, in one database. */
const CASES: readonly (readonly [string, string, string, unknown])[] = [
  ["changes tables of the master user", "shop_app", "ALTER TABLE old ADD COLUMN name text; DROP VIEW olds", []],
  ["owns sequences of the master user too", "shop_app", "DROP SEQUENCE numbers", []],
  ["makes tables", "shop_app", "CREATE TABLE new (id serial PRIMARY KEY); INSERT INTO new DEFAULT VALUES", []],
  ["makes no user", "shop_app", "CREATE ROLE evil", "permission denied to create role"],
  ["makes no database", "shop_app", "CREATE DATABASE evil", "permission denied to create database"],
  ["makes no schema", "shop_app", "CREATE SCHEMA evil", "permission denied for database postgres"],
  ["does not become the master user", "shop_app", "SET ROLE master", 'permission denied to set role "master"'],
  ["reads no password", "shop_app", "SELECT * FROM pg_authid", "permission denied for table pg_authid"],
  [
    "logs in to its own database and no other, and so does nobody else without a grant",
    "postgres",
    `SELECT ${may("shop_app", "postgres")} AS own, ${may("shop_app", "template1")} AS other, ${may("somebody", "postgres")} AS stranger`,
    OWN,
  ],
  ["is found with rights that it should not have", "postgres", "ALTER ROLE shop_app CREATEDB CREATEROLE", []],
  ["is made once more", "master", RIGHTS, []],
  [
    "has lost those rights again",
    "postgres",
    "SELECT rolcreatedb, rolcreaterole, rolcanlogin FROM pg_roles WHERE rolname = 'shop_app'",
    [{ rolcreatedb: false, rolcreaterole: false, rolcanlogin: true }],
  ],
  ["has kept its data", "shop_app", "SELECT count(*)::int AS rows FROM new", [{ rows: 1 }]],
];

const { stdout } = spawnSync(process.execPath, [join(__dirname, "postgres.js")], {
  input: JSON.stringify([...BEFORE, ...CASES.map(([, user, sql]) => [user, sql])]),
  encoding: "utf8",
});
const answers: unknown[] = JSON.parse(stdout);

describe("the user of applications in a real PostgreSQL", () => {
  test("is made by a master user that is no superuser", () => {
    expect(answers.slice(0, BEFORE.length)).toEqual(BEFORE.map(() => []));
  });

  test.each(CASES.map(([what, , , ends], index) => [what, answers[BEFORE.length + index], ends]))(
    "%s",
    (_, found, ends) => {
      expect(found).toEqual(ends);
    },
  );
});
