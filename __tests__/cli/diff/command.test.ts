import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMAND_LINE, PROJECT } from "../../project";

const folder = mkdtempSync(join(tmpdir(), "diff-"));
mkdirSync(join(folder, "stacks"));
afterAll(() => rmSync(folder, { recursive: true }));

const diff = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND_LINE, "diff", ...args], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};

describe("npm run diff", () => {
  test("says how it is called when nothing is named", () => {
    expect(diff()).toMatchObject({ status: 1, stdout: "", stderr: expect.stringMatching(/^usage: npm run diff -- /) });
  });

  test("says everything that is neither an environment nor a revision", () => {
    expect(diff("nowhere", "elsewhere").stderr).toBe(
      "nowhere is neither an environment (flask-eks, statuspage) nor a revision that git knows\nelsewhere is neither an environment (flask-eks, statuspage) nor a revision that git knows\n",
    );
  });

  test("takes nothing for an option of git", () => {
    expect(diff("--output=x", "statuspage")).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^Unknown option '--output=x'/),
    });
  });

  test("compares an environment with another one, not with nothing", () => {
    expect(diff("statuspage").stderr).toMatch(
      /^statuspage is an environment and has nothing to be compared with; name two environments or two revisions\n/,
    );
  });

  test.each([
    ["nothing", [], "has nothing to be compared with"],
    ["what is no folder", ["statuspage"], "and statuspage is none"],
  ])("compares a folder with another one, not with %s", (_, others, words) => {
    const { stderr } = diff(folder, ...others);
    expect(stderr).toMatch(
      /^.* is a folder of synthesized stacks .*; name two folders, two environments or two revisions\n$/,
    );
    expect(stderr).toContain(words);
  });
});
