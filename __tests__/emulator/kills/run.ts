import { runJourneys } from "../travel";
import { killJourney } from "./journey";

/** `KILL_SEED` chooses the points at which Terraform is killed, `KILL_POINTS` how many there are in each environment. */
const seed = Number(process.env.KILL_SEED || 1);
const most = Number(process.env.KILL_POINTS || 10);

runJourneys((environments) =>
  environments.map((environment) => ({
    title: environment.name,
    environment,
    steps: killJourney(environment, most, seed),
  })),
);
