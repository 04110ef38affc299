import { type ResourceChange, UNKNOWN } from "../../plan";
import { valueAt } from "../../synthesized";

import type { Risk } from "./row";
import { PROTECTION } from "./settings-protection";
import { PUBLIC } from "./settings-public";

/** Settings of a resource that protect less after the change. */
export const settingRisks = ({ type, before, after }: ResourceChange): Risk[] =>
  [...PUBLIC, ...PROTECTION]
    .filter(({ types, path, isWeaker, alsoNew }) => {
      const now = valueAt(after, path);
      const isJudged = types.includes(type) && after && now !== UNKNOWN && (before || alsoNew);
      return isJudged && isWeaker(valueAt(before, path), now);
    })
    .map(({ path, what, advice }) => ({ group: "exposure", what, advice, attributes: [path] }));
