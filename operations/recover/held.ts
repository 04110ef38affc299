import { terraform } from "../../platform/terraform";
import type { StateResource } from "../states";
import type { Candidate } from "./row";

/** What is known of something that a state holds. Only where another fits is more known than that. */
export interface Held {
  /** Id in the state. */
  readonly held: string;
  /** Whether what the state holds was found among what fits. */
  readonly isThere: boolean;
  /** What fits, and no state holds. */
  readonly others: readonly Candidate[];
}

/** Something that a state holds, and others that exist like it. */
export interface Beside {
  readonly stack: string;
  readonly address: string;
  /** Id in the state. */
  readonly held: string;
  readonly candidates: readonly Candidate[];
}

/** Ids that states hold, by type: nothing that another address holds fits a second one. */
export const idsIn = (states: readonly StateResource[]): ReadonlySet<string> =>
  new Set(states.map(({ type, attributes }) => `${type} ${attributes.id}`));

/**
 * What a state older than the account hides: a replacement that was killed is in no state, while the state still holds what it
 * replaced, which exists beside it or is gone.
 * @param ids of `idsIn`
 */
export function compareHeld(
  type: string,
  id: unknown,
  candidates: readonly Candidate[],
  ids: ReadonlySet<string>,
): Held {
  const idOf = ({ attributes, id: importId }: Candidate) => attributes.id ?? importId;
  return {
    held: String(id),
    isThere: candidates.some((one) => idOf(one) === id),
    others: candidates.filter((one) => !ids.has(`${type} ${idOf(one)}`)),
  };
}

/** What a person looks at, and then has the state let go of. Nothing does it by itself: a search that finds nothing proves nothing. */
export function supersededSentence({ stack, address, held, candidates }: Beside, folder: string): string {
  const ids = candidates.map(({ id }) => id).join(" and ");
  return `${stack} ${address}: the state holds ${held}, which was not found, and ${ids} ${candidates.length > 1 ? "are" : "is"} there instead; where ${terraform()} plan -refresh-only says that ${held} was deleted, ${terraform()} state rm '${address}' in ${folder}`;
}
