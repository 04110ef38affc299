import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNot, isTrue } from "../values";

export const releaseUndoneWhenItFails: Rule = {
  id: "release-undone-when-it-fails",
  requirement: "A release that does not become ready is undone.",
  why: "Half of a new version would stay beside half of the old one.",
  controls: { "nist-800-53-r5": ["CP-10"] },
  fix: "Set `atomic` and `wait`.",
  severity: "low",
  check: forType("helm_release", all(attribute("atomic", isTrue), attribute("wait", isNot(false, "false")))),
};
