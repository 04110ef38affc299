export { chartValues } from "./chart-values";
export { parseStack, pointerTo } from "./parse";
export { readEnvironments } from "./read";
export { known, type Reference, references, targets } from "./references";
export type { Block, Json, Kind, RemoteStateRead, Stack, SynthesizedEnvironment, Values } from "./types";
export { blockIn, blocksIn, entryOf, isGroup, textsOf, toGroup, toList, valueAt } from "./values";
