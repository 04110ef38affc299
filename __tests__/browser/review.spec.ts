import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { renderPage } from "../../reports/review";
import { type Change, card, plan, realPlan } from "../reports/review-fixture";
import { type Opened, open, openBrowser } from "./browser";
import { faintTexts } from "./contrast";

const folder = mkdtempSync(join(tmpdir(), "browser-"));
const HOSTILE = `"'><img src=x onerror=alert(1)><script>alert(2)</script></title></style>`;

/** A change of every kind with something hostile wherever a plan can have a text. */
const hostile = (actions: readonly string[], i: number): Change => ({
  type: i % 2 === 0 ? "aws_db_instance" : "aws_iam_role",
  name: `main_${i}`,
  index: HOSTILE,
  actions,
  before: { name: HOSTILE, policy: JSON.stringify({ [HOSTILE]: 1 }) },
  after: { name: `${HOSTILE}2`, policy: JSON.stringify({ [HOSTILE]: 2 }) },
});
const many = Array.from(
  { length: 40 },
  (_, i): Change => ({
    type: "aws_cloudwatch_log_group",
    name: `group_${i}`,
    before: { retention_in_days: 1 },
    after: { retention_in_days: 7 },
  }),
);

const PAGES = {
  replaced: card(realPlan("data-replace")),
  drifted: card(realPlan("network-drift")),
  hostile: card(plan([["update"], ["create"], ["delete"], ["delete", "create"]].map(hostile))),
  many: card(plan(many)),
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  for (const [name, view] of Object.entries(PAGES)) writeFileSync(join(folder, `${name}.html`), renderPage(view));
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const opened: Opened[] = [];
const view = async (name: string, options = {}): Promise<Opened> => {
  const found = await open(browser, join(folder, `${name}.html`), options);
  opened.push(found);
  return found;
};
afterEach(async () => {
  for (const { page } of opened.splice(0)) await page.context().close();
});

describe.each(Object.keys(PAGES))("the review card of %s", (name) => {
  test("opens from disk without a complaint and without asking for anything else", async () => {
    const { page, complaints, requests } = await view(name);
    expect(await page.title()).toBe(`Plan review of ${PAGES[name as keyof typeof PAGES].stacks[0]?.stack}`);
    expect([complaints, requests]).toEqual([[], []]);
  });

  test.each([360, 1280])("fits a screen of %i pixels with everything open", async (width) => {
    const { page } = await view(name, { viewport: { width, height: 900 } });
    await page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  test.each(["light", "dark"] as const)("has texts that are easy to read in %s", async (colorScheme) => {
    const { page } = await view(name, { colorScheme });
    expect(await faintTexts(page)).toEqual([]);
  });
});

test("a hostile plan makes no element and is shown as it is written", async () => {
  const { page } = await view("hostile");
  expect(await page.evaluate("document.querySelectorAll('img, [onerror], [onload]').length")).toBe(0);
  expect(await page.evaluate("document.scripts.length")).toBe(1);
  expect(await page.evaluate("document.body.textContent")).toContain("<script>alert(2)</script>");
});

test("dangerous changes are open, and say first what happens; routine ones are closed", async () => {
  const { page } = await view("replaced");
  expect(await page.locator("#data-loss details[open]").count()).toBeGreaterThan(0);
  expect(await page.locator("#data-loss .mark").first().textContent()).toBe("replace");
  expect(await page.locator("#routine details[open]").count()).toBe(0);
});

test("many changes can be searched", async () => {
  const { page } = await view("many");
  await page.locator("#routine input[type=search]").fill("group_17");
  expect(await page.locator("#routine-list > details:visible .name").allTextContents()).toEqual([
    "aws_cloudwatch_log_group.group_17",
  ]);
  expect(await page.locator("#routine output").textContent()).toBe("1 of 40 changes");
});
