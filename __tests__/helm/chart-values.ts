import { isGroup, type Json } from "../../reports/synthesized";

/** Where charts take whatever somebody else takes: security contexts of pods, arguments and files of settings. */
const PASSED_ON = /(^|\.)(\w*[sS]ecurityContext|config|scrapeConfigs|extraArgs|grafana\.ini)$/;

/**
 * Paths of keys in given values that a chart does not know. Where it ships an empty map, nothing or a list, anything may be
 * written; a key that it ships in a comment is one too.
 * @param commented whether the chart's file of values has the key in a comment
 */
export function unknownKeys(
  given: Json,
  known: Json | undefined,
  commented: (key: string) => boolean = () => false,
  path = "",
): string[] {
  if (PASSED_ON.test(path) || !isGroup(given) || !isGroup(known) || Object.keys(known).length === 0) return [];
  return Object.entries(given).flatMap(([key, value]) => {
    const here = path === "" ? key : `${path}.${key}`;
    if (Object.hasOwn(known, key)) return unknownKeys(value, known[key], commented, here);
    return commented(key) ? [] : [here];
  });
}
