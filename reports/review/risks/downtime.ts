import { INTERRUPTED } from "./gone/services";
import { OTHER_RESTARTS } from "./other-restarts";
import { RESTARTS } from "./restarts";
import type { Row } from "./row";

/** What stops or restarts something. */
export const DOWNTIMES: readonly Row[] = [...INTERRUPTED, ...RESTARTS, ...OTHER_RESTARTS];
