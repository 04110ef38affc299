import Module from "node:module";
import { buildSync } from "esbuild";

/**
 * Joins the program and what it imports into `dist/program.js`, wrapped as Node would wrap a module, and compiles the launcher
 * that starts it. The wrapper and ASCII are for the launcher: it hands the text to V8 as it lies on the disk, without a copy.
 */
const [before, after] = Module.wrap("\0").split("\0") as [string, string];
const shared = { bundle: true, platform: "node", target: "node20", logLevel: "warning" } as const;

buildSync({
  ...shared,
  entryPoints: { program: "main.ts" },
  outdir: "dist",
  charset: "ascii",
  minifyWhitespace: true,
  sourcemap: true,
  sourcesContent: false,
  banner: { js: before },
  footer: { js: after },
});
buildSync({ ...shared, entryPoints: { main: "scripts/launcher.ts" }, outdir: "dist" });
