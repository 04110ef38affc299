import { closest } from "fastest-levenshtein";
import table from "./tables/endpoint-services.json";

/** Why a service cannot get an interface endpoint, or nothing. */
export function endpointProblem(service: string): string | undefined {
  if (service === "s3") return "s3 is reached through its gateway endpoint already, which is free; remove it";
  return table.services.includes(service)
    ? undefined
    : `"${service}" is not the short name of a service with an interface endpoint; did you mean ${closest(service, table.services)}?`;
}
