export { parseStack, pointerTo } from "./parse";
export { readEnvironments } from "./read";
export { known, type Reference, references, targets } from "./references";
export type { Block, Json, Kind, RemoteStateRead, Stack, SynthesizedEnvironment, Values } from "./types";
