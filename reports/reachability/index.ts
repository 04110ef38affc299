import { Built } from "../built/built";
import type { SynthesizedEnvironment } from "../synthesized";
import { type Alike, alikeIn } from "./alike";
import { layersBetween } from "./layers";
import { waysOverNodePorts } from "./node-ports";
import { isInternetPlace, isNodes, isOutside, type Place, type Whole } from "./place";
import { placesIn } from "./places";
import { policiesIn } from "./policies";
import { includedIn } from "./ports";
import { rulesIn } from "./rules";
import { type Doubt, doubtsAbout } from "./understood";
import { combine, stoppedBy, type Way } from "./way";

/** What one place may reach at another. */
export interface Cell {
  readonly from: string;
  readonly to: string;
  /** Empty when nothing gets through. */
  readonly ways: readonly (Way & {
    /** False where the JSON says that nothing listens on these ports. */
    readonly isAnswered: boolean;
  })[];
  /** Of a closed cell everything that keeps it closed; each would be enough. */
  readonly stoppedBy: readonly string[];
}

/** Who can reach which port, from the JSON of one environment. */
export interface Reachability {
  /** Names, from the internet inwards. */
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  /** Every pair of different places, and nodes and pods among themselves, in the order of the places. */
  readonly cells: readonly Cell[];
  /** Unless it is empty, something that is shown as closed may be open. */
  readonly doubts: readonly Doubt[];
  /** Places that stand for several, because everything treats those alike. */
  readonly alike: readonly { readonly name: string; readonly members: readonly string[] }[];
}

/**
 * Computes who can reach which port. Packets get through when everything on their way lets them: the security groups of
 * both ends, at the edge of the VPC a public address and a route, and the network policies for pods. Ways by way of another
 * place are that place's, except ports of nodes, which are followed to the pods behind them.
 */
export function reachabilityOf(environment: SynthesizedEnvironment): Reachability {
  const built = new Built(environment);
  const rules = rulesIn(built);
  const whole: Whole = { built, rules, policies: policiesIn(built), places: placesIn(built, rules) };
  const alike = alikeIn(whole).filter(({ place, second }) =>
    isSame(cellOf(place, place, whole), cellOf(place, second, whole)),
  );
  const places = asShown(whole.places, alike);
  const targets = places.filter((place) => isInternetPlace(place) || !isOutside(place));
  return {
    sources: places.map(({ name }) => name),
    targets: targets.map(({ name }) => name),
    cells: places.flatMap((from) => targets.filter((to) => isAsked(from, to)).map((to) => cellOf(from, to, whole))),
    doubts: doubtsAbout(whole),
    alike: alike.map(({ place, members }) => ({ name: nameOf(place, members), members })),
  };
}

/** Every place that is one of its kind, and the first of those that are alike under a name that says so. */
function asShown(places: readonly Place[], alike: readonly Alike[]): Place[] {
  const firsts = new Map(alike.map(({ place, members }) => [place.name, nameOf(place, members)]));
  const hidden = new Set(alike.flatMap(({ members }) => members.slice(1)));
  return places
    .filter(({ name }) => !hidden.has(name))
    .map((place) => ({ ...place, name: firsts.get(place.name) ?? place.name }));
}

const nameOf = ({ name }: Place, members: readonly string[]): string => `${name} and ${members.length - 1} alike`;

/** Whether the same gets through: what those that are alike reach at themselves, they reach at each other. */
const isSame = (a: Cell, b: Cell): boolean =>
  JSON.stringify(a.ways.map(({ ports }) => ports)) === JSON.stringify(b.ways.map(({ ports }) => ports));

const isAsked = (from: Place, to: Place): boolean =>
  from.name === to.name ? isNodes(from) || from.pods !== undefined : !(isOutside(from) && isOutside(to));

function cellOf(from: Place, to: Place, whole: Whole): Cell {
  const layers = layersBetween(from, to, whole);
  const straight = combine(layers);
  const others = waysOverNodePorts(from, to, whole).filter(
    ({ ports }) => !straight.some((way) => includedIn(ports, way.ports)),
  );
  const ways = [...straight, ...others].map((way) => ({ ...way, isAnswered: isAnswered(way, to) }));
  return { from: from.name, to: to.name, ways, stoppedBy: ways.length > 0 ? [] : stoppedBy(layers) };
}

const isAnswered = ({ ports }: Way, { answersOn }: Place): boolean =>
  answersOn === undefined || answersOn.some((port) => includedIn({ protocol: "tcp", from: port, to: port }, ports));
