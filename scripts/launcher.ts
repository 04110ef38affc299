import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";

/**
 * Starts the bundled program from what V8 compiled of it the last time, which saves a quarter of its time. The compiled form
 * lies beside the bundle, under the time and size of that bundle, so that it is never used for another. The bundle is wrapped
 * already and has ASCII alone, so that its megabytes are read as they are (`bundle.ts`).
 */
const PROGRAM = join(__dirname, "program.js");
const { mtimeMs, size } = statSync(PROGRAM);
const CACHE = `${PROGRAM}.${Math.trunc(mtimeMs)}-${size}.cache`;

const cachedData = read(CACHE);
const script = new Script(readFileSync(PROGRAM, "latin1"), {
  filename: PROGRAM,
  ...(cachedData && { cachedData }),
});
const program = { exports: {} };
script.runInThisContext().call(program.exports, program.exports, createRequire(PROGRAM), program, PROGRAM, __dirname);
if (!cachedData || script.cachedDataRejected) process.once("exit", save);

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Keeps what was compiled, functions that were used included. Where nothing can be written, nothing is kept. */
function save(): void {
  try {
    for (const name of readdirSync(__dirname)) if (/^program\.js\..*\.cache$/.test(name)) rmSync(join(__dirname, name));
    writeFileSync(`${CACHE}.${process.pid}`, script.createCachedData());
    renameSync(`${CACHE}.${process.pid}`, CACHE);
  } catch {
    // a folder that is read-only, or another run that does the same
  }
}
