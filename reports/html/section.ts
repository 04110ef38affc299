import type { Markup } from "./markup";
import type { ControlsView } from "./sections/controls";
import type { CostView } from "./sections/cost";
import type { DiagramView } from "./sections/diagram";
import type { EncryptionView } from "./sections/encryption";
import type { HashesView } from "./sections/hashes";
import type { IdentitiesView } from "./sections/identities";
import type { ReachabilityView } from "./sections/reachability";
import type { ResourcesView } from "./sections/resources";
import type { StacksView } from "./sections/stacks";
import type { SummaryView } from "./sections/summary";
import type { VersionsView } from "./sections/versions";
import type { WaiversView } from "./sections/waivers";

/** What a report shows, section by section. A section without data is left out, and so is its entry in the contents. */
export interface ReportData {
  readonly summary: SummaryView;
  readonly diagram?: DiagramView;
  readonly stacks?: StacksView;
  readonly resources?: ResourcesView;
  readonly controls?: ControlsView;
  readonly reachability?: ReachabilityView;
  readonly identities?: IdentitiesView;
  readonly encryption?: EncryptionView;
  readonly versions?: VersionsView;
  readonly cost?: CostView;
  readonly waivers?: WaiversView;
  readonly hashes?: HashesView;
}

/** One chapter of the report. */
export interface Section {
  /** Fragment of its address, and key of its data. */
  readonly id: keyof ReportData;
  readonly title: string;
  /** What it answers, in one sentence below the title. */
  readonly lead: string;
  /** Undefined when the report has no data for it. */
  readonly render: (data: ReportData) => Markup | undefined;
}

/** A section that is shown when the report has its data. */
export const section = <K extends keyof ReportData>(
  id: K,
  title: string,
  lead: string,
  render: (view: NonNullable<ReportData[K]>) => Markup,
): Section => ({
  id,
  title,
  lead,
  render: (data) => {
    const view = data[id];
    return view === undefined ? undefined : render(view as NonNullable<ReportData[K]>);
  },
});
