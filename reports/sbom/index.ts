export { billOfMaterials } from "./bill";
export type { PackageLock } from "./npm";
export { sha256Sums } from "./sums";
