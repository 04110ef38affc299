import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { withTemporaryFolder } from "../../cli/temporary-folder";

const MODULE = resolve(__dirname, "../../cli/temporary-folder.js");

/** Two folders of a program that then waits, and how it ended after a signal. */
function interrupted(signal: NodeJS.Signals): Promise<{ folders: string[]; ended: NodeJS.Signals | null }> {
  const script = `const { withTemporaryFolder: own } = require(${JSON.stringify(MODULE)});
own("outer", (a) => own("inner", (b) => { console.log(a + "\\n" + b); return new Promise((done) => setTimeout(done, 60_000)); }));`;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  return new Promise((done) => {
    child.stdout.on("data", (chunk) => {
      said += chunk;
      if (said.split("\n").length === 3) child.kill(signal);
    });
    child.once("close", (_, ended) => done({ folders: said.trim().split("\n"), ended }));
  });
}

describe("a folder of one's own", () => {
  test("is gone when it was used, and when that failed", async () => {
    const used = await withTemporaryFolder("test", (folder) => [folder, existsSync(folder)] as const);
    let failed = "";
    const failing = withTemporaryFolder("test", (folder) => {
      failed = folder;
      throw new Error("in the middle");
    });
    await expect(failing).rejects.toThrow("in the middle");
    expect([used[1], existsSync(used[0]), existsSync(failed)]).toEqual([true, false, false]);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "is gone after %s, which ends the program as ever",
    async (signal) => {
      const { folders, ended } = await interrupted(signal);
      expect([folders.length, ended, folders.map(existsSync)]).toEqual([2, signal, [false, false]]);
    },
  );

  test("is gone after what still wrote into it, which ends first", async () => {
    const parent = mkdtempSync(join(tmpdir(), "ends-along-"));
    const writer = `process.on("SIGTERM", () => setTimeout(() => { require("node:fs").mkdirSync(process.argv[1] + "/late", { recursive: true }); process.exit(); }, 200)); setInterval(() => undefined, 1000); console.log("ready");`;
    const script = `const { withTemporaryFolder: own, endsAlong } = require(${JSON.stringify(MODULE)});
own("outer", (folder) => {
  const program = endsAlong(require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(writer)}, folder], { stdio: ["ignore", "pipe", "inherit"] }));
  program.stdout.once("data", () => process.kill(process.pid, "SIGTERM"));
  return new Promise((done) => program.once("close", () => { console.log("went on"); done(); }));
});`;
    const { signal, stdout } = spawnSync(process.execPath, ["-e", script], {
      encoding: "utf8",
      env: { ...process.env, TMPDIR: parent },
    });
    expect([signal, stdout, readdirSync(parent)]).toEqual(["SIGTERM", "", []]);
    rmSync(parent, { recursive: true });
  });

  test("is gone, and the program with it, when a signal comes while it is removed", () => {
    const parent = mkdtempSync(join(tmpdir(), "removed-"));
    const script = `const fs = require("node:fs"); const { rmSync } = fs;
fs.rmSync = (...args) => { process.kill(process.pid, "SIGTERM"); rmSync(...args); };
require(${JSON.stringify(MODULE)}).withTemporaryFolder("outer", () => undefined).then(() => console.log("went on"));`;
    const { signal, stdout } = spawnSync(process.execPath, ["-e", script], {
      encoding: "utf8",
      env: { ...process.env, TMPDIR: parent },
    });
    expect([signal, stdout, readdirSync(parent)]).toEqual(["SIGTERM", "", []]);
    rmSync(parent, { recursive: true });
  });

  test("leaves signals alone afterwards", async () => {
    const before = process.listenerCount("SIGINT");
    await withTemporaryFolder("test", () => undefined);
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});
