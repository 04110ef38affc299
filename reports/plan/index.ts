export { isQuiet } from "./quiet";
export { parsePlan } from "./read";
export { isSavedPlan, MOST_BYTES } from "./text";
export {
  type Action,
  type AttributePath,
  type CheckResult,
  type Configured,
  type Deferred,
  type Invocation,
  type OutputChange,
  type Plan,
  type ResourceChange,
  SENSITIVE,
  SENSITIVE_CHANGED,
  UNKNOWN,
} from "./types";
