import { PERMISSION_TYPES, type Permission, permissionsOf } from "../built/permissions";
import { coverInternet } from "../built/ranges";
import type { Block, Json } from "../synthesized";
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
 */
export function opensToEverybody(
  permission: Permission,
  block: Block,
  context: Context,
  isAlike: (other: Permission) => boolean = (other) => other.from === permission.from && other.to === permission.to,
): boolean {
  if (permission.prefixLists.length > 0) return true;
  if (permission.ranges.length === 0) return false;
  const others = siblingsOf(block, context).get(groupOf(permission)) ?? [];
  const alike = others.filter(({ permission: other }) => isAlike(other)).flatMap(({ ranges }) => ranges);
  return coverInternet([...new Set([...rangesOf(permission, block, context), ...alike])]);
}

/** A permission with its ranges as they are. */
interface Sibling {
  readonly permission: Permission;
  readonly ranges: readonly string[];
}

const SIBLINGS = new WeakMap<readonly Block[], ReadonlyMap<string, readonly Sibling[]>>();

/** The permissions of a stack by group and direction, worked out once. */
function siblingsOf(block: Block, context: Context): ReadonlyMap<string, readonly Sibling[]> {
  const resources = resourcesOf(block, context);
  const known = SIBLINGS.get(resources);
  if (known) return known;
  const found = new Map<string, Sibling[]>();
  for (const one of resources)
    for (const permission of permissionsOf(one)) {
      const all = found.get(groupOf(permission)) ?? [];
      found.set(groupOf(permission), all);
      all.push({ permission, ranges: rangesOf(permission, one, context) });
    }
  SIBLINGS.set(resources, found);
  return found;
}

const groupOf = ({ direction, group }: Permission): string => `${direction} ${group}`;

const rangesOf = ({ ranges }: Permission, block: Block, context: Context): string[] =>
  ranges.map((range) => String(argumentValue(range, block, context) ?? ""));

const inWords = ({ protocol, from, to, ranges, prefixLists }: Permission): Json => ({
  protocol: protocol ?? null,
  ports: [from ?? null, to ?? null],
  ...(ranges.length > 0 && { ranges }),
  ...(prefixLists.length > 0 && { prefixLists }),
});
