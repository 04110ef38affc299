import { FAULTS } from "./faults";
import { journeyOf } from "./journey";
import { killSteps } from "./kills/steps";
import { runJourneys } from "./travel";

/** Points of a life that a seed chooses, of which the kill of a network that is being made is taken; `npm run test:kills` takes all. */
const POINTS = 5;
const SEED = 38;

/** The life of every environment, with one kill on the way, and of the first one with each planted fault. */
runJourneys((environments) => [
  ...environments.map((environment, i) => {
    const { at } = killSteps(
      environment,
      POINTS,
      SEED + i,
      ({ stack, doing }) => stack === "network" && doing === "making",
    );
    return { title: environment.name, environment, steps: journeyOf({ at, beginning: [], later: [], complete: [] }) };
  }),
  ...environments
    .slice(0, 1)
    .flatMap((environment) => FAULTS.map((fault) => ({ title: fault.name, environment, steps: fault.steps, fault }))),
]);
