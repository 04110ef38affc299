import { type Content, type Markup, markup } from "../../html/markup";
import { code } from "../../html/parts";

/** An address with its stack below, in a table of the page. */
export const where = (address: string, stack: string): Markup =>
  markup`${code(address)}<br><span class="aside">${stack}</span>`;

/** A value before and after, in a table of the page. */
export const fromTo = (before: string, after: string): Content => [code(before), " → ", code(after)];
