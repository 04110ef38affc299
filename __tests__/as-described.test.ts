import { readFileSync } from "node:fs";
import { realStacks } from "./reports/real-output";

/** One line of the table in `docs/as-described.md`. */
interface Row {
  readonly environment: string;
  readonly fact: string;
  readonly where: string;
  readonly value: string;
  readonly verdict: string;
}

const VERDICT = /^(as described|departs: .{10,}|not configuration: .{5,})$/;

/** Reads every row; `## name` says which environment it is about. */
function readTable(markdown: string): Row[] {
  let environment = "";
  return markdown.split("\n").flatMap((line) => {
    if (line.startsWith("## ")) environment = line.slice(3);
    if (!line.startsWith("| ") || line.startsWith("| Fact")) return [];
    const [fact = "", where = "", value = "", verdict = ""] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`|`$/g, ""));
    return [{ environment, fact, where, value, verdict }];
  });
}

/** The value at a JSON pointer, or undefined. */
const at = (json: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], json);

/** What a row says that is not so, one sentence each. */
function wrongIn({ environment, fact, where, value, verdict }: Row, read: (stack: string) => unknown): string[] {
  if (!VERDICT.test(verdict)) return [`${fact}: "${verdict}" is not a verdict`];
  const isInPlace = verdict === "as described" || verdict.startsWith("departs");
  if (!where) return isInPlace ? [`${fact}: does not say where it is`] : [];
  const [stack = "", pointer = ""] = where.split(" ");
  const found = JSON.stringify(at(read(`${environment}-${stack}`), pointer));
  return found === JSON.stringify(JSON.parse(value)) ? [] : [`${fact}: ${where} is ${found}, not ${value}`];
}

/** The described environments as the tests keep them; `as-described.spec.ts` holds the shipped examples against these. */
describe("docs/as-described.md", () => {
  const rows = readTable(readFileSync("docs/as-described.md", "utf8"));
  const stacks = realStacks();
  const read = (stack: string): unknown => stacks[stack];

  test("says of every fact what the synthesized JSON says", () => {
    expect(rows.flatMap((row) => wrongIn(row, read))).toEqual([]);
  });

  test.each(["statuspage", "flask-eks"])("has a table for %s", (environment) => {
    expect(rows.filter((row) => row.environment === environment).length).toBeGreaterThan(40);
  });

  test("names no fact twice for one environment", () => {
    const named = rows
      .filter(({ fact }) => !fact.startsWith("…"))
      .map(({ environment, fact }) => `${environment}: ${fact}`);
    expect(named.filter((name, i) => named.indexOf(name) !== i)).toEqual([]);
  });

  test("a value that is not in the JSON is found", () => {
    const row = {
      environment: "flask-eks",
      fact: "VPC",
      where: "network /resource/aws_vpc/vpc_main/cidr_block",
      value: '"10.9.0.0/16"',
      verdict: "as described",
    };
    expect(wrongIn(row, read)).toEqual([
      'VPC: network /resource/aws_vpc/vpc_main/cidr_block is "10.0.0.0/16", not "10.9.0.0/16"',
    ]);
  });
});
