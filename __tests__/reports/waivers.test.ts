import { parseWaivers } from "../../reports/audit/waivers";
import { ENTRY } from "./waivers-fixture";

const register = (entry = ENTRY): string => `waivers:\n${entry}`;
const problemsOf = (entry: string): readonly string[] => parseWaivers(register(entry)).problems;

describe("parseWaivers", () => {
  test("reads an entry and remembers its line", () => {
    expect(parseWaivers(register()).waivers).toEqual([
      expect.objectContaining({ rule: "database-multi-az", expires: "2027-05-31", place: "waivers.yaml:2" }),
    ]);
  });

  test("reads a register without waivers", () => {
    expect(parseWaivers("waivers: []\n")).toEqual({ waivers: [], problems: [] });
  });

  test.each([
    [
      "owner: shop@example.com",
      "owner: someone",
      'waivers.yaml:7  waivers.0.owner: "someone" is not an e-mail address; write it like platform@example.com',
    ],
    [
      "expires: 2027-05-31",
      "expires: 2027-02-30",
      'waivers.yaml:8  waivers.0.expires: "2027-02-30" is not a day; write it like 2027-01-31',
    ],
    [
      "address: aws_db_instance.main",
      "address: main",
      'waivers.yaml:5  waivers.0.address: "main" is not the address of a resource; write it like aws_db_instance.data_database_main',
    ],
    [
      "reason: One instance is enough for a shop.",
      "reason: later",
      'waivers.yaml:6  waivers.0.reason: "later" says too little; write why the rule is not followed, in a sentence',
    ],
    [
      "    owner: shop@example.com\n",
      "",
      "waivers.yaml:2  waivers.0.owner: is missing; write a text: the e-mail address of the team that answers for it",
    ],
    [
      "owner: shop@example.com",
      "owner: 7",
      'waivers.yaml:7  waivers.0.owner: 7 is read as a number, not as a text; put it in quotes: "7"',
    ],
    [
      "owner:",
      "ticket: A-1\n    owner:",
      "waivers.yaml:7  waivers.0.ticket: is not a key here; write one of rule, environment, stack, address, reason, owner, expires, compensatingControl",
    ],
  ])("refuses %j as %j", (right, wrong, message) => {
    expect(problemsOf(ENTRY.replace(right, wrong))).toEqual([message]);
  });

  test("tells every problem at once", () => {
    expect(problemsOf(ENTRY.replace("shop@example.com", "someone").replace("2027-05-31", "soon"))).toHaveLength(2);
  });

  test("refuses a file without the list", () => {
    expect(parseWaivers("").problems).toEqual([
      "waivers.yaml:1  waivers: is missing; write a list: one entry each, or [] when there is none",
    ]);
  });

  test("says where it is not readable as YAML", () => {
    expect(parseWaivers("waivers: [\n").problems[0]).toMatch(/^waivers\.yaml:2 {2}not readable as YAML: /);
  });
});
