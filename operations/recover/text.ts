import type { Recovery } from ".";
import type { Candidate } from "./row";

/** What a recovery found, for a terminal: what must be decided first, then what is taken over and what is made. */
export function textOf({ locks, lostStates, ailments, superseded, tainted, findings }: Recovery): string {
  const { found, several, absent, unsearched, doubled } = findings;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ["Locked", locks],
    ["Lost states: restore them, then run this again", lostStates],
    ["Releases that were not finished", ailments.map(({ sentence }) => sentence)],
    ["In a state, and replaced since: decide, then run this again", superseded],
    ["Half made, as far as the state knows: the next apply replaces it", tainted],
    [
      "More than one exists: write the right one into adopt.yaml",
      several.flatMap(({ stack, address, candidates }) => [`${stack} ${address}`, ...candidates.map(candidateText)]),
    ],
    [
      "Exists, and is in no state: adopted",
      found.map(({ stack, address, candidate }) => `${stack} ${address} = ${candidate.id}`),
    ],
    [
      "Exists beside what its state holds: in no state, and not adopted; leftovers says how what is the environment's own is removed",
      doubled.flatMap(({ stack, address, held, candidates }) => [
        `${stack} ${address} = ${held}, and`,
        ...candidates.map(candidateText),
      ]),
    ],
    ["Not searched for", unsearched.map(({ stack, address, why }) => `${stack} ${address}: ${why}`)],
    ["Does not exist: made by the next apply", absent.map(({ stack, address }) => `${stack} ${address}`)],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  return shown.length === 0
    ? "Everything that is declared is in its state."
    : shown.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join("\n")).join("\n\n");
}

const candidateText = ({ id, created, tags = {}, hangs = [] }: Candidate): string => {
  const labels = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return `  ${[id, created ? `made ${created}` : "of unknown age", labels.join(" ") || "no tags", ...hangs].join(", ")}`;
};

/** Whether a person must do something before a plan makes sense. */
export const isBlocked = ({ locks, lostStates, superseded, findings }: Recovery): boolean =>
  locks.length + lostStates.length + superseded.length + findings.several.length > 0;
