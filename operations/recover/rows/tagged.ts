import { type Ask, type Candidate, type Item, itemsOf, type Row, tagsOf, textOf } from "../row";

/** What is found by the tags that the project gives to everything, and by where it is. */
export interface Tagged {
  readonly operation: string;
  readonly key: string;
  readonly field: string;
  /** Filters of EC2 from arguments: a filter without a value, because its parent does not exist, finds nothing. */
  readonly filters?: Readonly<Record<string, string>>;
  /** Fields that must be what arguments say. Compared here, so that all of one type are asked for with one call. */
  readonly match?: Readonly<Record<string, string>>;
  /** Whether one with these tags counts, for example because it is not being deleted. @default all do */
  readonly counts?: (item: Item, ask: Ask) => boolean;
  readonly attributes?: (item: Item, ask: Ask) => Readonly<Record<string, string>>;
  readonly created?: string;
  /** Whether tags are asked for. What AWS tags as a whole, like an association, has none. @default true */
  readonly isTagged?: boolean;
  /** What uses one of several, by what else AWS says of it, in a few words. @default nothing is said */
  readonly uses?: (item: Item) => readonly string[];
  readonly hangs?: (ask: Ask, id: string) => Promise<readonly string[]>;
}

/** A row for what is found by tags. */
export const tagged = ({
  operation,
  key,
  field,
  filters = {},
  match = {},
  isTagged = true,
  hangs,
  ...row
}: Tagged): Row => ({
  ...(hangs && { hangs }),
  isGivenId: true,
  by: [
    ...(isTagged ? ["its tags Platform, Stack and Name"] : []),
    ...[...Object.values(filters), ...Object.values(match)].map((argument) => `the argument ${argument}`),
  ].join(" and "),
  find: async (ask) => {
    const wanted = Object.entries(filters).map(([name, argument]) => [name, ask.text(argument)] as const);
    if (wanted.some(([, value]) => value === undefined)) return [];
    const name = isTagged ? ask.text("tags.Name") : undefined;
    const all = [
      ...wanted,
      ...Object.entries(isTagged ? ask.tags : {}).map(([tag, value]) => [`tag:${tag}`, value] as const),
    ];
    const answer = await ask.aws<Item>(
      "ec2",
      operation,
      filterOption(operation),
      ...all.map(([filter, value]) => `Name=${filter},Values=${value}`),
    );
    return listOf(answer, key)
      .filter((item) => name === undefined || tagsOf(item.Tags ?? []).Name === name)
      .filter((item) => Object.entries(match).every(([it, argument]) => textOf(item, it) === ask.text(argument)))
      .filter((item) => row.counts?.(item, ask) ?? true)
      .map((item): Candidate => {
        const id = textOf(item, field);
        return {
          id,
          attributes: { id, ...row.attributes?.(item, ask) },
          created: row.created === undefined ? undefined : textOf(item, row.created),
          tags: tagsOf(item.Tags ?? []),
          ...(row.uses && { hangs: row.uses(item) }),
        };
      });
  },
});

/** The CLI's option is in the singular for NAT gateways. */
export const filterOption = (operation: string): string =>
  operation === "describe-nat-gateways" ? "--filter" : "--filters";

/** EC2 answers instances inside of reservations. */
const listOf = (answer: Item, key: string): readonly Item[] =>
  key === "Reservations" ? itemsOf(answer, key).flatMap((one) => itemsOf(one, "Instances")) : itemsOf(answer, key);

/** The ARN of something of EC2, which the answers do not have. */
export const arnOf =
  (kind: string, field: string) =>
  (item: Item, { region, account }: Ask) => ({
    arn: `arn:aws:ec2:${region}:${account}:${kind}/${textOf(item, field)}`,
  });

/** Whether a field says none of these. */
export const isNot =
  (field: string, ...states: readonly string[]) =>
  (item: Item) =>
    !states.includes(textOf(item, field));
