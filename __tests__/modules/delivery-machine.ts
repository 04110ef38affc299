import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BootFile } from "./delivery-fixture";

/** A root folder in which a script runs: its absolute paths are moved there, and programs are replaced by stubs. */
export class Machine {
  readonly root = mkdtempSync(join(tmpdir(), "machine-"));

  constructor(
    private readonly files: readonly BootFile[],
    stubs: Readonly<Record<string, string>>,
  ) {
    for (const folder of [
      "bin",
      "etc/platform",
      "etc/pki/rpm-gpg",
      "etc/jenkins/tls",
      "run/jenkins-secrets",
      "run/jenkins-agent",
      "var/lib",
    ])
      mkdirSync(join(this.root, folder), { recursive: true });
    writeFileSync(join(this.root, "etc/fstab"), "");
    for (const { path, content } of files) if (path.endsWith(".env")) writeFileSync(join(this.root, path), content);
    for (const [name, body] of Object.entries({ chown: "", ...stubs })) {
      writeFileSync(join(this.root, "bin", name), `#!/usr/bin/env bash\necho "${name} $*" >>"$ROOT/log"\n${body}\n`);
      chmodSync(join(this.root, "bin", name), 0o755);
    }
  }

  run(script: string): { status: number | null; stderr: string } {
    const content = this.files.find(({ path }) => path.endsWith(`/${script}`))?.content ?? "";
    const moved = content.replace(/(?<=[\s=>"'])\/(?=(etc|run|var\/lib|dev\/disk)\/)/g, `${this.root}/`);
    const env = { ROOT: this.root, PATH: `${this.root}/bin:${process.env.PATH}` };
    writeFileSync(join(this.root, script), moved);
    const { status, stderr } = spawnSync("bash", [script], { env, encoding: "utf8", cwd: this.root });
    return { status, stderr };
  }

  read = (path: string): string => readFileSync(join(this.root, path), "utf8");
  log = (): string[] => (existsSync(join(this.root, "log")) ? this.read("log").trim().split("\n") : []);
  remove = (): void => rmSync(this.root, { recursive: true });
}
