import type { Row } from "../row";
import { EKS } from "./eks";
import { IDENTITY } from "./identity";
import { KUBERNETES } from "./kubernetes";
import { MACHINES } from "./machines";
import { NETWORK } from "./network";
import { STORES } from "./stores";
import { WATCHING } from "./watching";

/** How each type of resource is found again. A type that a stack makes and that is not here fails the tests. */
export const ROWS: Readonly<Record<string, Row>> = {
  ...EKS,
  ...IDENTITY,
  ...KUBERNETES,
  ...MACHINES,
  ...NETWORK,
  ...STORES,
  ...WATCHING,
};
