import { spawnSync } from "node:child_process";
import { existsSync, readlinkSync } from "node:fs";
import { resolve } from "node:path";

const TERRAFORM = /(^|\/)(terraform|tofu)$/;

/** Whether a Terraform or OpenTofu runs in a folder. Where nobody says what runs, or in which folder, one may. */
export function isWorkingIn(folder: string): boolean {
  const { status, stdout } = spawnSync("ps", ["-A", "-o", "pid=,comm="], { encoding: "utf8" });
  if (status !== 0) return true;
  return stdout
    .split("\n")
    .map((line) => line.trim().split(/\s+(.*)/s) as [string, string?])
    .filter(([, name = ""]) => TERRAFORM.test(name))
    .some(([pid]) => isIn(pid, folder));
}

/** Linux says in which folder a process is; one that is gone by now is in none. */
function isIn(pid: string, folder: string): boolean {
  if (!existsSync("/proc")) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === resolve(folder);
  } catch {
    return false;
  }
}
