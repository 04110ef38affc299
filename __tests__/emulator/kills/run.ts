import { runJourneys } from "../travel";
import { killJourney } from "./journey";

/** `KILL_SEED` chooses the points at which Terraform is killed. */
const seed = Number(process.env.KILL_SEED || 1);

runJourneys((environments) =>
  environments.map((environment) => ({ title: environment.name, environment, steps: killJourney(seed) })),
);
