import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isTreeEnded, startApart } from "../../../cli/terraform/apart";

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
    [{ JENKINS_NODE_COOKIE: "1" }, true],
    [{ GITHUB_ACTIONS: "true" }, false],
  ])("is for what Jenkins starts: %p %p", (env, is) => {
    expect(isTreeEnded(env)).toBe(is);
  });
});
