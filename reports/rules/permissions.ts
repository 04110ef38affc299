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
  const others = siblingsOf(block, context).filter(
    ({ permission: other }) =>
      other.direction === permission.direction && other.group === permission.group && isAlike(other),
  );
  return coverInternet(
    [{ permission, block }, ...others].flatMap(({ permission: one, block: at }) =>
      one.ranges.map((range) => String(argumentValue(range, at, context) ?? "")),
    ),
  );
}

interface Sibling {
  readonly permission: Permission;
  readonly block: Block;
}

const SIBLINGS = new WeakMap<readonly Block[], readonly Sibling[]>();

/** The permissions of a stack, worked out once. */
function siblingsOf(block: Block, context: Context): readonly Sibling[] {
  const resources = resourcesOf(block, context);
  const known = SIBLINGS.get(resources);
  if (known) return known;
  const found = resources.flatMap((one) => permissionsOf(one).map((permission) => ({ permission, block: one })));
  SIBLINGS.set(resources, found);
  return found;
}

const inWords = ({ protocol, from, to, ranges, prefixLists }: Permission): Json => ({
  protocol: protocol ?? null,
  ports: [from ?? null, to ?? null],
  ...(ranges.length > 0 && { ranges }),
  ...(prefixLists.length > 0 && { prefixLists }),
});
