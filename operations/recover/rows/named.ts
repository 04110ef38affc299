import { ifThere } from "../../aws";
import { type Ask, type Candidate, type Item, itemsOf, type Row, tagsOf, textOf } from "../row";

/** What is found by a name that AWS gives once. */
export interface Named {
  /** Argument that holds the name. */
  readonly argument: string;
  /** Call of the CLI, the list in its answer, and the field with the name; `NAME` and `ACCOUNT` in its arguments are filled in. */
  readonly list: readonly [service: string, operation: string, key: string, field: string, ...args: string[]];
  /** Import id. @default the name */
  readonly id?: (item: Item, ask: Ask) => string;
  /** Attributes besides `id` and the argument. @default none */
  readonly attributes?: (item: Item, ask: Ask) => Readonly<Record<string, string>>;
  /** Field that says when it was made. @default not known */
  readonly created?: string;
  /** Whether one of this name counts. @default all do */
  readonly counts?: (item: Item, ask: Ask) => boolean;
}

/** A row for what is found by its name. */
export const named = ({ argument, list, id, attributes, created, counts = () => true }: Named): Row => ({
  by: `its name, the argument ${argument}`,
  isGivenId: id !== undefined,
  find: async (ask) => {
    const name = ask.text(argument);
    if (name === undefined) return [];
    const [service, operation, key, field, ...args] = list;
    const filled = args.map((arg) => arg.replace("NAME", name).replace("ACCOUNT", ask.account));
    const answer = await ifThere(ask.aws<Item>(service, operation, ...filled));
    return itemsOf(answer ?? {}, key)
      .filter((item) => textOf(item, field) === name && counts(item, ask))
      .map((item): Candidate => {
        const found = id?.(item, ask) ?? name;
        return {
          id: found,
          attributes: { id: found, [argument]: name, ...attributes?.(item, ask) },
          created: created === undefined ? undefined : textOf(item, created),
          tags: tagsOf(item.Tags ?? item.tags ?? item.TagList ?? []),
        };
      });
  },
});

/** What is found below a parent by arguments alone: the id is made of them, and a call says whether it is there. */
export interface Below {
  /** Arguments that must be known, parents first. */
  readonly from: readonly string[];
  /** Import id from the values of the arguments, in their order. */
  readonly id: (...values: string[]) => string;
  /** Asks whether it is there; anything but undefined and an empty list is a yes. */
  readonly isThere: (ask: Ask, ...values: string[]) => Promise<unknown>;
  readonly attributes?: (ask: Ask, ...values: string[]) => Readonly<Record<string, string>>;
}

/** A row for what is found below a parent. */
export const below = ({ from, id, isThere, attributes }: Below): Row => ({
  by: `what it belongs to: ${from.join(", ")}`,
  find: async (ask) => {
    const values = from.map((argument) => ask.text(argument));
    if (!values.every((value) => value !== undefined)) return [];
    const there = await ifThere(isThere(ask, ...values));
    if (there === undefined || there === false || (Array.isArray(there) && there.length === 0)) return [];
    const found = id(...values);
    const known = Object.fromEntries(from.map((argument, i) => [argument, values[i] as string]));
    return [{ id: found, attributes: { id: found, ...known, ...attributes?.(ask, ...values) } }];
  },
});
