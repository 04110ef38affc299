import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse as parseHcl } from "@cdktf/hcl2json";
import { type Moves, moveBlocks, parseMoves } from "../../platform/moves";
import { ENVIRONMENTS } from "../project";

const REASON = "Nobody reads it any more.";
const moves = (more: Partial<Moves>): Moves => ({ moved: [], removed: [], ...more });
const move = (from: string, to: string, stack = "data") => ({ stack, from, to });
const blocks = (more: Partial<Moves>, ...addresses: string[]) =>
  moveBlocks(moves(more), "shop-data", new Set(addresses));

describe("what became of addresses, in HCL", () => {
  test("is a moved block for what has another address now", () => {
    expect(blocks({ moved: [move("aws_vpc.a", "aws_vpc.b")] }, "aws_vpc.b")).toBe(
      "\nmoved {\n  from = aws_vpc.a\n  to   = aws_vpc.b\n}\n",
    );
  });

  test("is a removed block, with its reason, for what is no longer declared", () => {
    const removed = [{ stack: "shop-data", address: "aws_vpc.a", destroy: false, reason: REASON }];
    expect(blocks({ removed })).toBe(
      `\n# ${REASON}\nremoved {\n  from = aws_vpc.a\n  lifecycle {\n    destroy = false\n  }\n}\n`,
    );
  });

  test("is HCL that Terraform's own parser reads", async () => {
    const removed = [{ stack: "shop-data", address: "aws_vpc.c", destroy: true, reason: REASON }];
    const text = blocks({ moved: [move("aws_vpc.a", "aws_vpc.b")], removed }, "aws_vpc.b");
    expect(await parseHcl("versions.tf", text)).toEqual({
      moved: [{ from: "${aws_vpc.a}", to: "${aws_vpc.b}" }],
      removed: [{ from: "${aws_vpc.c}", lifecycle: [{ destroy: true }] }],
    });
  });

  test("follows a chain, as states of any age need it", () => {
    const moved = [move("aws_vpc.a", "aws_vpc.b"), move("aws_vpc.b", "aws_vpc.c")];
    expect(blocks({ moved }, "aws_vpc.c").match(/moved/g)).toHaveLength(2);
  });

  test.each([
    ["of another stack", { moved: [move("aws_vpc.a", "aws_vpc.b", "network")] }, ["aws_vpc.b"]],
    ["to what this environment does not declare", { moved: [move("aws_vpc.a", "aws_vpc.b")] }, []],
    ["of what is still declared", { moved: [move("aws_vpc.a", "aws_vpc.b")] }, ["aws_vpc.a", "aws_vpc.b"]],
    [
      "out of another environment",
      { removed: [{ stack: "other-data", address: "aws_vpc.a", destroy: true, reason: REASON }] },
      [],
    ],
    [
      "out of where it is still declared",
      { removed: [{ stack: "shop-data", address: "aws_vpc.a", destroy: true, reason: REASON }] },
      ["aws_vpc.a"],
    ],
  ])("leaves out a move %s, which Terraform would refuse or could not know", (_which, more, addresses) => {
    expect(blocks(more, ...addresses)).toBe("");
  });
});

describe("the register of moves", () => {
  const problemsOf = (text: string): string[] => {
    try {
      parseMoves(text, "moves.yaml");
    } catch (error) {
      return (error as Error).message.split("\n");
    }
    return [];
  };

  test("may be empty", () => {
    expect(parseMoves("", "moves.yaml")).toEqual({ moved: [], removed: [] });
  });

  test("says everything that is wrong, with the value and what to write", () => {
    const text = `moved:
  - { stack: shop-data, from: database, to: aws_vpc.b }
removed:
  - { stack: data, address: aws_vpc.a, destroy: maybe, reason: old }
`;
    expect(problemsOf(text)).toEqual([
      'moves.yaml:2  moved.0.stack: "shop-data" is not the name of a stack without its environment; write it like data',
      'moves.yaml:2  moved.0.from: "database" is not the address of a resource; write it like aws_db_instance.data_database_main',
      'moves.yaml:4  removed.0.stack: "data" is not the id of a stack; write it like statuspage-data',
      'moves.yaml:4  removed.0.destroy: "maybe" is a text, not true or false; write true or false: true when Terraform destroys it, false when it goes on without Terraform',
      'moves.yaml:4  removed.0.reason: "old" says too little; write why it goes, in a sentence',
    ]);
  });

  test.each([
    [
      "another type",
      [move("aws_vpc.a", "aws_subnet.a")],
      "moved.0: aws_vpc.a cannot become aws_subnet.a: Terraform moves nothing from one type to another; name the old one under removed",
    ],
    [
      "two places",
      [move("aws_vpc.a", "aws_vpc.b"), move("aws_vpc.a", "aws_vpc.c")],
      "moved.1: aws_vpc.a moves twice; leave one entry of it",
    ],
    [
      "itself",
      [move("aws_vpc.a", "aws_vpc.a")],
      "moved.0: aws_vpc.a moves in a circle; end it at the address of today",
    ],
  ])("refuses a move to %s", (_where, moved, problem) => {
    expect(problemsOf(JSON.stringify({ moved }))).toEqual([`moves.yaml:1  ${problem}`]);
  });

  test("refuses what is no YAML in one line", () => {
    expect(problemsOf("moved: [")).toHaveLength(1);
  });

  test("refuses a reason that could end its comment", () => {
    const removed = [{ stack: "shop-data", address: "aws_vpc.a", destroy: true, reason: `${REASON}\nresource {}` }];
    expect(problemsOf(JSON.stringify({ removed }))).toEqual([
      "moves.yaml:1  removed.0.reason: has several lines; write one, it becomes a comment",
    ]);
  });
});

describe("synthesizing with a register of moves", () => {
  const folder = mkdtempSync(join(tmpdir(), "moves-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const synthesize = (register: string) => {
    mkdirSync(join(folder, "addresses"), { recursive: true });
    writeFileSync(join(folder, "addresses/moves.yaml"), register);
    const env = {
      PATH: process.env.PATH,
      ENVIRONMENTS_DIR: ENVIRONMENTS,
      CDKTF_OUTDIR: join(folder, "out"),
    };
    return spawnSync(process.execPath, [resolve("dist/main.js")], { cwd: folder, env, encoding: "utf8" });
  };
  const sidecarOf = (stack: string) => readFileSync(join(folder, "out/stacks", stack, "versions.tf"), "utf8");

  test("puts the block behind the version of Terraform, in the stacks of all environments that have the resource", () => {
    synthesize("moved: [{ stack: data, from: aws_db_instance.old, to: aws_db_instance.data_database_main }]");
    expect(sidecarOf("statuspage-data")).toBe(
      'terraform {\n  required_version = ">= 1.10"\n}\n\nmoved {\n  from = aws_db_instance.old\n  to   = aws_db_instance.data_database_main\n}\n',
    );
    expect(sidecarOf("flask-eks-data")).not.toContain("moved");
  });

  test("ends without having written anything when the register is wrong", () => {
    rmSync(join(folder, "out"), { recursive: true, force: true });
    const { status, stderr } = synthesize("moved: yes");
    expect([status, stderr]).toEqual([1, 'addresses/moves.yaml:1  moved: "yes" is a text, not a list; write a list\n']);
    expect(() => sidecarOf("statuspage-data")).toThrow("ENOENT");
  });
});
