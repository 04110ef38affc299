import { stringify } from "yaml";
import type { AssessedFinding } from "./evidence";

/** The entry of `waivers.yaml` that would let a finding be, with blanks for what only its owner can say. */
export const waiverEntry = ({ rule, environment, stack, address }: AssessedFinding): string =>
  stringify(
    [
      {
        rule: rule.id,
        environment,
        stack,
        address,
        reason: "<why it is not followed, in a sentence>",
        owner: "<e-mail address of a team>",
        expires: "<a day within a year, like 2027-05-31>",
        compensatingControl: "<what limits the damage meanwhile>",
      },
    ],
    { lineWidth: 0 },
  ).trimEnd();
