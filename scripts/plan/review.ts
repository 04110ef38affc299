import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** Reviews plans together, so that readers of changed outputs are seen, and returns the exit code of the review. */
export function reviewTogether(plans: readonly string[]): number {
  const { status } = spawnSync(process.execPath, [resolve(__dirname, "../review.js"), ...plans], { stdio: "inherit" });
  return status ?? 1;
}
