import { readFileSync, statSync } from "node:fs";
import { UserError } from "../environments/problem";

/** The bytes of a file, or of standard input (`-`); of one that is larger the first bytes, one more than are wanted. */
export async function readAtMost(bytes: number, file: string): Promise<Buffer> {
  if (file === "-") return readInput(bytes);
  try {
    if (statSync(file).size > bytes) return Buffer.alloc(bytes + 1);
    return readFileSync(file);
  } catch (error) {
    throw new UserError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Whether there is a file of this name, or a link to one. */
export const isFile = (name: string): boolean => statSync(name, { throwIfNoEntry: false })?.isFile() === true;

async function readInput(bytes: number): Promise<Buffer> {
  if (process.stdin.isTTY)
    throw new UserError("- is standard input, and nothing is written to it; write a file, or < file");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > bytes) break;
  }
  return Buffer.concat(chunks);
}
