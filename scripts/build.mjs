import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/**
 * Every command builds first, and most of the time nothing changed: `npm run compile` is left out when what it would read is
 * what it read the last time, and what it wrote then is still there. It decides by content, not by time, so a checkout or a
 * copy cannot mislead it. The stamp goes before compiling, so an interrupted build is none. JavaScript, because it runs before
 * anything is compiled.
 */
const OUT = "dist";
const STAMP = `${OUT}/.built`;
const PROGRAM = `${OUT}/cli/aws-platform.js`;
const BUNDLES = ["main.js", "program.js"];
const SETTINGS = ["package.json", "package-lock.json", "tsconfig.json"];
const FOLDERS = JSON.parse(readFileSync("tsconfig.json", "utf8")).include;

const read = hashOf([...SETTINGS, ...FOLDERS.flatMap((path) => filesIn(path, /\.(ts|json)$/))]);
const [before, compiled] = existsSync(STAMP) ? readFileSync(STAMP, "utf8").split(" ") : [];
const isThere = compiled === written();
if (before !== read || !isThere) {
  rmSync(STAMP, { force: true });
  if (!isThere) rmSync(join(OUT, ".tsbuildinfo"), { force: true }); // else the compiler would believe that it is
  const { status } = spawnSync("npm", ["run", "--silent", "compile"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  copyFileSync("package-lock.json", "dist/package-lock.json"); // npm packs none of that name in the root, and the audit reads it
  prune();
  if (existsSync(PROGRAM)) chmodSync(PROGRAM, 0o755); // npx runs it here as it is
  writeFileSync(STAMP, `${read} ${written()}`);
}

/** What the compiler wrote, and the bundle. */
function written() {
  return hashOf([
    ...FOLDERS.flatMap((path) => filesIn(join(OUT, path), /\.(js|json)$/)),
    ...BUNDLES.map((name) => join(OUT, name)).filter((file) => existsSync(file)),
  ]);
}

/** Removes what was compiled of sources that are gone: it would go on running, and packages would take it. */
function prune() {
  if (!existsSync(OUT)) return;
  for (const file of readdirSync(OUT, { recursive: true, encoding: "utf8" })) {
    const isCompiled = /\.(js|json)$/.test(file) && !BUNDLES.includes(file) && !file.startsWith(".");
    const isGone =
      isCompiled && file !== "package-lock.json" && !existsSync(file) && !existsSync(file.replace(/\.js$/, ".ts"));
    if (isGone) for (const gone of [file, `${file}.map`]) rmSync(join(OUT, gone), { force: true });
  }
}

/** The files below a path with some endings: it is one itself, or a folder. */
function filesIn(path, endings) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || endings.test(entry.name))
    .flatMap((entry) => filesIn(join(path, entry.name), endings));
}

/** One hash over names and contents, in a fixed order. */
function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
