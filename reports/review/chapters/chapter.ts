import type { Markup } from "../../html/markup";
import type { ReviewView } from "../view";

/** One chapter of the card: what it shows of a review, and how both documents show it. */
export interface Chapter<View> {
  /** Fragment of its address. */
  readonly id: string;
  readonly title: string;
  /** What it answers, in one sentence below the title. */
  readonly lead: string;
  /** What it shows; undefined when there is nothing, and the chapter is left out. */
  readonly view: (review: ReviewView) => View | undefined;
  /**
   * For a pull request. Everything from a plan is in code spans.
   * @param most Characters that are left in the comment: a chapter that can be shorter is, and says what it left out.
   */
  readonly markdown: (view: View, most: number) => string;
  readonly html: (view: View) => Markup;
}

/** A chapter of one review, ready to be rendered. */
export interface Written {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly markdown: (most: number) => string;
  readonly html: () => Markup;
}

/** Binds a chapter to what it shows of a review; nothing when there is nothing. */
export type Room = (review: ReviewView) => Written[];

/** Keeps the view of a chapter to itself: others see only what it writes. */
export const chapter =
  <View>({ id, title, lead, view, markdown, html }: Chapter<View>): Room =>
  (review) => {
    const found = view(review);
    return found === undefined
      ? []
      : [{ id, title, lead, markdown: (most) => markdown(found, most), html: () => html(found) }];
  };
