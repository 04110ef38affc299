import type { Block } from "../../reports/synthesized";
import type { Aws } from "../aws";
import type { Kubernetes } from "../kubernetes";

/** Something that exists and may be what a block declares. */
export interface Candidate {
  /** What Terraform's `import` block wants as `id`. */
  readonly id: string;
  /** What AWS or Kubernetes says of it, by Terraform's names of the attributes: what is below it is found through these. */
  readonly attributes: Readonly<Record<string, string>>;
  /** When it was made, as AWS says it. @default not known */
  readonly created?: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  /** What is in it or uses it, in a few words; only of one among several. @default not asked */
  readonly hangs?: readonly string[];
}

/** Whom a search may ask, and what is searched for. */
export interface Ask {
  readonly block: Block;
  /** The text of an argument with its expressions resolved; undefined when it depends on what does not exist. */
  readonly text: (path: string) => string | undefined;
  readonly aws: Aws;
  readonly kubernetes: Kubernetes;
  readonly account: string;
  readonly region: string;
  /** Tags that everything of this stack has. */
  readonly tags: Readonly<Record<string, string>>;
}

/** How a type of resource is found again. */
export type Row = Findable | NotFindable;

interface Findable {
  /** By what it is recognized, in a few words. */
  readonly by: string;
  /** Whether AWS makes up its id, so that another one can exist beside the one that a state holds. @default its id is its name */
  readonly isGivenId?: boolean;
  /** What exists and fits. More than one is never guessed among. */
  readonly find: (ask: Ask) => Promise<readonly Candidate[]>;
  /** What is in one of several, or uses it: whoever must choose among them wants to know. @default nothing is asked */
  readonly hangs?: (ask: Ask, id: string) => Promise<readonly string[]>;
}

interface NotFindable {
  /** Why it cannot be found or imported, and what happens instead: one sentence. */
  readonly cannot: string;
}

/** An item of an answer of AWS. */
export type Item = Readonly<Record<string, unknown>>;

export const textOf = (item: Item, field: string): string => String(item[field] ?? "");

/** A list in an answer; of what is a list of texts each as `{ "": text }`. */
export const itemsOf = (answer: Item, key: string): readonly Item[] =>
  ((answer[key] ?? []) as readonly (Item | string)[]).map((item) => (typeof item === "string" ? { "": item } : item));

/** Tags as AWS answers them, `[{ Key, Value }]` or `{ key: value }`, by their key. */
export function tagsOf(written: unknown): Record<string, string> {
  if (!Array.isArray(written)) return { ...(written as Record<string, string> | undefined) };
  return Object.fromEntries(
    (written as readonly Item[]).map((tag) => [String(tag.Key ?? tag.key), String(tag.Value ?? tag.value ?? "")]),
  );
}

/** What Terraform adds to the beginning of a name: the moment, and a counter in hexadecimal digits (`id.PrefixedUniqueId`). */
const UNIQUE = /^\d{18}[0-9a-f]{8}$/;

/** Whether Terraform made a name from a beginning, and not from one that goes on otherwise. */
export const isMadeFrom = (name: string, prefix: string): boolean =>
  name.startsWith(prefix) && UNIQUE.test(name.slice(prefix.length));

/** Whether something has all of these tags. */
export const hasTags = (tags: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([key, value]) => tags[key] === value);
