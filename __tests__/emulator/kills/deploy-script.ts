import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../cli/places";
import type { Workspace } from "../workspace";

/** The script that both pipelines run, as if its project were this one, without compiling it. */
export function deployScript({ folder }: Workspace): string {
  const program = join(ROOT, "dist/cli/aws-platform.js");
  const text = readFileSync(join(ROOT, "pipelines/deploy.sh"), "utf8");
  const file = join(folder, "deploy.sh");
  writeFileSync(file, text.replaceAll("dist/cli/aws-platform.js", program).replace("npm run --silent build\n", ""));
  return file;
}
