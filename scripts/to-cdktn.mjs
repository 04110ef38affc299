import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The way out of cdktf: writes a copy of this project into a folder that does not exist yet, with CDK Terrain (cdktn) in its
 * place. `node scripts/to-cdktn.mjs ../platform-on-cdktn`, then `npm install` there, on Node.js 22.19 or later. What it
 * synthesizes is the same but for versions, as `__tests__/exit.spec.ts` shows; states stay what they are (decision 0001).
 */
const CDKTN = "0.24.0";

/** What replaces each package. Bindings that are not published for cdktn yet stay, and get cdktn as their cdktf. */
const INSTEAD = {
  cdktf: ["cdktn", CDKTN],
  "cdktf-cli": ["cdktn-cli", CDKTN],
  "@cdktf/provider-aws": ["@cdktn/provider-aws", "25.7.0"],
};
const OVERRIDES = { cdktf: `npm:cdktn@${CDKTN}` };
/** Needed by cdktf's command line alone. */
const GONE = ["@cdktf/node-pty-prebuilt-multiarch"];

const [target] = process.argv.slice(2).map((folder) => resolve(folder));
if (!target || existsSync(target)) {
  console.error("usage: node scripts/to-cdktn.mjs <folder that does not exist yet>");
  process.exit(1);
}

const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => file && existsSync(file) && file !== "package-lock.json");
for (const file of files) cpSync(file, join(target, file));

const rename = (text) => text.replaceAll("@cdktf/provider-aws", INSTEAD["@cdktf/provider-aws"][0]);
for (const file of files.filter((name) => /\.ts$|^biome\.json$/.test(name)))
  rewrite(file, (text) => rename(text).replace(/(\bfrom |\bimport\()(["'])cdktf\2/g, "$1$2cdktn$2"));
rewrite("package.json", (text) => {
  const settings = JSON.parse(text);
  for (const group of ["dependencies", "devDependencies"])
    settings[group] = Object.fromEntries(
      Object.entries(settings[group])
        .filter(([name]) => !GONE.includes(name))
        .map(([name, version]) => INSTEAD[name] ?? [name, version]),
    );
  return `${JSON.stringify({ ...settings, overrides: OVERRIDES, engines: { node: ">=22.19" } }, null, 2)}\n`;
});
rmSync(join(target, ".git"), { recursive: true, force: true });
console.log(`${files.length} files in ${target}; go on there with npm install && npm run synth`);

function rewrite(file, change) {
  const path = join(target, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after !== before) writeFileSync(path, after);
}
