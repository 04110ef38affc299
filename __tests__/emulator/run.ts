import { FAULTS } from "./faults";
import { journeyOf } from "./journey";
import { killSteps } from "./kills/steps";
import { runJourneys } from "./travel";

/**
 * Works that Terraform is killed in, of one environment and of the next: ten points, of which a seed chooses where in the work
 * they are. `npm run test:kills` takes all of them.
 */
const KILLED: readonly (readonly string[])[] = [
  [
    ...["making bootstrap", "making network", "making data", "making cluster", "making workloads"],
    ...["changing network", "changing cluster"],
  ],
  ["making delivery", "making workloads", "changing cluster"],
];
const SEED = 38;

/** `KILL_POINTS=0` leaves out what is killed and lost, and keeps the life of the environments and the planted faults. */
const isKilling = process.env.KILL_POINTS !== "0";

/** The life of every environment, with kills on the way, and of the first one with lost states and each planted fault. */
runJourneys((environments) => [
  ...environments.map((environment, i) => {
    const works = isKilling ? (KILLED[i % KILLED.length] ?? []) : [];
    const { at, complete } = killSteps(environment, SEED + i, undefined, ({ doing, stack }) =>
      works.includes(`${doing} ${stack}`),
    );
    const steps = journeyOf({ at, complete: isKilling && i === 0 ? complete : [] });
    return { title: environment.name, environment, steps };
  }),
  ...environments
    .slice(0, 1)
    .flatMap((environment) => FAULTS.map((fault) => ({ title: fault.name, environment, steps: fault.steps, fault }))),
]);
