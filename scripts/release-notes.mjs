import { readFileSync } from "node:fs";

/** Prints what CHANGELOG.md says of a version, for its release, or why there is none: `node scripts/release-notes.mjs v0.1.0`. */
const [tag = ""] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const sections = readFileSync("CHANGELOG.md", "utf8").split(/^(?=## )/m);
const heading = new RegExp(`^## \\[${version.replaceAll(".", "\\.")}\\] - \\d{4}-\\d{2}-\\d{2}\\n`);
const section = sections.find((one) => heading.test(one));
const notes = section?.replace(heading, "").trim();

if (tag !== `v${version}`)
  stop(`the tag is ${tag || "not named"}, and package.json has ${version}; tag v${version}, or change package.json`);
else if (section === undefined)
  stop(`CHANGELOG.md has no section "## [${version}] - <day>"; give [Unreleased] that heading`);
else if (!notes) stop(`the section of ${version} in CHANGELOG.md is empty`);
else console.log(notes);

function stop(why) {
  console.error(why);
  process.exitCode = 1;
}
