import { spawnSync } from "node:child_process";
import type { Found, Place } from "./place";

/** A scanner that auditors use. */
export interface Scanner {
  readonly name: "checkov" | "trivy";
  /** What to do where it is not there. */
  readonly howToGetIt: string;
  /** All that it finds in an environment, as JSON and as HCL. */
  readonly scan: (place: Place) => readonly Found[];
  /** What of it is left with what the audit exports for it: a sentence each. */
  readonly left: (place: Place, found: readonly Found[]) => readonly string[];
}

/** The program, or the one that a variable names. */
export const commandOf = (name: Scanner["name"]): string => process.env[name.toUpperCase()] || name;

export const isThere = ({ name }: Scanner): boolean =>
  spawnSync(commandOf(name), ["--version"], { stdio: "ignore" }).status === 0;
