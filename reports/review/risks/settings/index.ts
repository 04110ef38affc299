import { type ResourceChange, UNKNOWN } from "../../../plan";
import { type Json, valueAt } from "../../../synthesized";
import { lastOf } from "../paths";
import { byType, type Risk } from "../row";
import { AVAILABILITY } from "./availability";
import { changedPaths, type Flat, flatten, pairsAt } from "./flat";
import { KAFKA } from "./kafka";
import { LOGGING } from "./logging";
import { PARAMETERS } from "./parameters";
import { PROTECTION } from "./protection";
import { PROTECTION_ANYWHERE } from "./protection-anywhere";
import { PUBLIC } from "./public";
import { RETENTION } from "./retention";
import { DOORS } from "./services/doors";
import { KEPT } from "./services/kept";
import { WATCHED } from "./services/watched";
import type { Setting } from "./setting";
import { SIGN_IN } from "./sign-in";

/** Every setting that is known. */
export const SETTINGS: readonly Setting[] = [
  ...PUBLIC,
  ...PROTECTION,
  ...PROTECTION_ANYWHERE,
  ...LOGGING,
  ...SIGN_IN,
  ...RETENTION,
  ...AVAILABILITY,
  ...DOORS,
  ...WATCHED,
  ...KEPT,
  ...PARAMETERS,
  ...KAFKA,
];

/** Settings by the types they are of, and those of every type by the last name of their path. */
export interface SettingIndex {
  readonly typed: ReadonlyMap<string, readonly (Setting & { readonly types: readonly string[] })[]>;
  readonly named: ReadonlyMap<string, readonly Setting[]>;
}

export function indexSettings(settings: readonly Setting[] = SETTINGS): SettingIndex {
  const typed = settings.filter((one): one is Setting & { types: readonly string[] } => one.types !== undefined);
  const named = settings
    .filter(({ types }) => types === undefined)
    .map((one) => ({ ...one, types: [one.path.split(".").at(-1) ?? ""] }));
  return { typed: byType(typed), named: byType(named) };
}

const INDEX = indexSettings();

/**
 * Settings of a resource that protect less after the change. A value that is known after apply only is refused where it may
 * open something and the configuration sets it; what a provider computes by itself is not.
 * @param isConfigured Whether the configuration sets an argument; undefined when it is not known.
 */
export function settingRisks(
  change: ResourceChange,
  isConfigured: (argument: string) => boolean | undefined = () => undefined,
  { typed, named }: SettingIndex = INDEX,
): Risk[] {
  const { type, before, after } = change;
  if (!after) return [];
  const own = (typed.get(type) ?? []).filter((setting) =>
    isWeakened(setting, valueAt(before, setting.path), valueAt(after, setting.path), change, isConfigured),
  );
  const [old, now] = [flatten(before), flatten(after)];
  const taken = new Set(own.map(({ path }) => path));
  const found = changedPaths(old, now).flatMap((path) =>
    (named.get(lastOf(path)) ?? [])
      .filter((setting) => isEnd(setting.path, path) && !covers(typed.get(type) ?? [], path) && !taken.has(path))
      .filter((setting) => weakens(setting, path, old, now, change, isConfigured))
      .map((setting) => toRisk(setting, path)),
  );
  return [...own.map((setting) => toRisk(setting, setting.path)), ...found];
}

/** Whether a type has a setting of its own for a path, which then decides alone. */
const covers = (own: readonly Setting[], path: string): boolean => own.some((setting) => setting.path === path);

const isEnd = (end: string, path: string): boolean => path === end || path.endsWith(`.${end}`);

const weakens = (
  setting: Setting,
  path: string,
  before: Flat,
  after: Flat,
  change: ResourceChange,
  isConfigured: (argument: string) => boolean | undefined,
): boolean =>
  pairsAt(path, before, after).some(([old, now]) =>
    isWeakened(setting, old, now, change, (argument) => isConfigured(path.split(".")[0] ?? argument)),
  );

function isWeakened(
  { path, isWeaker, alsoNew, refusesUnknown, alsoReplaced, opensUnlessSet, group = "exposure" }: Setting,
  old: Json | undefined,
  now: Json | undefined,
  { before, action }: ResourceChange,
  isConfigured: (argument: string) => boolean | undefined,
): boolean {
  if (!before && !alsoNew) return false;
  if (group !== "exposure" && action !== "update" && !alsoReplaced) return false;
  if (now !== UNKNOWN) return isWeaker(old, now);
  if (group !== "exposure" && ![undefined, false, true].some((value) => isWeaker(old, value))) return false;
  if (opensUnlessSet && before === null) return true;
  const isSet = isConfigured(path.split(".")[0] ?? "");
  // without a configuration nobody can tell what is computed: a new resource computes nearly everything
  return (
    refusesUnknown === true &&
    old !== UNKNOWN &&
    (isSet ?? (before !== null && old !== undefined && !isWeaker(undefined, old)))
  );
}

const toRisk = ({ group = "exposure", what, advice }: Setting, path: string): Risk => ({
  group,
  what,
  advice,
  attributes: [path],
});
