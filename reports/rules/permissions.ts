import { PERMISSION_TYPES, type Permission, permissionsOf } from "../built/permissions";
import { includesPort } from "../built/ports";
import { coverInternet } from "../built/ranges";
import { type Block, grouped, type Json } from "../synthesized";
import { argumentValue, forType, resourcesOf } from "./checks";
import { type Check, type Context, judged, NOT_APPLICABLE } from "./rule";

type About = (permission: Permission, block: Block, context: Context) => boolean;

/** Whether a permission is for addresses, and not for a group. */
export const isForAddresses: About = ({ ranges, prefixLists }) => ranges.length > 0 || prefixLists.length > 0;

/**
 * Every permission of a block in one direction must pass, whether it is a resource of its own or written inside of a
 * group; the outcome is the first that does not. A block without any is not applicable.
 * @param isConcerned Which permissions the rule is about. @default all of that direction
 */
export const everyPermission = (
  direction: Permission["direction"],
  isFine: About,
  isConcerned: About = () => true,
): Check =>
  forType(PERMISSION_TYPES, (block, context) => {
    const own = permissionsOf(block).filter(
      (permission) => permission.direction === direction && isConcerned(permission, block, context),
    );
    const wrong = own.find((permission) => !isFine(permission, block, context));
    const shown = wrong ?? own[0];
    return shown ? judged(!wrong, shown.pointer, inWords(shown)) : NOT_APPLICABLE;
  });

/**
 * Whether a permission lets everybody in, alone or with the others of its group that cover what it covers. Lists of
 * ranges that are kept elsewhere may hold any.
 * @param port The port that is asked about: others count when they include it. @default others count when they are for the same ports
 */
export function opensToEverybody(permission: Permission, block: Block, context: Context, port?: number): boolean {
  if (permission.prefixLists.length > 0) return true;
  if (permission.ranges.length === 0) return false;
  const group = siblingsOf(resourcesOf(block, context), context).get(groupOf(permission));
  if (!group) return coverInternet(rangesOf(permission, block, context));
  return port === undefined ? group.covers(portsOf(permission)) : group.coversPort(port);
}

/** The permissions of a group in one direction, and what they cover together; each question is worked out once. */
interface Siblings {
  /** Whether those for the same ports let everybody in. */
  readonly covers: (ports: string) => boolean;
  /** Whether those that include a port let everybody in. */
  readonly coversPort: (port: number) => boolean;
}

const SIBLINGS = new WeakMap<readonly Block[], ReadonlyMap<string, Siblings>>();

/** The permissions of a stack by group and direction. */
function siblingsOf(resources: readonly Block[], context: Context): ReadonlyMap<string, Siblings> {
  const known = SIBLINGS.get(resources);
  if (known) return known;
  const all = resources.flatMap((one) =>
    permissionsOf(one).map(
      (permission) => [groupOf(permission), { permission, ranges: rangesOf(permission, one, context) }] as const,
    ),
  );
  const found = new Map([...grouped(all)].map(([group, members]) => [group, together(members)] as const));
  SIBLINGS.set(resources, found);
  return found;
}

function together(
  members: readonly { readonly permission: Permission; readonly ranges: readonly string[] }[],
): Siblings {
  const byPorts = grouped(members.map((member) => [portsOf(member.permission), member.ranges] as const));
  const isOpen = (ranges: readonly (readonly string[])[]) => coverInternet([...new Set(ranges.flat())]);
  return {
    covers: answeredOnce((ports: string) => isOpen(byPorts.get(ports) ?? [])),
    coversPort: answeredOnce((port: number) =>
      isOpen(members.filter(({ permission }) => includesPort(permission, port)).map(({ ranges }) => ranges)),
    ),
  };
}

function answeredOnce<Of, Answer>(answer: (of: Of) => Answer): (of: Of) => Answer {
  const answers = new Map<Of, Answer>();
  return (of) => {
    if (!answers.has(of)) answers.set(of, answer(of));
    return answers.get(of) as Answer;
  };
}

const portsOf = ({ from, to }: Permission): string => `${from} ${to}`;
const groupOf = ({ direction, group }: Permission): string => `${direction} ${group}`;

const rangesOf = ({ ranges }: Permission, block: Block, context: Context): string[] =>
  ranges.map((range) => String(argumentValue(range, block, context) ?? ""));

const inWords = ({ protocol, from, to, ranges, prefixLists }: Permission): Json => ({
  protocol: protocol ?? null,
  ports: [from ?? null, to ?? null],
  ...(ranges.length > 0 && { ranges }),
  ...(prefixLists.length > 0 && { prefixLists }),
});
