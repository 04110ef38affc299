import { type Block, entryOf, type SynthesizedEnvironment, targets, valueAt } from "../../reports/synthesized";
import { type Aws, NoAnswer } from "../aws";
import type { Kubernetes } from "../kubernetes";
import type { StateResource } from "../states";
import { type Beside, compareHeld, type Held, idsIn } from "./held";
import { type Attributes, resolveText } from "./resolve";
import type { Ask, Candidate } from "./row";
import { ROWS } from "./rows";

/** Where a resource is declared. */
interface Place {
  readonly stack: string;
  readonly address: string;
}

/** What a search found of what is declared and in no state. */
export interface Findings {
  /** Exists, and is the only one that fits. */
  readonly found: readonly (Place & { readonly candidate: Candidate })[];
  /** Exists more than once: a person must choose. */
  readonly several: readonly (Place & { readonly candidates: readonly Candidate[] })[];
  /** Does not exist: an apply makes it. */
  readonly absent: readonly Place[];
  /** Was not searched for, and why. */
  readonly unsearched: readonly (Place & { readonly why: string })[];
  /** The state holds an id that nothing found has, and something else fits: what replaced it, which no state knows. */
  readonly superseded: readonly Beside[];
  /** Fits like what the state holds, and exists beside it: a replacement that was killed, or an earlier run. */
  readonly doubled: readonly Beside[];
}

/** What a search is made of. */
export interface Search {
  readonly environment: SynthesizedEnvironment;
  /** Names of the stacks to search for; others are only read. */
  readonly stacks: readonly string[];
  /** What the states hold, of every stack. */
  readonly states: readonly StateResource[];
  /** Ids that a person gave for addresses of a stack: `<stack> <address>`. They are taken as they are. */
  readonly given: ReadonlyMap<string, string>;
  readonly aws: Aws;
  readonly kubernetes: Kubernetes;
  readonly account: string;
  readonly region: string;
}

const keyOf = ({ stack, address }: Place): string => `${stack} ${address}`;

/**
 * Searches for everything that is declared and that no state holds; what is found through others waits for these. Asks only;
 * changes nothing.
 */
export async function search(asked: Search): Promise<Findings> {
  const { environment, states, stacks } = asked;
  const attributes = new Map(states.map((one) => [keyOf(one), one.attributes]));
  const ids = idsIn(states);
  const look = (block: Block, isBelowNothing: boolean, given = asked.given) =>
    lookFor(block, { ...asked, given }, isBelowNothing, (stack, address) => attributes.get(keyOf({ stack, address })));
  const parents = parentsIn(environment);
  const outcomes = new Map<Block, Promise<Outcome>>();
  const visit = (block: Block): Promise<Outcome> => {
    const begun = outcomes.get(block);
    if (begun) return begun;
    const above = parents.get(block) ?? [];
    const outcome = Promise.all(above.map(visit)).then(async (known) => {
      const held = attributes.get(keyOf(block));
      if (held) {
        const isCompared = stacks.includes(block.stack) && isGivenId(block);
        const like = isCompared ? await look(block, true, new Map()) : IN_STATE;
        return "candidates" in like ? compareHeld(block.type, held.id, like.candidates, ids) : IN_STATE;
      }
      const open = above.filter((_, i) => isOpen(known[i]));
      if (open.length > 0)
        return {
          why: `it is found through ${open.map(({ address }) => address).join(", ")}, which must be found first`,
        };
      const isBelowNothing = known.some(
        (one) => one !== undefined && "candidates" in one && one.candidates.length === 0,
      );
      const found = await look(block, isBelowNothing);
      if ("candidates" in found && found.candidates.length === 1)
        attributes.set(keyOf(block), found.candidates[0]?.attributes ?? {});
      return found;
    });
    outcomes.set(block, outcome);
    return outcome;
  };
  const wanted = environment.stacks.filter(({ name }) => stacks.includes(name)).flatMap(({ resources }) => resources);
  return sorted(await Promise.all(wanted.map(async (block) => ({ block, outcome: await visit(block) }))));
}

const IN_STATE: Held = { held: "", isThere: true, others: [] };

/** Whether AWS gives the id of what a block makes, so that two can exist. */
function isGivenId({ type }: Block): boolean {
  const row = entryOf(ROWS, type);
  return row !== undefined && "find" in row && row.isGivenId === true;
}

/** Whether what is below cannot be searched for yet. What Terraform cannot import at all stops nothing. */
const isOpen = (outcome: Outcome | undefined): boolean =>
  outcome !== undefined &&
  (("candidates" in outcome && outcome.candidates.length > 1) ||
    ("why" in outcome && !("cannot" in outcome)) ||
    ("held" in outcome && isSuperseded(outcome)));

const isSuperseded = ({ isThere, others }: Held): boolean => !isThere && others.length > 0;

function sorted(all: readonly { readonly block: Block; readonly outcome: Outcome }[]): Findings {
  const places = all.map(({ block: { stack, address }, outcome }) => ({ place: { stack, address }, outcome }));
  const candidates = places.flatMap(({ place, outcome }) =>
    "candidates" in outcome ? [{ ...place, candidates: outcome.candidates }] : [],
  );
  const beside = places.flatMap(({ place, outcome }) =>
    "held" in outcome && outcome.others.length > 0
      ? [{ ...place, held: outcome.held, candidates: outcome.others, isThere: outcome.isThere }]
      : [],
  );
  return {
    superseded: beside.filter(({ isThere }) => !isThere),
    doubled: beside.filter(({ isThere }) => isThere),
    found: candidates.flatMap(({ candidates: [candidate, ...others], ...place }) =>
      candidate && others.length === 0 ? [{ ...place, candidate }] : [],
    ),
    several: candidates.filter((one) => one.candidates.length > 1),
    absent: candidates.filter((one) => one.candidates.length === 0).map(({ stack, address }) => ({ stack, address })),
    unsearched: places.flatMap(({ place, outcome }) => ("why" in outcome ? [{ ...place, why: outcome.why }] : [])),
  };
}

type Outcome = { readonly candidates: readonly Candidate[] } | { readonly why: string; readonly cannot?: true } | Held;

/**
 * Looks for one resource. What is not found although an argument of it could not be worked out was not searched for, unless that
 * argument is of something that does not exist either.
 */
async function lookFor(block: Block, asked: Search, isBelowNothing: boolean, attributes: Attributes): Promise<Outcome> {
  const given = asked.given.get(keyOf(block));
  const row = entryOf(ROWS, block.type);
  if (given === undefined && !row)
    return { why: `nobody has said how ${block.type} is found; give its id in adopt.yaml` };
  if (given === undefined && row && "cannot" in row) return { why: row.cannot, cannot: true };
  const { environment, aws, kubernetes, account, region } = asked;
  const unresolved: string[] = [];
  const text = (path: string) => {
    const written = valueAt(block.values, path);
    const resolved = resolveText(written, block, environment, attributes);
    if (resolved === undefined && written !== undefined && written !== null) unresolved.push(path);
    return resolved;
  };
  const tags = { Platform: block.environment, Stack: block.stack };
  const ask: Ask = { block, text, aws, kubernetes, account, region, tags };
  try {
    const candidates = row && "find" in row ? await row.find(ask) : [];
    if (given !== undefined) return { candidates: [candidates.find(({ id }) => id === given) ?? bare(given)] };
    if (candidates.length === 0 && unresolved.length > 0 && !isBelowNothing)
      return { why: `nobody could work out its ${[...new Set(unresolved)].join(" and ")}; give its id in adopt.yaml` };
    if (candidates.length < 2 || !row || !("find" in row) || !row.hangs) return { candidates };
    const { hangs } = row;
    return {
      candidates: await Promise.all(candidates.map(async (one) => ({ ...one, hangs: await hangs(ask, one.id) }))),
    };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    if (given !== undefined) return { candidates: [bare(given)] };
    return { why: `it was asked for, and there was no answer: ${error.message}` };
  }
}

/** What a person named and no search finds: nothing but its id is known. */
const bare = (id: string): Candidate => ({ id, attributes: { id } });

/** The resources that each resource refers to, also those of other stacks, through their outputs. */
function parentsIn(environment: SynthesizedEnvironment): ReadonlyMap<Block, readonly Block[]> {
  return new Map(
    environment.stacks.flatMap((stack) =>
      stack.resources.map((block) => [
        block,
        targets(block.values, stack, environment).filter(
          ({ kind, address, stack: name }) =>
            kind === "resource" && !(address === block.address && name === block.stack),
        ),
      ]),
    ),
  );
}
