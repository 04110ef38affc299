import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Beginning of the names of folders that runs write into; the number of the process follows. */
const OWN = ".synthesis-";
/** How long another run may take to put its files in place, in milliseconds. */
const PATIENCE = 20_000;

/** A folder of one run, whose files are put into the output folder at the end. */
export interface Output {
  /** Where the run writes, and may read again: nobody else does. */
  readonly folder: string;
  /** Puts what is there into the output folder, each file at once. */
  readonly publish: () => void;
  /** Removes the folder, published or not. */
  readonly discard: () => void;
}

/**
 * Gives a run a folder of its own: nobody sees half a file, two runs at a time never mix, and a run that fails leaves the
 * output folder as it was.
 */
export function openOutput(outdir: string): Output {
  const place = existing(resolve(outdir));
  sweep(place);
  const folder = mkdtempSync(join(place, `${OWN}${process.pid}-`));
  return {
    folder,
    publish: () => publish(folder, outdir),
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Has `write` fill a folder of this run's own, and then puts what is there into the output folder. */
export function writeOutput<T>(outdir: string, write: (folder: string) => T): T {
  const output = openOutput(outdir);
  try {
    const result = write(output.folder);
    output.publish();
    return result;
  } finally {
    output.discard();
  }
}

/** The folder itself, or the nearest above it that exists. */
const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

/** Removes what runs left that were killed. */
function sweep(place: string): void {
  for (const name of readdirSync(place).filter((one) => one.startsWith(OWN)))
    if (!isRunning(Number.parseInt(name.slice(OWN.length), 10)))
      rmSync(join(place, name), { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Moves every stack's files into place, the list of stacks last. What Terraform keeps beside them stays. */
function publish(own: string, outdir: string): void {
  mkdirSync(outdir, { recursive: true });
  const lock = join(outdir, ".publishing");
  takeLock(lock);
  try {
    for (const stack of readdirSync(join(own, "stacks"))) {
      const target = join(outdir, "stacks", stack);
      mkdirSync(target, { recursive: true });
      for (const entry of readdirSync(join(own, "stacks", stack), { withFileTypes: true })) {
        if (entry.isDirectory()) rmSync(join(target, entry.name), { recursive: true, force: true });
        renameSync(join(own, "stacks", stack, entry.name), join(target, entry.name));
      }
    }
    renameSync(join(own, "manifest.json"), join(outdir, "manifest.json"));
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Waits until no other run puts its files into place; one that was killed meanwhile does not keep the lock. */
function takeLock(lock: string): void {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (Date.now() > until) rmdirSync(lock);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}
