import { FAULTS } from "./faults";
import { journeyOf } from "./journey";
import { killSteps } from "./kills/steps";
import { runJourneys } from "./travel";

/** Points of each life at which Terraform is killed, which a seed chooses; `npm run test:kills` takes more. */
const POINTS = 5;
const SEED = 38;

/** The life of every environment, with kills on the way, and of the first one with lost states and each planted fault. */
runJourneys((environments) => [
  ...environments.map((environment, i) => {
    const { at, complete } = killSteps(environment, POINTS, SEED + i);
    const steps = journeyOf({ at, complete: i === 0 ? complete : [] });
    return { title: environment.name, environment, steps };
  }),
  ...environments
    .slice(0, 1)
    .flatMap((environment) => FAULTS.map((fault) => ({ title: fault.name, environment, steps: fault.steps, fault }))),
]);
