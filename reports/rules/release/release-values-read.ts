import { lookUp } from "../../built/look-up";
import { isReadable } from "../../built/releases";
import { toList } from "../../synthesized";
import { forType } from "../checks";
import { judged, type Rule } from "../rule";

export const releaseValuesRead: Rule = {
  id: "release-values-read",
  requirement: "The values of a chart are YAML that can be read here.",
  why: "What a chart is told decides what it makes; values that nobody read are values that nobody judged.",
  controls: { "nist-800-53-r5": ["CM-6"] },
  fix: "Write the values as YAML or JSON, with expressions for single values alone.",
  severity: "high",
  check: forType("helm_release", (block) => {
    const { value, pointer } = lookUp(block, "values");
    const wrong = toList(value).findIndex((text) => !isReadable(text));
    return judged(wrong < 0, wrong < 0 ? pointer : `${pointer}/${wrong}`, wrong < 0 ? null : toList(value)[wrong]);
  }),
};
