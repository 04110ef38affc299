export type { Subject, ToolName } from "./check";
export { type Diagnosis, diagnose, type Line } from "./diagnosis";
export { renderText } from "./text";
