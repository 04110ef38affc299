import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What bash says about a script that it cannot read; nothing when it can. */
export const syntaxProblem = (script: string): string =>
  spawnSync("bash", ["-n"], { input: script, encoding: "utf8" }).stderr;

/** A folder in which steps of a pipeline run with stubs in the places of programs. */
export class Agent {
  readonly folder = mkdtempSync(join(tmpdir(), "agent-"));

  constructor(stubs: Readonly<Record<string, string>>) {
    mkdirSync(join(this.folder, "bin"));
    for (const [name, body] of Object.entries(stubs)) {
      const file = join(this.folder, "bin", name);
      writeFileSync(file, `#!/usr/bin/env bash\necho "${name} $*" >>"$WORKSPACE_TMP/log"\n${body}\n`);
      chmodSync(file, 0o755);
    }
  }

  /** Runs a step as Jenkins does: `sh -xe`. Gives its exit code. */
  run(step: string, env: Readonly<Record<string, string>>): number | null {
    const all = { PATH: `${this.folder}/bin:${process.env.PATH}`, WORKSPACE_TMP: this.folder, ...env };
    return spawnSync("bash", ["-e", "-c", step], { env: all, cwd: this.folder, encoding: "utf8" }).status;
  }

  log(): string[] {
    const file = join(this.folder, "log");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  }

  remove = (): void => rmSync(this.folder, { recursive: true });
}
