import { readFileSync } from "node:fs";
import { basename } from "node:path";

/**
 * Prints the stacks in which anything is still to change, or was changed by hand, as the review judges it: what AWS fills in by
 * itself is no drift. `node pipelines/changed.mjs <review.json> <plan.json>…`
 */
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const [review, ...plans] = process.argv.slice(2);
const { stacks, entries, problems, isRefused } = read(review);
const acts = ({ create, update, replace, delete: gone, forget, drift, isComplete }) =>
  create + update + replace + gone + forget + drift > 0 || !isComplete;
const outputs = ({ output_changes: changes = {} }) =>
  Object.values(changes).some(({ actions }) => !actions.includes("no-op"));

const changed = [
  ...stacks.filter(acts).map(({ stack }) => stack),
  ...entries.map(({ stack }) => stack),
  ...plans.filter((plan) => outputs(read(plan))).map((plan) => basename(plan, ".json")),
  ...(problems.length > 0 || isRefused ? ["what the review refuses"] : []),
];
console.log([...new Set(changed)].join(", "));
