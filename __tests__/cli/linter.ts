import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What the linter of this repository says of a YAML file; nothing when it accepts it. */
export function complaints(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "append-"));
  try {
    writeFileSync(join(folder, "register.yaml"), text);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [resolve("node_modules/@biomejs/biome/bin/biome"), "check", `--config-path=${resolve("biome.json")}`, folder],
      { encoding: "utf8" },
    );
    return status === 0 ? "" : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
