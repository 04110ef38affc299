import { FAULTS } from "./faults";
import { journeyOf } from "./journey";
import { killSteps } from "./kills/steps";
import { runJourneys } from "./travel";

/** Points at which Terraform is killed on the way, in each environment: always the same. `npm run test:kills` takes others. */
const POINTS = 5;
const SEED = 38;

/**
 * The life of every environment, and of the first one with each planted fault. What is killed is not always the same stack; what is
 * of every environment alike is done in the first, or left to `npm run test:kills`.
 */
runJourneys((environments) => [
  ...environments.map((environment, i) => {
    const kills = killSteps(environment, POINTS, SEED + i);
    const complete = i === 0 ? kills.complete : [];
    return { title: environment.name, environment, steps: journeyOf({ ...kills, beginning: [], complete }) };
  }),
  ...environments
    .slice(0, 1)
    .flatMap((environment) => FAULTS.map((fault) => ({ title: fault.name, environment, steps: fault.steps, fault }))),
]);
