import type { Alarm } from "./alarm";
import { DATA_ALARMS } from "./data-alarms";
import { MACHINE_ALARMS } from "./machine-alarms";
import { TRAFFIC_ALARMS } from "./traffic-alarms";

/** Every CloudWatch alarm of the platform. Alarms whose target an environment does not have are left out of it. */
export const ALARMS: readonly Alarm[] = [...DATA_ALARMS, ...TRAFFIC_ALARMS, ...MACHINE_ALARMS];
