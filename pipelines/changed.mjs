import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** Prints the stacks whose plans change anything, or saw a change that was made by hand: `node pipelines/changed.mjs <plan.json>…` */
const changes = (file) => {
  const {
    resource_changes: planned = [],
    resource_drift: drift = [],
    output_changes: outputs = {},
  } = JSON.parse(readFileSync(file, "utf8"));
  const acts = ({ change }) => change.actions.some((action) => action !== "no-op" && action !== "read");
  return (
    drift.length > 0 || planned.some(acts) || Object.values(outputs).some(({ actions }) => !actions.includes("no-op"))
  );
};
console.log(
  process.argv
    .slice(2)
    .filter(changes)
    .map((file) => basename(file, ".json"))
    .join(", "),
);
