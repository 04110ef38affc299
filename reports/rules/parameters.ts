import { lookUp } from "../built/look-up";
import { toGroup, toList } from "../synthesized";
import type { Test } from "./checks";
import { type Check, judged } from "./rule";

/** A setting in a parameter group must pass the test. */
export const parameter =
  (name: string, test: Test): Check =>
  (block, context) => {
    const { value, pointer } = lookUp(block, "parameter");
    const at = toList(value).findIndex((entry) => toGroup(entry).name === name);
    const found = toGroup(toList(value)[at]).value;
    return judged(test(found, block, context), at < 0 ? pointer : `${pointer}/${at}/value`, found);
  };
