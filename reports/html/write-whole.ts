import { renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file beside its place and puts it there at once: on a full disk what was there stays, and never half of it.
 * @param mode who may read it. @default as the process makes files
 */
export function writeWhole(file: string, content: string, mode?: number): void {
  const beside = `${file}.${process.pid}.new`;
  try {
    writeFileSync(beside, content, { mode });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    const { path } = error as NodeJS.ErrnoException;
    throw path === beside ? Object.assign(error as Error, { path: file }) : error;
  }
}
