import { isEmpty } from "../../../built/values";
import { type ResourceChange, UNKNOWN } from "../../../plan";
import type { Json } from "../../../synthesized";
import { lastOf } from "../paths";
import type { Risk } from "../row";
import { changedPaths, type Flat, flatten, pairsAt } from "../settings/flat";
import { hasLost } from "../settings/setting";
import { isGuard, onlyAdds } from "./guards";
import { isUntelling, saysOtherwise } from "./untelling";
import { amountOf, isOpenWord, isWeakWord, isWord, switchOf } from "./values";
import { type Telling, tellingOf } from "./words";

type Verdict = Pick<Risk, "group" | "what" | "advice">;

const LOOK_UP = "Look up what it does; approve it when nothing is opened or lost by it.";
const weaker = (what: string): Verdict => ({ group: "exposure", what, advice: LOOK_UP });
const lost = (what: string): Verdict => ({ group: "data loss", what, advice: LOOK_UP });

const VERDICTS = {
  off: weaker("a setting that protects, by its name, is switched off"),
  unkept: lost("a setting that keeps data, by its name, is switched off"),
  on: weaker("a setting that opens something, by its name, is switched on"),
  deletes: lost("a setting that makes something go, by its name, is switched on"),
  shorter: lost("something is kept for a shorter time, by the name of the setting"),
  uncaught: lost("what fails is lost, by the name of the setting"),
  gone: weaker("what protected it, by the name of the setting, is taken away"),
  fewer: weaker("less is protected or recorded, by the name of the list"),
  leftOut: weaker("more is left out, by the name of the list"),
  weak: weaker("its value opens more, or does less against it, by the words of both"),
  guard: weaker("it guards something, and this review does not know what another value does here"),
} as const;

/**
 * What arguments that no table knows say by their names and values: what is called a protection and is switched off, or what
 * is called public and is switched on, is no smaller matter for being unknown. In types that guard something every change
 * counts that does more than add to it.
 * @param isUnread whether no table knows an argument, by its path without positions in lists
 */
export function tellingRisks({ type, before, after }: ResourceChange, isUnread: (path: string) => boolean): Risk[] {
  if (!after || saysOtherwise(type)) return [];
  const [old, now] = [flatten(before), flatten(after)];
  const guards = isGuard(type);
  const found = new Map<Verdict, string[]>();
  for (const path of before ? changedPaths(old, now) : now.keys()) {
    const verdict = before ? verdictAt(guards, path, old, now) : verdictOnNew(path, now);
    if (verdict && !isUntelling(path) && isUnread(path)) found.set(verdict, [...(found.get(verdict) ?? []), path]);
  }
  return [...found].map(([verdict, own]) => ({ ...verdict, detail: own.sort().join(", "), attributes: own }));
}

function verdictAt(guards: boolean, path: string, old: Flat, now: Flat): Verdict | undefined {
  const has = (flat: Flat): number => flat.get(path)?.length ?? 0;
  const told = tellingOf(guards && SWITCHES.test(lastOf(path)) ? `${path}.protected` : path);
  if (!guards && !told.says && !now.get(path)?.some(isWord)) return undefined;
  const pairs = pairsAt(path, old, now).filter(([, is]) => is !== UNKNOWN);
  for (const [was, is] of pairs) {
    const verdict = verdictOf(told, was, is);
    if (verdict) return verdict;
  }
  const isFewer = has(now) > 0 && has(now) < has(old);
  return guards && (isFewer || !onlyAdds(told, pairs)) ? VERDICTS.guard : undefined;
}

/** Names that only say that something is on; what it is says the type. */
const SWITCHES = /^(is_|auto_)?(enabled?|active|activate|automatic|status|state|auto_enable\w*|\w*_status)$/;

function verdictOf(told: Telling, was: Json | undefined, is: Json | undefined): Verdict | undefined {
  const [before, after] = [switchOf(was), switchOf(is)];
  const isSwitched = after !== before && (before === true || after === true || (after === false && !isEmpty(was)));
  if (isSwitched && (after !== undefined || isEmpty(is)) && (after === false || before !== undefined || isEmpty(was)))
    return switched(told, after === true);
  if (told.catches && !isEmpty(was) && isEmpty(is)) return VERDICTS.uncaught;
  if (isWeakWord(was, is)) return VERDICTS.weak;
  const [few, many] = [amountOf(is ?? 0), amountOf(was)];
  if (told.lasts && !isEmpty(was) && many > 0 && few < many) return VERDICTS.shorter;
  if (Array.isArray(was) && told.counts && !told.negates && hasLost(was, is)) return VERDICTS.fewer;
  if (Array.isArray(is) && told.negates && hasLost(is, was ?? [])) return VERDICTS.leftOut;
  return told.keeps && !told.keepsData && !told.negates && !isEmpty(was) && isEmpty(is) ? VERDICTS.gone : undefined;
}

/** What a switch does, by the words of its name: what keeps goes before what opens, as in `block_public_access`. */
function switched({ keeps, keepsData, opens, deletes, negates }: Telling, isOn: boolean): Verdict | undefined {
  if (keeps) return isOn === negates ? (keepsData ? VERDICTS.unkept : VERDICTS.off) : undefined;
  if (deletes) return isOn !== negates ? VERDICTS.deletes : undefined;
  return opens && isOn !== negates ? VERDICTS.on : undefined;
}

/** Of what is new counts only what lets everybody in. */
function verdictOnNew(path: string, now: Flat): Verdict | undefined {
  const values = now.get(path) ?? [];
  const told = tellingOf(path);
  if (told.opensAll && !told.keeps && !told.negates && values.some((value) => switchOf(value) === true))
    return VERDICTS.on;
  return values.some((value) => isOpenWord(value) || (told.signsIn && /^(none|no_auth\w*)$/i.test(String(value))))
    ? VERDICTS.weak
    : undefined;
}
