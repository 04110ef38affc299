import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { SHOP } from "../../environments/fixture";
import { COMMAND_LINE } from "../../project";
import { complaints } from "../linter";

const temporary = mkdtempSync(join(tmpdir(), "new-"));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A folder with the environment `shop`, and with what another test wants there. */
function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(temporary, "project-"));
  for (const name of ["environments", "addresses"]) mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries({ "environments/shop.yaml": SHOP, ...files }))
    writeFileSync(join(folder, file), text);
  return folder;
}

const run = (folder: string, ...args: string[]) => {
  const env = { PATH: process.env.PATH, AUDIT_DATE: "2026-11-28" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND_LINE, ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe.each([
  ["the least that runs an app", "minimal", ["bootstrap", "cluster", "network", "workloads"], ["ingress-https"]],
  [
    "every part that there is",
    "everything",
    ["bootstrap", "cluster", "data", "delivery", "network", "workloads"],
    ["ingress-https", "ingress-https", "instance-no-public-address", "pod-probed"],
  ],
])("%s, made by npm run new", (_, purpose, stacks, rules) => {
  const folder = folderWith();
  const options = [
    "--account",
    "210987654321",
    "--region",
    "ap-southeast-2",
    "--purpose",
    purpose,
    "--email",
    "ops@a.example",
  ];
  const made = run(folder, "new", "acme-live", ...options, "--zones", "b,c");
  const text = readFileSync(join(folder, "environments/acme-live.yaml"), "utf8");

  test("is written with its addresses and waivers, and nothing else", () => {
    expect([made.status, made.stderr]).toEqual([0, ""]);
    expect(filesIn(folder)).toEqual([
      ...stacks.map((stack) => `addresses/acme-live-${stack}.txt`),
      "environments/acme-live.yaml",
      "environments/shop.yaml",
      "waivers.yaml",
    ]);
  });

  test("is waived until somebody looks again, by who answers for it", () => {
    const { waivers } = parse(readFileSync(join(folder, "waivers.yaml"), "utf8"));
    const about = { environment: "acme-live", owner: "ops@a.example", expires: "2027-05-27" };
    expect(waivers).toEqual(rules.map((rule) => expect.objectContaining({ rule, ...about })));
  });

  test("is audited without anything to mend, and every address is registered", () => {
    expect(made.stdout).toContain("; the audit finds nothing to mend\n");
    expect(run(folder, "addresses", "acme-live").stdout).toMatch(
      /^\d+ addresses of \d stacks are as they are registered\n$/,
    );
  });

  if (purpose === "minimal")
    test("passes the audit, as was said", () => {
      rmSync(join(folder, "environments/shop.yaml"));
      expect(run(folder, "audit")).toMatchObject({ status: 0, stdout: expect.stringMatching(/\nacme-live +pass /) });
    });

  test("says of every line that is an example that somebody has to write it", () => {
    const lines = text.split("\n").flatMap((line, i) => (line.includes("an example:") ? [i + 1] : []));
    const listed = [...made.stdout.matchAll(/^ {2}environments\/acme-live\.yaml:(\d+) /gm)].map(([, line]) =>
      Number(line),
    );
    expect([listed.length > 2, listed]).toEqual([true, lines]);
  });

  test("ends with three commands", () => {
    expect(made.stdout).toMatch(/\nNext:\n {2}.*synth\n {2}.*audit\n {2}.*doctor acme-live\n$/);
  });

  test("is in the form that the linter accepts", () => {
    expect(complaints(text)).toBe("");
    expect(complaints(readFileSync(join(folder, "waivers.yaml"), "utf8"))).toBe("");
  });

  test("has a comment for whoever reads it, and points editors to the schema", () => {
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/environment\.schema\.json\n# acme-live, /);
    expect(text.split("\n").filter((line) => line.includes(" # ")).length).toBeGreaterThan(10);
  });
});

describe("a new environment is refused, and nothing is written,", () => {
  const GIVEN = ["--account", "210987654321", "--region", "eu-central-1"];
  const registered = { "addresses/gone-network.txt": "aws_vpc.vpc_main\n" };

  test.each<[string, Readonly<Record<string, string>>, string[], RegExp]>([
    [
      "when it is there already",
      {},
      ["shop", ...GIVEN],
      /^environments\/shop\.yaml is there already; take another name, or change that file\n$/,
    ],
    [
      "when its addresses are registered still",
      registered,
      ["gone", ...GIVEN],
      /^addresses\/ has stacks of an environment gone that has no file any more; take another name, or remove what is left of it: aws-platform remove gone --destroyed\n$/,
    ],
    [
      "without an account and a region",
      {},
      ["acme"],
      /^--account: is missing; .*\n--region: is missing; .*\n.* explains each\n$/,
    ],
    [
      "beside one that cannot be used",
      { "environments/other.yaml": "name: other\n" },
      ["acme", ...GIVEN],
      /^environments\/other\.yaml cannot be used:\n/,
    ],
    [
      "with a range that its services have",
      {},
      ["acme", ...GIVEN, "--cidr", "172.20.0.0/16"],
      /^environments\/acme\.yaml cannot be used:\n {2}environments\/acme\.yaml:\d+ {2}cluster\.serviceCidr: 172\.20\.0\.0\/16 overlaps network\.cidr .*\nnothing was written\n$/,
    ],
    [
      "with an administrator of nobody's",
      {},
      ["acme", ...GIVEN, "--admin", "me"],
      /^--admin: "me" is not the ARN of an IAM role or user; /,
    ],
    ["beside waivers that cannot be read", { "waivers.yaml": "waivers: 7\n" }, ["acme", ...GIVEN], /^waivers\.yaml:1 /],
  ])("%s", (_, files, args, message) => {
    const folder = folderWith(files);
    const before = filesIn(folder);
    const { status, stderr } = run(folder, "new", ...args);
    expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(filesIn(folder)).toEqual(before);
  });
});

test("a region without prices of machines gets no budget, which nobody could judge", () => {
  const folder = folderWith();
  const given = ["--account", "210987654321", "--region", "ap-east-2", "--purpose", "everything", "--apps", "none"];
  expect(run(folder, "new", "acme", ...given)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("at least $"),
  });
  expect(existsSync(join(folder, "waivers.yaml"))).toBe(true);
  expect(readFileSync(join(folder, "environments/acme.yaml"), "utf8")).not.toContain("monthlyBudgetUsd");
});
