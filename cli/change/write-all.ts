import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Files as they are to be, by their paths; one without a text is to be gone. */
export type Changes = ReadonlyMap<string, string | undefined>;

/**
 * Writes all of it or nothing. Every text is written beside its file first, where a missing right or a full disk shows; only
 * then do they take their places.
 */
export function writeAll(changes: Changes): void {
  const texts = [...changes].flatMap(([file, text]) =>
    text === undefined ? [] : [{ file: existsSync(file) ? realpathSync(file) : file, text }],
  );
  const beside = (file: string): string => `${file}.new`;
  try {
    for (const { file, text } of texts) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(beside(file), text);
      if (existsSync(file)) chmodSync(beside(file), statSync(file).mode); // who may read it stays
    }
  } catch (error) {
    for (const { file } of texts) rmSync(beside(file), { force: true });
    throw error;
  }
  for (const { file } of texts) renameSync(beside(file), file);
  for (const [file, text] of changes) if (text === undefined) rmSync(file, { force: true });
}
