import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { withMoves } from "../../cli/addresses/registry";
import { appendEntries } from "../../cli/append-entries";
import { PROJECT } from "../project";
import { complaints } from "./linter";

const ENTRY = { stack: "data", from: "aws_vpc.a", to: "aws_vpc.b" };
const WRITTEN = "  - stack: data\n    from: aws_vpc.a\n    to: aws_vpc.b\n";

describe("entries of a register", () => {
  test.each([
    ["make one where there is none", "", `moved:\n${WRITTEN}`],
    ["come after the comment of an empty one", "# What moved.\n", `# What moved.\n\nmoved:\n${WRITTEN}`],
    ["take the place of an empty list", "moved: []\nremoved: []\n", `moved:\n${WRITTEN}removed: []\n`],
    ["take the place of nothing", "moved:\nremoved: []\n", `moved:\n${WRITTEN}removed: []\n`],
    [
      "come behind those that are there, which stay as they are, with their comments",
      "moved:\n  # in May\n  - { stack: data, from: aws_vpc.x,   to: aws_vpc.y } # by hand\n\nremoved: []\n",
      `moved:\n  # in May\n  - { stack: data, from: aws_vpc.x,   to: aws_vpc.y }\n${WRITTEN} # by hand\n\nremoved: []\n`.replace(
        `\n${WRITTEN} # by hand\n`,
        ` # by hand\n${WRITTEN}`,
      ),
    ],
    [
      "are indented as those before them",
      "moved:\n- stack: b\n",
      `moved:\n- stack: b\n${WRITTEN.replaceAll(/^ {2}/gm, "")}`,
    ],
    ["do not mind that the last line has no end", "moved:\n  - stack: b", `moved:\n  - stack: b\n${WRITTEN.trimEnd()}`],
  ])("%s", (_, text, expected) => {
    const changed = appendEntries(text, "moved", [ENTRY]);
    expect(changed).toBe(expected);
    expect(parse(changed).moved.at(-1)).toEqual(ENTRY);
  });

  test("are none when there is nothing to add", () => {
    expect(appendEntries("moved:   []", "moved", [])).toBe("moved:   []");
  });
});

describe("what npm run addresses -- --accept writes", () => {
  const long = "kubernetes_horizontal_pod_autoscaler_v2.apps_a_name_that_is_as_long_as_names_can_be_in_kubernetes";
  const moves = [{ stack: "workloads", from: `${long}_autoscaler`, to: `${long}_scaler` }];
  const ended = [
    {
      stack: "shop-workloads",
      addresses: [long, "aws_vpc.a"],
      reason: `The "gallery": nobody has looked at its pictures since spring, ${"and so on, ".repeat(20)}so it goes # soon.`,
    },
  ];
  const register = readFileSync(join(PROJECT, "addresses/moves.yaml"), "utf8");

  test.each([
    ["into a register that is not there", ""],
    ["into one with entries", register],
    ["into an empty one", "moved: []\nremoved: []\n"],
  ])("%s is in the form that the linter accepts, whatever its length", (_, text) => {
    expect(complaints(withMoves(text, moves, ended))).toBe("");
  });

  test("would be refused on one line", () => {
    const [{ stack, from, to }] = moves as [(typeof moves)[0]];
    expect(complaints(`moved:\n  - { stack: ${stack}, from: ${from}, to: ${to} }\n`)).toContain("Formatter would have");
  });
});
