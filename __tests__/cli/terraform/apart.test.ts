import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startApart } from "../../../cli/terraform/apart";

const folder = mkdtempSync(join(tmpdir(), "apart-"));
const said = join(folder, "said");
afterAll(() => rmSync(folder, { recursive: true }));

const start = (script: string, env: NodeJS.ProcessEnv = {}) => {
  const file = join(folder, "program.sh");
  writeFileSync(file, script);
  return startApart("bash", [file, said], folder, { PATH: process.env.PATH, ...env });
};

describe("a program apart", () => {
  test("is no descendant of this one, and carries no cookie of Jenkins", async () => {
    const env = { JENKINS_SERVER_COOKIE: "durable-1", JENKINS_NODE_COOKIE: "2", KEPT: "yes" };
    const script = 'ps -o ppid= -p "$PPID" >"$1"; env | grep -E "COOKIE|KEPT" >>"$1"; exit 7\n';
    expect(await start(script, env).ended).toBe(7);
    const [parent, ...variables] = readFileSync(said, "utf8").trim().split("\n");
    expect(Number(parent)).not.toBe(process.pid);
    expect(variables).toEqual(["KEPT=yes"]);
  });

  test("is a descendant of this one without such a cookie, so that a machine that ends all of them ends it", async () => {
    const script =
      'for pid in $(ps -o ppid= -p $$); do while [ "$pid" -gt 1 ]; do echo "$pid"; pid=$(ps -o ppid= -p "$pid" | tr -d " "); done; done >"$1"\n';
    expect(await start(script).ended).toBe(0);
    expect(readFileSync(said, "utf8").trim().split("\n").map(Number)).toContain(process.pid);
  });

  test("is asked to stop, and takes the time that it needs", async () => {
    const script = 'trap "sleep 0.2; echo asked >&2; exit 3" TERM; echo ready >&2; while :; do sleep 0.05; done\n';
    const program = start(script);
    let complaint = "";
    program.stderr.setEncoding("utf8").on("data", (chunk) => {
      if (complaint === "") program.kill();
      complaint += chunk;
    });
    expect(await program.ended).toBe(3);
    expect(complaint).toBe("ready\nasked\n");
  });

  test.each([
    ["standard output", "| head -1", "first\n"],
    ["both outputs", "2>&1 | head -1", "first\n"],
  ])("comes to its end, and its exit code is known, when nobody reads %s any more", (_, reading, seen) => {
    const file = join(folder, "program.sh");
    const ended = join(folder, "ended");
    writeFileSync(
      file,
      'echo first; sleep 0.3; for i in 1 2 3; do echo "$i" || exit 9; echo "$i" >&2 || exit 9; done; exit 4\n',
    );
    const apart = JSON.stringify(resolve(__dirname, "../../../cli/terraform/apart.js"));
    const start = `for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
const { stderr, ended } = require(${apart}).startApart("bash", [${JSON.stringify(file)}], ".", process.env);
stderr.on("data", (chunk) => process.stderr.write(chunk));
ended.then((code) => require("node:fs").writeFileSync(${JSON.stringify(ended)}, String(code)));`;
    const { stdout } = spawnSync("bash", ["-c", `"$0" -e "$1" ${reading}; wait`, process.execPath, start], {
      encoding: "utf8",
    });
    expect([stdout, readFileSync(ended, "utf8")]).toEqual([seen, "4"]);
    rmSync(ended);
  });

  test("comes to its end when this one is killed", async () => {
    const file = join(folder, "program.sh");
    const ended = join(folder, "ended");
    writeFileSync(file, `sleep 0.3; echo a; echo b >&2; echo c; echo d >&2; echo ended >${JSON.stringify(ended)}\n`);
    const apart = JSON.stringify(resolve(__dirname, "../../../cli/terraform/apart.js"));
    const start = `require(${apart}).startApart("bash", [${JSON.stringify(file)}], ".", process.env); setTimeout(() => process.kill(process.pid, "SIGKILL"), 100);`;
    expect(spawnSync(process.execPath, ["-e", start]).signal).toBe("SIGKILL");
    expect(readFileSync(ended, "utf8")).toBe("ended\n");
  });
});
