import { NoAnswer } from "../aws";
import { NAMED, type Named, takenNames, wantedNames } from "../names";
import { ADDRESSES } from "./addresses";
import { COPIES } from "./copies";
import { priceOfOne, type Scene, type Search, type Thing } from "./leftover";

import { LOGS } from "./logs";
import { monthlyUsd } from "./prices";
import { TAGGED } from "./tagged";
import { VOLUMES } from "./volumes";

/** What the environment makes, by its name, whoever made it. */
const BY_NAME: readonly Search[] = NAMED.map((named) => ({
  id: `names-${named.type.replace("aws_", "").replaceAll("_", "-")}`,
  what: named.what,
  find: (scene) => byName(named, scene),
}));

/** Those that know most of a thing come first. */
const SEARCHES: readonly Search[] = [...VOLUMES, ...COPIES, ...ADDRESSES, ...LOGS, TAGGED, ...BY_NAME];

async function byName(named: Named, { aws, environment, stacks, states }: Scene): Promise<Thing[]> {
  const wanted = wantedNames(stacks, states, named);
  if (wanted.length === 0) return [];
  const taken = await takenNames(aws, named.list, environment.account);
  return wanted
    .filter(({ name }) => taken.has(name))
    .map(({ name, stack }) => ({
      what: named.one,
      id: name,
      type: named.type,
      why: `the name that ${environment.name}-${stack} gives`,
      remove: named.remove.replaceAll("NAME", name).replaceAll("ACCOUNT", environment.account),
      ...priceOfOne(named.price),
    }));
}

/** Something that is in the account and in no state. */
export interface Leftover extends Thing {
  /** US dollars a month; undefined: not known. */
  readonly monthlyUsd?: number;
}

/** What is in the account, belongs to the environment, and is in none of its states. */
export interface Leftovers {
  readonly environment: string;
  readonly left: readonly Leftover[];
  /** In no state either, but used by a stack that is still deployed. */
  readonly inUse: readonly Thing[];
  /** What could not be looked at, and why. */
  readonly unchecked: readonly { readonly what: string; readonly why: string }[];
  /** What everything with a known price costs in a month; what has none comes on top. */
  readonly monthlyUsd: number;
  readonly withoutPrice: number;
  /** 0: everything was looked at and nothing is left; 2: something is left; 1: nothing, as far as could be looked. */
  readonly exitCode: 0 | 1 | 2;
}

/** Looks everywhere; changes nothing. */
export async function findLeftovers(scene: Scene, searches: readonly Search[] = SEARCHES): Promise<Leftovers> {
  const { states, environment } = scene;
  const found = await Promise.all(searches.map((search) => look(search, scene)));
  const things = distinct(found.flatMap((each) => each.things)).filter((thing) => !isInState(thing, scene));
  const deployed = new Set<string>(states.resources.map(({ stack }) => stack));
  const isUsed = ({ usedBy }: Thing): boolean => usedBy !== undefined && deployed.has(usedBy);
  const left = things.filter((thing) => !isUsed(thing)).map((thing) => priced(thing, environment.region));
  const unchecked = [
    ...states.unread.map(({ stack, why }) => ({ what: `the state of ${stack}, so what it holds is listed too`, why })),
    ...found.flatMap((each) => each.unchecked),
  ];
  return {
    environment: environment.name,
    left,
    inUse: things.filter(isUsed),
    unchecked,
    monthlyUsd: left.reduce((sum, one) => sum + (one.monthlyUsd ?? 0), 0),
    withoutPrice: left.filter((one) => one.monthlyUsd === undefined).length,
    exitCode: left.length > 0 ? 2 : unchecked.length > 0 ? 1 : 0,
  };
}

async function look(
  search: Search,
  scene: Scene,
): Promise<{ things: readonly Thing[]; unchecked: Leftovers["unchecked"] }> {
  try {
    return { things: await search.find(scene), unchecked: [] };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { things: [], unchecked: [{ what: search.what, why: `${error.code}: ${error.message}` }] };
  }
}

/** The first that says of a thing what it is; searches come with those that know most first. */
function distinct(things: readonly Thing[]): Thing[] {
  const seen = new Set<string>();
  return things.filter(({ arn, what, id }) => {
    const keys = [`${what.toLowerCase()}:${id}`, ...(arn ? [arn] : [])];
    const isNew = !keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return isNew;
  });
}

/** Attributes in which a state keeps the ARN of what it holds. */
const ARNS = ["arn", "dashboard_arn", "access_entry_arn", "association_arn"];
/** Attributes in which it keeps an id or a name. */
const NAMING = ["id", "name", "allocation_id", "identifier"];

/** An id that EC2 or KMS gave is of one thing alone; a name may be a cluster's, a database's and a namespace's at once. */
const GIVEN =
  /^((acl|ami|eipalloc|eni|fl|i|igw|lt|nat|pcx|rtb|sg|sgr|snap|subnet|vol|vpc|vpce)-[0-9a-f]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function isInState({ arn, id, type }: Thing, { states }: Scene): boolean {
  return states.resources.some(({ type: own, attributes }) => {
    const inState = (name: string) => String(attributes[name] ?? "").replace(/:\*$/, "");
    if (arn !== undefined && ARNS.some((name) => inState(name) === arn)) return true;
    return (type === undefined ? GIVEN.test(id) : own === type) && NAMING.some((name) => inState(name) === id);
  });
}

function priced(thing: Thing, region: string): Leftover {
  const usd = thing.price && monthlyUsd(thing.price, region);
  return { ...thing, ...(usd !== undefined && { monthlyUsd: usd }) };
}
