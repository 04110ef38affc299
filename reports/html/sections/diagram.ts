import { type Markup, markup } from "../markup";
import { list } from "../parts";
import { section } from "../section";

/** A drawing, and everything it says in words. */
export interface DiagramView {
  readonly title: string;
  readonly svg: Markup;
  readonly facts: readonly string[];
}

/** A drawing that scrolls by itself, with its text below. */
export const figure = ({ title, svg, facts }: DiagramView): Markup =>
  markup`<figure><div class="scroll" tabindex="0" role="region" aria-label="${title}">${svg}</div>
<figcaption><details><summary>In words</summary>${list(facts)}</details></figcaption></figure>`;

export const diagram = section(
  "diagram",
  "Architecture",
  "What is where, and which traffic is allowed? Drawn from the synthesized resources, not from the environment file.",
  figure,
);
