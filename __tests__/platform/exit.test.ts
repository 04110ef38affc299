import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const temporary = mkdtempSync(join(tmpdir(), "exit-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const EXIT_MODULE = JSON.stringify(resolve(__dirname, "../../platform/exit.js"));
const PROBLEM_MODULE = JSON.stringify(resolve(__dirname, "../../environments/problem.js"));

/** Runs a program of one expression under the handler; faults are kept in a folder of the tests. */
function end(program: string, env: NodeJS.ProcessEnv = {}) {
  const text = `const { runProgram, ReportedFault } = require(${EXIT_MODULE}); const { MissingError, UserError } = require(${PROBLEM_MODULE});
const fs = require("node:fs"); void runProgram(() => { ${program} });`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", text], {
    env: { PATH: process.env.PATH, TMPDIR: temporary, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("a program ends", () => {
  test("with 0 when nothing is said", () => {
    expect(end("")).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("with the code that it returns", () => {
    expect(end("return 2").status).toBe(2);
  });

  test("with 1 and the message alone after a mistake of the user", () => {
    expect(end('throw new UserError("nat is missing; write single")')).toEqual({
      status: 1,
      stdout: "",
      stderr: "nat is missing; write single\n",
    });
  });

  test("with 3 and the message alone when something is not on this machine", () => {
    expect(end('throw new MissingError("terraform is not on this machine")')).toEqual({
      status: 3,
      stdout: "",
      stderr: "terraform is not on this machine\n",
    });
  });

  test("with 1 when a file of the user cannot be written, and says why", () => {
    const file = join(temporary, "nowhere", "card.html");
    expect(end(`fs.writeFileSync(${JSON.stringify(file)}, "")`)).toMatchObject({
      status: 1,
      stderr: `${file} cannot be opened: it, or its folder, does not exist (ENOENT)\n`,
    });
    writeFileSync(join(temporary, "file"), "");
    const below = join(temporary, "file", "audit");
    expect(end(`fs.mkdirSync(${JSON.stringify(below)})`)).toMatchObject({
      status: 1,
      stderr: `${below} cannot be made: a part of the path is a file (ENOTDIR)\n`,
    });
  });

  test.each([
    ["ENOSPC", "the disk is full"],
    ["EDQUOT", "the disk quota is used up"],
    ["EFBIG", "it would be larger than files may be here"],
  ])("with 1 when a write runs into a limit, of whatever file: %s", (code, why) => {
    expect(end(`throw Object.assign(new Error("write"), { code: "${code}", syscall: "write" })`)).toMatchObject({
      status: 1,
      stderr: `a file cannot be written: ${why}\n`,
    });
  });

  test("with 1 when there is a folder in the place of a file", () => {
    expect(end(`fs.rmSync(${JSON.stringify(temporary)}, { force: true })`)).toMatchObject({
      status: 1,
      stderr: `${temporary} cannot be removed: it is a folder (ERR_FS_EISDIR)\n`,
    });
  });

  test("with 1 when links lead to each other", () => {
    const loop = join(temporary, "loop");
    symlinkSync(loop, loop);
    expect(end(`fs.statSync(${JSON.stringify(loop)})`)).toMatchObject({
      status: 1,
      stderr: `${loop} cannot be read: its links lead to each other (ELOOP)\n`,
    });
  });

  test("with 70 when a file of its own is missing", () => {
    const own = resolve(__dirname, "../../nothing.js");
    expect(end(`fs.readFileSync(${JSON.stringify(own)})`).status).toBe(70);
  });

  test.each([
    ["thrown", 'throw new TypeError("x is not a function\\nsecond line")'],
    ["thrown later", 'setTimeout(() => { throw new TypeError("x is not a function\\nsecond line"); })'],
    ["rejected", 'return Promise.reject(new TypeError("x is not a function\\nsecond line"))'],
  ])("with 70 after what nobody expected, in one sentence with the file of its details (%s)", (_, program) => {
    const { status, stdout, stderr } = end(program);
    const [, file = ""] =
      /^aws-platform has a fault: x is not a function\. The details are in (\S+); DEBUG=1 shows them here\n$/.exec(
        stderr,
      ) ?? [];
    expect({ status, stdout }).toEqual({ status: 70, stdout: "" });
    expect(readFileSync(file, "utf8")).toMatch(/^node v.*\n\nTypeError: x is not a function\nsecond line\n {4}at /s);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test("with the details on standard error when DEBUG asks for them", () => {
    const { status, stderr } = end('throw new TypeError("x")', { DEBUG: "1" });
    expect(status).toBe(70);
    expect(stderr).toMatch(/^aws-platform has a fault: x\nTypeError: x\n {4}at /);
  });

  test("with 70 and no second sentence after a fault that another process has explained", () => {
    expect(end('throw new ReportedFault("nothing was audited")')).toMatchObject({
      status: 70,
      stderr: "nothing was audited\n",
    });
  });

  test("as it would have, when whoever reads its output stops early", () => {
    const program = 'for (let i = 0; i < 20000; i++) console.log("a line of some length"); return 2';
    const text = `const { runProgram } = require(${EXIT_MODULE}); void runProgram(() => { ${program} });`;
    const line = `"$0" -e '${text}' | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", line, process.execPath], { encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "a line of some length\n2\n", stderr: "" });
  });
});
