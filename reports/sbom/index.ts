export { type BillSource, type BillVersion, billOfMaterials } from "./bill";
export type { ChartImage, ListedChart } from "./chart-images";
export { CHART_IMAGES } from "./chart-images";
export type { PackageLock } from "./npm";
export { sha256Of, sha256Sums, sumsOf } from "./sums";
