import type { Difference } from "../built/differences";
import type { Action, CheckResult } from "../plan";
import type { CostDifference } from "./cost";
import type { CardCost } from "./cost-view";
import type { OutputRead } from "./downstream";
import type { Fact } from "./facts";
import type { Verdict } from "./gate";
import type { Group } from "./groups";
import type { NewFailure } from "./policy";

/** One change in one group, ready to be written. Texts are on one line; the writer of each format escapes them. */
export interface CardEntry {
  readonly group: Group;
  readonly stack: string;
  readonly address: string;
  /** Key of the leftover object that is meant, and not the resource itself. */
  readonly deposed?: string;
  readonly previousAddress?: string;
  /** `invoke` is an action of a provider, `drift` what somebody changed by hand and the plan leaves. */
  readonly action: Action | "invoke" | "drift";
  readonly isImported: boolean;
  /** What of AWS is taken over. */
  readonly importId?: string;
  /** Why Terraform puts it off to a later plan, in words. */
  readonly deferred?: string;
  /** Somebody must approve it. */
  readonly isGated: boolean;
  readonly constructPath?: string;
  /** `modules/data/database.ts:48` */
  readonly source?: string;
  /** Address of that line, where the repository is known. */
  readonly link?: string;
  /** Why it is replaced or deleted, in words of ours; empty when Terraform does not say. */
  readonly reason: string;
  /** Words of ours, and what the plan says about it. */
  readonly what: readonly { readonly what: string; readonly detail?: string }[];
  readonly advice: readonly string[];
  readonly differences: readonly Pick<Difference, "path" | "before" | "after" | "forcesReplacement">[];
  /** Policies that change, as they will be. */
  readonly documents: readonly { readonly path: string; readonly text: string }[];
  /** Attributes that change too and are not shown. */
  readonly others: number;
  /** USD per month more or less; null when a side has something without a price. Only in cost. */
  readonly monthly?: number | null;
  /** The same in words, which say what is not known and which prices are borrowed. Only in cost. */
  readonly monthlyText?: string;
}

/** Something changed outside of Terraform. */
export interface CardDrift {
  readonly stack: string;
  readonly address: string;
  readonly isGone: boolean;
  readonly outcome: string;
  /** What it opened or gave up. */
  readonly what: readonly string[];
  readonly differences: readonly Pick<Difference, "path" | "before" | "after">[];
}

/** A rule that is newly broken, and whether that refuses the plan. */
export interface CardFailure extends NewFailure {
  readonly isRefused: boolean;
}

/** How many resources a plan touches. */
export interface StackSummary {
  readonly stack: string;
  /** Exists already, and is taken over: as it is, or changed, and then counted there too. */
  readonly adopt: number;
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  /** Left as they are, without Terraform. */
  readonly forget: number;
  readonly unchanged: number;
  readonly drift: number;
  /** False: another plan must follow. */
  readonly isComplete: boolean;
}

/** Everything a review card says; the content of `--json`. */
export interface ReviewView {
  /** Day the approvals and versions were judged by, `yyyy-mm-dd`. */
  readonly date: string;
  /** Where the plans would be applied, and by what. */
  readonly facts: readonly Fact[];
  readonly stacks: readonly StackSummary[];
  readonly verdict: Verdict;
  /** Outputs that another stack reads and that would be gone make the card refused, whatever was approved. */
  readonly isRefused: boolean;
  /** By group, most dangerous first; within one in the order of the plans. */
  readonly entries: readonly CardEntry[];
  /** USD per month more or less, by the price book; null when a side has something without a price. */
  readonly monthly: number | null;
  /** The same with what is known of it, and what a month costs on both sides. */
  readonly cost: CardCost;
  /** Charges whose price is not known, of the side that has them. */
  readonly unpriced: CostDifference["unpriced"];
  /** Why these are no plans that anybody can judge, a sentence each: they contradict themselves. No approval helps. */
  readonly problems: readonly string[];
  /** Checks of the configuration that do not hold. */
  readonly checks: readonly (CheckResult & { readonly stack: string })[];
  readonly outputs: readonly OutputRead[];
  readonly failures: readonly CardFailure[];
  readonly drift: readonly CardDrift[];
  /** Resources of which only values changed that AWS fills in by itself, or that show what another stack declares. */
  readonly quietDrift: number;
  /** What a reader should know besides. */
  readonly notes: readonly string[];
}
