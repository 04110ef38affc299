import { FAULTS } from "./faults";
import { JOURNEY } from "./journey";
import { runJourneys } from "./travel";

/** The life of every environment, and of the first one with each planted fault. */
runJourneys((environments) => [
  ...environments.map((environment) => ({ title: environment.name, environment, steps: JOURNEY })),
  ...environments
    .slice(0, 1)
    .flatMap((environment) => FAULTS.map((fault) => ({ title: fault.name, environment, steps: fault.steps, fault }))),
]);
