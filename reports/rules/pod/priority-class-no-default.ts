import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const priorityClassNoDefault: Rule = {
  id: "priority-class-no-default",
  requirement: "No priority class is that of every pod without one.",
  why: "Add-ons without a class of their own would stand with applications again, or push each other out.",
  controls: { "nist-800-53-r5": ["SC-6"] },
  fix: "Remove `global_default`, and name the class in the pods it is for.",
  severity: "low",
  check: forType(["kubernetes_priority_class_v1", "kubernetes_priority_class"], attribute("global_default", isNotTrue)),
};
