import { COMMANDS } from "../../cli/commands";
import { complete, type Names } from "../../cli/complete";

const NAMES: Names = (kind) => (kind === "stack" ? ["network", "data"] : ["shop", "statuspage"]);

/** The words that a shell would offer for a line, whose last word is being typed. */
const offered = (line: string) => {
  const { words, isFile } = complete(COMMANDS, line.split(" "), NAMES);
  return isFile ? "files" : words.map(([word]) => word);
};

describe("completion", () => {
  test.each<[string, readonly string[] | "files"]>([
    ["pre", ["preview"]],
    ["nothing", []],
    ["plan ", ["shop", "statuspage"]],
    ["plan sh", ["shop"]],
    ["plan shop ", ["network", "data"]],
    ["plan shop network d", ["data"]],
    ["review ", "files"],
    ["review one.json ", "files"],
    ["review --", ["--html", "--json", "--junit", "--sarif", "--approvals", "--help"]],
    ["review --a", ["--approvals"]],
    ["review --html ", "files"],
    ["review --html card.html ", "files"],
    ["addresses --accept ", ["shop", "statuspage"]],
    ["move-state shop ", ["s3", "local"]],
    ["move-state shop s3 ", []],
    ["completion z", ["zsh"]],
    ["nothing --", []],
  ])("offers after «%s» %j", (line, words) => {
    expect(offered(line)).toEqual(words);
  });

  test("says what each command does", () => {
    expect(complete(COMMANDS, ["sche"], NAMES).words).toEqual([
      ["schema", "write the JSON Schema that completes and explains environment files in editors"],
    ]);
  });
});
