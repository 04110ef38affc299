import { runJourneys } from "../travel";
import { killJourney } from "./journey";

/** `KILL_SEED` chooses the points at which Terraform is killed, `KILL_POINTS` how many there are in each environment. */
const seed = Number(process.env.KILL_SEED || 1);
const most = Number(process.env.KILL_POINTS || 10);
/** Of what is done on copies, only the steps of these names, as a regular expression. @default all */
const only = new RegExp(process.env.KILL_ONLY || "");

runJourneys((environments) =>
  environments.map((environment) => ({
    title: environment.name,
    environment,
    steps: killJourney(environment, most, seed).filter(({ isAside, name }) => !isAside || only.test(name)),
  })),
);
