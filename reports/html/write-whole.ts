import { renameSync, rmSync, writeFileSync } from "node:fs";

/** Writes a file beside its place and puts it there at once: on a full disk what was there stays, and never half of it. */
export function writeWhole(file: string, content: string): void {
  const beside = `${file}.${process.pid}.new`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    const { path } = error as NodeJS.ErrnoException;
    throw path === beside ? Object.assign(error as Error, { path: file }) : error;
  }
}
