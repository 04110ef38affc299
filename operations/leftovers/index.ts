export { findLeftovers, type Leftover, type Leftovers } from "./find";
export type { Scene, Thing } from "./leftover";
export { renderText } from "./text";
