import pins from "../../pins.json";

/** A chart of a public repository, at one exact version. */
export interface Chart {
  readonly repository: string;
  /** Version of the chart, not of what it installs. */
  readonly version: string;
}

export type ChartName = keyof typeof pins.charts;

/** Every chart this platform installs from a repository, by its name there, as the register of pins has it. */
export const CHARTS = Object.fromEntries(
  Object.entries(pins.charts).map(([name, { repository, version }]) => [name, { repository, version }]),
) as Readonly<Record<ChartName, Chart>>;
