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
 * copy cannot mislead it. The stamp goes before compiling: an interrupted build is none. JavaScript, because it runs before
 * anything is compiled.
 */
const STAMP = "dist/.built";
const BUNDLES = ["main.js", "program.js"];
const PROGRAM = "dist/cli/aws-platform.js";
const SETTINGS = ["package.json", "package-lock.json", "tsconfig.json"];

const read = hashOf([...SETTINGS, ...JSON.parse(readFileSync("tsconfig.json", "utf8")).include.flatMap(sourcesIn)]);
const [before, compiled] = existsSync(STAMP) ? readFileSync(STAMP, "utf8").split(" ") : [];
const isThere = compiled === written();
if (before !== read || !isThere) {
  rmSync(STAMP, { force: true });
  if (!isThere) rmSync("dist/.tsbuildinfo", { force: true }); // else the compiler would believe that all is there
  const { status } = spawnSync("npm", ["run", "--silent", "compile"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  copyFileSync("package-lock.json", "dist/package-lock.json"); // npm packs none of that name in the root, and the audit reads it
  if (existsSync(PROGRAM)) chmodSync(PROGRAM, 0o755); // npx runs it here as it is
  removeLeftovers();
  writeFileSync(STAMP, `${read} ${written()}`);
}

/** What the compiler and the bundler wrote. */
function written() {
  if (!existsSync("dist")) return "";
  const files = readdirSync("dist", { recursive: true, encoding: "utf8" });
  return hashOf(files.filter((file) => /\.(js|json)$/.test(file)).map((file) => join("dist", file)));
}

/** Removes what was compiled of sources that are gone: the compiler leaves it, and tests and packages would take it. */
function removeLeftovers() {
  for (const file of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
    const isCompiled = /\.(js|json)$/.test(file) && !BUNDLES.includes(file) && !file.startsWith(".");
    if (isCompiled && !existsSync(file) && !existsSync(file.replace(/\.js$/, ".ts"))) rmSync(join("dist", file));
  }
}

/** The files the compiler reads below a path: it is one itself, or a folder. */
function sourcesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || /\.(ts|json)$/.test(entry.name))
    .flatMap((entry) => sourcesIn(join(path, entry.name)));
}

/** One hash over names and contents, in a fixed order. */
function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
