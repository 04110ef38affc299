import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, sep } from "node:path";
import { MissingError, UserError } from "../environments/problem";
import { wrapped } from "./terminal";

/** How every command of this project ends. */
export const EXIT = {
  /** Done, and nothing is wrong. */
  fine: 0,
  /** What was given cannot be used, or does not hold; the message says what to write instead. */
  unusable: 1,
  /** Everything could be read, and a gate refuses it. */
  refused: 2,
  /** Something that it needs is not on this machine, so nothing was done; the message names all of it. */
  missing: 3,
  /** The program itself is at fault (`EX_SOFTWARE` of sysexits.h). */
  fault: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A fault that another process of this project has explained already, with the place of its details. */
export class ReportedFault extends Error {}

/**
 * Runs a program to its end. What it returns is the exit code; a user's mistake is shown as its message alone, and whatever
 * nobody expected in one sentence with the file that holds the details. `DEBUG=1` shows these on standard error instead.
 */
export async function runProgram(program: () => unknown): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", leaveClosedPipe);
  process.on("uncaughtException", (error) => {
    explain(error);
    process.exit();
  });
  try {
    const code = await program();
    if (typeof code === "number") process.exitCode = code;
  } catch (error) {
    explain(error);
  }
}

/** Whoever reads may stop early, like `head`, or close the terminal; the work goes on, and the exit code still says how it went. */
function leaveClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EIO")
    process.once("exit", endByHangUp); // the terminal is gone
  else if (error.code !== "EPIPE") throw error;
}

/** Ends as a terminal that is gone would have ended it: Node.js aborts with a trace when it cannot give the terminal its settings back. */
const endByHangUp = (): void => void process.kill(process.pid, "SIGHUP");

function explain(error: unknown): void {
  const message = usersMistake(error);
  process.exitCode = codeOf(error, message);
  const said = error instanceof ReportedFault ? error.message : (message ?? faultOf(error));
  console.error(wrapped(said, process.stderr));
}

function codeOf(error: unknown, message: string | undefined): ExitCode {
  if (error instanceof MissingError) return EXIT.missing;
  return message === undefined ? EXIT.fault : EXIT.unusable;
}

/** What the user can mend: a mistake that was found, or what the operating system says of a file that is not the program's own. */
function usersMistake(error: unknown): string | undefined {
  if (error instanceof UserError) return error.message;
  const { code, path, syscall = "" } = error as NodeJS.ErrnoException;
  const limit = LIMITS[code ?? ""];
  if (limit !== undefined) return `${path ?? "a file"} cannot be written: ${limit}`;
  if (code === undefined || path === undefined || isOwn(path)) return undefined;
  return code in REASONS && syscall in DONE
    ? `${path} cannot be ${DONE[syscall]}: ${REASONS[code]} (${code})`
    : undefined;
}

/** What a write may run into, also where the operating system names no file. */
const LIMITS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "it would be larger than files may be here",
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "you may not",
  EPERM: "you may not",
  EROFS: "the file system is read-only",
  ENOENT: "it, or its folder, does not exist",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "it is a folder",
  ERR_FS_EISDIR: "it is a folder",
  EEXIST: "there is something of that name",
  ENOTEMPTY: "there is something in it",
  ELOOP: "its links lead to each other",
  ENAMETOOLONG: "its name is too long",
  EXDEV: "it is on another disk",
  EBUSY: "something else uses it",
};

const DONE: Readonly<Record<string, string>> = {
  open: "opened",
  read: "read",
  write: "written",
  mkdir: "made",
  mkdtemp: "written to",
  scandir: "read",
  opendir: "read",
  stat: "read",
  lstat: "read",
  rename: "replaced",
  unlink: "removed",
  rm: "removed",
  copyfile: "copied",
};

/** The compiled program, which is in `dist/` as one file and as many. */
const COMPILED = basename(__dirname) === "platform" ? dirname(__dirname) : __dirname;

/** Whether a file belongs to the program, so that the user cannot mend it: what was compiled, and what lies in packages. */
const isOwn = (path: string): boolean => path.startsWith(COMPILED) || path.split(sep).includes("node_modules");

/** One sentence; the details are in a file, because they help nobody but who mends the program. */
function faultOf(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const details = `${stack ?? message}\n`;
  const [first = ""] = message.split("\n");
  const sentence = `aws-platform has a fault: ${first.slice(0, 200)}`;
  if (process.env.DEBUG) return `${sentence}\n${details}`;
  const file = kept(details);
  return file ? `${sentence}. The details are in ${file}; DEBUG=1 shows them here` : `${sentence}\n${details}`;
}

/** Writes the details into a folder that only this user can read; nothing when that is not possible. */
function kept(details: string): string | undefined {
  try {
    const file = join(mkdtempSync(join(tmpdir(), "aws-platform-fault-")), "details.txt");
    const ran = `node ${process.version} on ${process.platform}: ${process.argv.slice(1).join(" ")}\n\n`;
    writeFileSync(file, `${ran}${details}`, { mode: 0o600 });
    return file;
  } catch {
    return undefined;
  }
}
