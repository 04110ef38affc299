import type { Markup } from "../../html/markup";
import type { Figure } from "../../html/parts";
import type { Audited } from "../report";

/** What the chapters are made from: what was found, and the drawings, which are files of their own too. */
export interface Source extends Audited {
  readonly drawings: { readonly architecture: Figure; readonly stacks: Figure };
}

/** One chapter of the report: what it shows, how that is made, and how it is rendered. */
export interface Chapter<Id extends string, View> {
  /** Fragment of its address, and key of its data. */
  readonly id: Id;
  readonly title: string;
  /** What it answers, in one sentence below the title. */
  readonly lead: string;
  /** Whether it only proves what others say, so that the summary on paper goes without it. @default false */
  readonly isEvidence?: boolean;
  /** What it shows; undefined when there is nothing, and the chapter is left out. */
  readonly view: (source: Source) => View | undefined | Promise<View | undefined>;
  readonly render: (view: View) => Markup;
}

/** Keeps the id and the view of a chapter in its type. */
export const chapter = <const Id extends string, View>(it: Chapter<Id, View>): Chapter<Id, View> => it;
