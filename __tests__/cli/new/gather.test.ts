import { parse } from "yaml";
import { subnetsIn } from "../../../cli/new/address-plan";
import type { Neighbours, Typed } from "../../../cli/new/answers";
import { fileOf } from "../../../cli/new/file";
import { gather } from "../../../cli/new/gather";
import { UserError } from "../../../environments/problem";

const NOBODY: Neighbours = { ranges: [] };
const GIVEN: Typed = { account: "210987654321", region: "eu-central-1" };

/** What is wrong with what was given, without the line that says where more is explained. */
async function problemsOf(name: string, given: Typed): Promise<string[]> {
  try {
    await gather(name, given, NOBODY);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.message.split("\n").slice(0, -1);
    throw error;
  }
}

describe("what a new environment is to be", () => {
  test("follows from an account and a region; the rest is standard, and examples are known as such", async () => {
    expect(await gather("shop", GIVEN, NOBODY)).toEqual({
      name: "shop",
      account: "210987654321",
      region: "eu-central-1",
      purpose: "minimal",
      zones: ["eu-central-1a", "eu-central-1b"],
      apps: ["web"],
      cidr: "10.30.0.0/16",
      admin: "arn:aws:iam::210987654321:role/platform-admin",
      access: "10.64.0.0/16",
      email: "platform@example.com",
      examples: ["admin", "access", "email"],
    });
  });

  test("is three zones and every app when it is to have everything", async () => {
    expect(await gather("shop", { ...GIVEN, purpose: "everything" }, NOBODY)).toMatchObject({
      zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      apps: ["web", "gallery", "worker"],
    });
  });

  test("leaves the zone out that has no EKS", async () => {
    const { zones } = await gather("shop", { ...GIVEN, region: "us-east-1", zones: "f,d" }, NOBODY);
    expect(zones).toEqual(["us-east-1d", "us-east-1f"]);
    expect(await gather("shop", { ...GIVEN, region: "us-east-1" }, NOBODY)).toMatchObject({
      zones: ["us-east-1a", "us-east-1b"],
    });
  });

  test("takes a range that no other network has", async () => {
    const ranges = ["10.30.0.0/16", "10.31.64.0/20"];
    expect(await gather("shop", GIVEN, { ranges })).toMatchObject({ cidr: "10.32.0.0/16" });
  });

  test.each<[string, Typed, string[]]>([
    [
      "nothing at all",
      {},
      [
        "--account: is missing; write AWS account number, twelve digits",
        "--region: is missing; write AWS region, like eu-central-1",
      ],
    ],
    [
      "an account that is none",
      { ...GIVEN, account: "2109" },
      ['--account: "2109" is not an AWS account number; write its 12 digits in quotes'],
    ],
    [
      "a region that is none",
      { ...GIVEN, region: "eu-centrall-1" },
      ['--region: "eu-centrall-1" is not a commercial AWS region of 2026-11-28; did you mean eu-central-1?'],
    ],
    [
      "a zone that is none",
      { ...GIVEN, zones: "a,x" },
      ["--zones: eu-central-1x is no zone of eu-central-1; write one of eu-central-1a, eu-central-1b, eu-central-1c"],
    ],
    [
      "one zone twice",
      { ...GIVEN, zones: "a,a" },
      [
        '--zones: "a,a" are not two different zones; EKS and load balancers need two at least, like eu-central-1a,eu-central-1b',
      ],
    ],
    [
      "an app that is none",
      { ...GIVEN, apps: "web,shop" },
      ['--apps: "shop" is no app to begin with; write some of web, gallery, worker, or none'],
    ],
    [
      "a public range",
      { ...GIVEN, cidr: "52.0.0.0/16" },
      ["--cidr: 52.0.0.0/16 is public, so the VPC could not reach who owns it; write a private one, like 10.30.0.0/16"],
    ],
    [
      "a range without room",
      { ...GIVEN, cidr: "10.1.0.0/24" },
      [
        "--cidr: 10.1.0.0/24 is no size that is cut into subnets here; write a range from /16 to /19, like 10.30.0.0/16",
      ],
    ],
    [
      "several mistakes, all at once",
      { ...GIVEN, email: "me", access: "10.1/16" },
      [
        '--access: "10.1/16" is not an IPv4 range; write it like 10.20.0.0/16',
        '--email: "me" is not an e-mail address; write it like platform@example.com',
      ],
    ],
  ])("is not told by %s", async (_, given, problems) => {
    expect(await problemsOf("shop", given)).toEqual(problems);
  });

  test("has every app once", async () => {
    expect(await problemsOf("shop", { ...GIVEN, apps: "web,worker,web" })).toEqual([
      '--apps: "web,worker,web" has an app twice; write each once',
    ]);
  });

  test("has a name that AWS and files can have", async () => {
    expect(await problemsOf("My Shop", GIVEN)).toEqual([
      '"My Shop" is not an environment name; write 3 to 20 lower-case letters, digits and dashes, a letter first and no dash last, like the file\'s name',
    ]);
  });
});

describe("whoever is asked", () => {
  /** Answers in turn, and keeps what was asked and told. */
  const person = (...answers: string[]) => {
    const asked: string[] = [];
    const told: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return answers.shift() ?? "";
    };
    return { asked, told, ask, tell: (text: string) => told.push(text) };
  };

  test("is asked for what no option says, and gets the standard for nothing", async () => {
    const { asked, ask, tell } = person("", "", "web,worker");
    const answers = await gather("shop", { ...GIVEN, zones: "a,c" }, NOBODY, ask, tell);
    expect(asked.slice(0, 2)).toEqual([
      "what it is for, minimal or everything [minimal]: ",
      "apps to begin with, of web, gallery, worker, or none [web]: ",
    ]);
    expect(answers).toMatchObject({ zones: ["eu-central-1a", "eu-central-1c"], purpose: "minimal", apps: ["web"] });
  });

  test("is told what is wrong, and asked again", async () => {
    const { asked, told, ask, tell } = person("", "12", "210987654321", "nowhere-1", "eu-west-1");
    expect(await gather("shop", {}, NOBODY, ask, tell)).toMatchObject({ account: "210987654321", region: "eu-west-1" });
    expect(told).toEqual([
      "write one",
      '"12" is not an AWS account number; write its 12 digits in quotes',
      expect.stringContaining('"nowhere-1" is not a commercial AWS region'),
    ]);
    expect(asked.filter((question) => question.startsWith("AWS account"))).toHaveLength(3);
  });
});

test("a network is cut into subnets that do not overlap, for as many zones as a region has", () => {
  expect(subnetsIn("10.30.0.0/16", ["a", "b"])).toEqual([
    { zone: "a", publicRange: "10.30.0.0/24", privateRange: "10.30.16.0/20" },
    { zone: "b", publicRange: "10.30.1.0/24", privateRange: "10.30.32.0/20" },
  ]);
  expect(subnetsIn("192.168.32.0/19", ["a", "b", "c", "d", "e", "f"]).at(-1)).toEqual({
    zone: "f",
    publicRange: "192.168.32.160/27",
    privateRange: "192.168.44.0/23",
  });
});

test.each([
  ["that YAML reads as something else", "true", { name: "true", database: "db_true", user: "db_true" }],
  ["that YAML reads as nothing", "null", { name: "null", database: "db_null", user: "db_null" }],
  ["that PostgreSQL keeps", "table", { name: "table", database: "db_table", user: "db_table" }],
  ["that no user of RDS begins with", "pg-data", { name: "pg-data", database: "db_pg_data", user: "db_pg_data" }],
  ["that is guessed first", "postgres", { name: "postgres", database: "db_postgres", user: "db_postgres" }],
  ["like any other", "eu-shop2", { name: "eu-shop2", database: "eu_shop2", user: "eu_shop2" }],
])("an environment may have a name %s", async (_, name, expected) => {
  const file = parse(fileOf(await gather(name, { ...GIVEN, purpose: "everything" }, NOBODY)));
  const { database } = file.data;
  expect({ name: file.name, database: database.name, user: database.user }).toEqual(expected);
  expect([file.cluster.name, file.tags.Environment]).toEqual([name, name]);
});
