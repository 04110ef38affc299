import further from "./further.json";
import { type RawSource, type Source, sourceOf, withNames } from "./sources";

/** Prices of one source: keys without their common beginning, and USD. */
export interface PriceBlock {
  /** What every key begins with, for example `ec2:`. */
  readonly prefix: string;
  /** Name of the source in `sources.json`. */
  readonly source: string;
  readonly prices: Readonly<Record<string, number>>;
}

/** The book: its files by name, which `npm run prices` writes. */
export interface Book {
  readonly sources: Readonly<Record<string, Source>>;
  readonly everyRegion: readonly PriceBlock[];
  readonly regions: Readonly<Record<string, Region>>;
}

/** One region's own prices. */
export interface Region {
  readonly blocks: readonly PriceBlock[];
  /** Percent that spot instances have lately cost less than on demand, by type. */
  readonly spotSaving: Readonly<Record<string, number>>;
}

type By<T> = Readonly<Record<string, T>>;
type Letters = By<RawSource>;

/** The parsed files of a source folder; its README says what each holds. */
export interface Raw {
  readonly ec2: { sources: Letters; sourceOf: By<By<string | readonly string[]>>; prices: By<By<number>> };
  readonly spot: { saving: By<By<readonly [number, number]>>; source: RawSource };
  readonly rds: { sources: Letters; onlyInSource2: By<readonly string[]>; prices: By<By<Pair>> };
  readonly cache: { sources: Letters; prices: By<By<Pair>> };
  readonly services: {
    sources: Letters;
    everyRegion: By<{ usd: number | null; source: string; regions?: string; confidence: string }>;
    regions: By<By<number>>;
    sourceOf: { default: By<string>; exceptions: By<By<string>> };
  };
}

type Pair = readonly [number | null, number | null];

/** Keys that mean what a region's own prices call differently. */
const ALSO_CALLED: By<string> = { "backup-rds": "rds-backup" };

/** Month of the EBS prices that a rule of `services.json` reckons with, and of the sizes that one of `ec2.json` scales. */
const RULE_DATES: By<string> = { "services-R1": "2026-09", "ec2-E": "2026-01" };

/** Makes the book from a source folder's figures and the few of `further.json`. */
export function buildBook(raw: Raw): Book {
  const names = [...new Set([...keys(raw.ec2.prices), ...keys(raw.services.regions), ...keys(raw.rds.prices)])].sort();
  const regions = names.map((name): [string, Region] => [
    name,
    {
      blocks: [...ec2(raw, name), ...rds(raw, name), ...cache(raw, name), ...services(raw, name)].filter(
        ({ prices }) => keys(prices).length > 0,
      ),
      spotSaving: mapped(raw.spot.saving[name] ?? {}, ([percent]) => percent),
    },
  ]);
  const everywhere = everyRegion(raw);
  const used = new Set([...everywhere, ...regions.flatMap(([, { blocks }]) => blocks)].map(({ source }) => source));
  return {
    sources: Object.fromEntries(sources(raw).filter(([id]) => used.has(id) || id === "spot")),
    everyRegion: everywhere,
    regions: Object.fromEntries(regions),
  };
}

function sources({ ec2, rds, cache, services, spot }: Raw): [string, Source][] {
  const files = { ec2, rds, cache, services };
  const named = Object.entries(files).flatMap(([file, { sources: letters }]) =>
    Object.entries(letters).map(([letter, source]): [string, Source] => {
      const id = `${file}-${letter}`;
      return [id, sourceOf(id, withNames(source, letters), RULE_DATES[id])];
    }),
  );
  const everywhere = entriesOf(services.everyRegion).map(([key, { source, regions, confidence }]): [string, Source] => [
    `every-${key}`,
    sourceOf(
      `every-${key}`,
      withNames({ data: [source, regions].filter(Boolean).join("; "), confidence }, services.sources),
    ),
  ]);
  return [
    ...named,
    ["spot", sourceOf("spot", spot.source)],
    ...everywhere,
    ...Object.entries(further.sources as By<Source>),
  ];
}

function everyRegion({ services: { everyRegion: known } }: Raw): PriceBlock[] {
  const found = entriesOf(known).map(([key, { usd }]) =>
    block("", `every-${key}`, usd === null ? {} : { [ALSO_CALLED[key] ?? key]: usd }),
  );
  const own = Object.entries(further.everyRegion).map(([source, prices]) => block("", source, prices));
  return [...found, ...own].filter(({ prices }) => keys(prices).length > 0);
}

/** Types whose source is not the region's usual one are named by letter. */
function ec2({ ec2: { prices, sourceOf: letters } }: Raw, region: string): PriceBlock[] {
  const { default: usual, ...others } = letters[region] ?? {};
  const letterOf = (type: string) =>
    Object.entries(others).find(([, types]) => types.includes(type))?.[0] ?? String(usual);
  return grouped(prices[region] ?? {}, (type) => `ec2-${letterOf(type)}`).map(([source, own]) =>
    block("ec2:", source, own),
  );
}

function rds({ rds: { prices, onlyInSource2 } }: Raw, region: string): PriceBlock[] {
  const older = new Set(onlyInSource2[region]);
  const sourceOfClass = (name: string) => (older.has(name) ? "rds-2" : "rds-1");
  return [...pairs(prices[region], "rds:postgres:", "rds:postgres-multi-az:")].flatMap(([prefix, own]) =>
    grouped(own, sourceOfClass).map(([source, some]) => block(prefix, source, some)),
  );
}

const cache = ({ cache: { prices } }: Raw, region: string): PriceBlock[] =>
  pairs(prices[region], "cache:redis:", "cache:valkey:").map(([prefix, own]) => block(prefix, "cache-1", own));

function services({ services: { regions, sourceOf: letters } }: Raw, region: string): PriceBlock[] {
  const letterOf = (key: string) => letters.exceptions[region]?.[key] ?? letters.default[key];
  const own = grouped(regions[region] ?? {}, (key) => `services-${letterOf(key)}`).map(([source, prices]) =>
    block("", source, prices),
  );
  const more = region === "us-east-1" ? Object.entries(further["us-east-1"]) : [];
  return [...own, ...more.map(([source, prices]) => block("", source, prices as By<number>))];
}

const block = (prefix: string, source: string, prices: By<number>): PriceBlock => ({ prefix, source, prices });

/** Two prices of each key as two tables; a price that is not known is in neither. */
function pairs(prices: By<Pair> = {}, first: string, second: string): [string, By<number>][] {
  return [first, second].map((prefix, i) => [
    prefix,
    Object.fromEntries(entriesOf(prices).flatMap(([key, pair]) => (pair[i] == null ? [] : [[key, pair[i] as number]]))),
  ]);
}

/** Prices by what their keys have in common, in the order in which that comes up. */
export function grouped(prices: By<number>, sourceOfKey: (key: string) => string): [string, By<number>][] {
  const groups = new Map<string, Record<string, number>>();
  for (const [key, usd] of entriesOf(prices)) {
    const group = sourceOfKey(key);
    groups.set(group, { ...groups.get(group), [key]: usd });
  }
  return [...groups];
}

const keys = (table: By<unknown>): string[] => Object.keys(table);
const entriesOf = <T>(table: By<T>): [string, T][] => Object.entries(table);
const mapped = <T, U>(table: By<T>, convert: (value: T) => U): Record<string, U> =>
  Object.fromEntries(entriesOf(table).map(([key, value]) => [key, convert(value)]));
