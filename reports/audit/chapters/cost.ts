import { bars } from "../../html/bars";
import { type Markup, markup } from "../../html/markup";
import { linkToResource, list, number, table } from "../../html/parts";
import { chapter } from "./chapter";
import { type CostView, costView } from "./cost-view";

export const cost = chapter({
  id: "cost",
  title: "Cost",
  lead: "What does it cost a month, and what would each switch change?",
  view: ({ cost: found }) => costView(found),
  render: (view) => {
    const { total, firstMonth, budgets, priceDate, notices, stacks, unknown, assumptions, unpricedKinds } = view;
    return markup`<p class="total"><strong>${total}</strong> a month, with prices of ${priceDate}; ${firstMonth} in the first month${budgets.map((budget) => `; ${budget}`)}.</p>
${notices.length > 0 && list(notices)}
${charts(view)}
${unknown.length > 0 && markup`<h3>Without a price</h3>${list(unknown)}`}
${stacks.map(stackCost)}
${switches(view)}
<h3>Assumptions</h3>
${list(assumptions)}
<h3>Not in the estimate</h3>
${leftOut(view)}
${list(unpricedKinds)}
${comparison(view)}
${prices(view)}`;
  },
});

const charts = ({ charts: { stacks, kinds } }: CostView): Markup =>
  markup`${kinds.length > 0 && bars("A month by kind", kinds)}
${stacks.length > 0 && bars("A month by stack, in the colours of the kinds", stacks)}`;

const stackCost = ({ name, total, lines }: CostView["stacks"][number]): Markup =>
  markup`<details class="item"><summary><span class="name">${name}</span> <span class="aside">${total}</span></summary>${table(
    `Cost of ${name}`,
    ["What", "Of", "Quantity", "Price", "Whose price, of when, how sure", "A month"],
    lines.map((line) => [
      line.what,
      linkToResource(line.stack, line.address),
      number(line.quantity),
      line.price,
      markup`<span class="aside">${line.about}</span>`,
      number(line.monthly),
    ]),
  )}</details>\n`;

const switches = ({ switches: found }: CostView): Markup | false =>
  found.length > 0 &&
  table(
    "The price of each switch, what changes most first",
    ["Instead", "Change"],
    found.map(({ what, change }) => [what, number(change)]),
  );

const leftOut = ({ leftOut: found }: CostView): Markup | false =>
  found.length > 0 &&
  table(
    "What comes on top, at a stated use",
    ["What", "Use", "A month"],
    found.map(({ what, use, monthly }) => [what, use, number(monthly)]),
  );

const prices = ({ prices: found }: CostView): Markup | false =>
  found.length > 0 &&
  markup`<details class="item"><summary><span class="name">Prices</span> <span class="aside">${String(found.length)} with their sources</span></summary>${table(
    "Every price in this estimate",
    ["What", "Price", "Whose, of when, how sure", "Source"],
    found.map(({ what, price, about, source }) => [what, price, about, markup`<span class="aside">${source}</span>`]),
  )}</details>`;

const comparison = ({ comparison: found }: CostView): Markup | undefined =>
  found &&
  table(
    found.title,
    ["What", "As described", "Here", "Why they differ"],
    found.rows.map(({ what, described, computed, why }) => [what, number(described), number(computed), why]),
  );
