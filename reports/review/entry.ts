import type { Difference } from "../built/differences";
import type { Difference as CostDifference } from "../cost/difference";
import type { ResourceChange } from "../plan";
import type { Group } from "./groups";
import type { Risk } from "./risks";

/** Something that a provider does when the plan is applied, in the place of a resource. */
export interface Invoked {
  readonly address: string;
  readonly configAddress: string;
  readonly type: string;
  readonly action: "invoke";
  readonly deposed?: undefined;
  readonly previousAddress?: undefined;
  readonly isImported: false;
  readonly importId?: undefined;
  readonly reason?: undefined;
}

/** One change in one group. A change with several risks is in several groups. */
export interface Entry {
  readonly group: Group;
  readonly change: ResourceChange | Invoked;
  /** What happens; empty in routine. */
  readonly what: readonly Pick<Risk, "what" | "detail">[];
  /** What to do about it. */
  readonly advice: readonly string[];
  /** What of the change matters here. */
  readonly differences: readonly Difference[];
  /** Policies that change, as they will be: JSON on several lines. */
  readonly documents: readonly { readonly path: string; readonly text: string }[];
  /** Other attributes that change and are not shown. */
  readonly others: number;
  /** Somebody must approve it. */
  readonly isGated: boolean;
  /** Why it waits for a later plan. */
  readonly deferred?: string;
  /** Somebody did it by hand, and the plan leaves it. @default false */
  readonly isDrift?: boolean;
  /** What a month costs more or less. Only in cost. */
  readonly monthly?: CostDifference;
}
