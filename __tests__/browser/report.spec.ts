import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { audit } from "../../reports/audit/report";
import { filesOf, writeFiles } from "../../reports/audit/report-files";
import { readSupportCalendar } from "../../reports/built/support";
import { type Json, parseStack, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";
import { realEnvironments, realOutput } from "../reports/real-output";
import { type Opened, open, openBrowser } from "./browser";
import { faintTexts } from "./contrast";

const folder = mkdtempSync(join(tmpdir(), "browser-"));
const HOSTILE = `"'><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)></title></style>`;

/** Writes the report of an environment and returns its path. */
async function write(environment: SynthesizedEnvironment, name = environment.name): Promise<string> {
  const support = readSupportCalendar();
  const register = { waivers: [], problems: [] };
  const input = { environments: [environment], register, known: [environment.name], support, date: support.date };
  const [audited] = audit(input, ({ stacks }) => ({
    hashes: stacks.map(({ file }) => ({ file, sha256: "0".repeat(64) })),
    files: {},
    packageLock: { packages: {} },
  }));
  if (audited) writeFiles(join(folder, name), await filesOf(audited));
  return join(folder, name, "index.html");
}

/** Every text of a value gets something hostile behind it; names of types, blocks and arguments stay. */
const poison = (value: Json): Json => {
  if (typeof value === "string") return value.includes("${") ? value : `${value}${HOSTILE}`;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(poison);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner)]));
};

/** An environment as if every text in its file were hostile. */
const poisoned = (): SynthesizedEnvironment => ({
  name: "statuspage",
  stacks: [...readdirSync(join(realOutput(), "stacks"))]
    .filter((id) => id.startsWith("statuspage-"))
    .sort()
    .map((id) => {
      const json = JSON.parse(readFileSync(join(realOutput(), "stacks", id, "cdk.tf.json"), "utf8")) as Values;
      return parseStack(id, poison(json) as Values);
    }),
});

let browser: Browser;
const files: Record<string, string> = {};
beforeAll(async () => {
  browser = await openBrowser();
  for (const environment of realEnvironments()) files[environment.name] = await write(environment);
  files.hostile = await write(poisoned(), "hostile");
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const fileOf = (name: string): string => files[name] as string;
const opened: Opened[] = [];
const view = async (name: string, options = {}): Promise<Opened> => {
  const found = await open(browser, fileOf(name), options);
  opened.push(found);
  return found;
};
afterEach(async () => {
  for (const { page } of opened.splice(0)) await page.context().close();
});

describe.each(["statuspage", "flask-eks", "hostile"])("the report of %s", (name) => {
  test("opens from disk without a complaint and without asking for anything else", async () => {
    const { page, complaints, requests } = await view(name);
    expect(await page.title()).toContain("Audit of ");
    expect([complaints, requests]).toEqual([[], []]);
  });

  test("opens with its script in less than twice the time without; the best of three counts on both sides", async () => {
    const loaded = "performance.getEntriesByType('navigation')[0].loadEventEnd";
    const times: Record<"with" | "without", number[]> = { with: [], without: [] };
    for (const _ of [1, 2, 3])
      for (const script of ["with", "without"] as const) {
        const { page } = await view(name, { javaScriptEnabled: script === "with" });
        times[script].push(await page.evaluate<number>(loaded));
      }
    expect(Math.min(...times.with) / Math.min(...times.without)).toBeLessThan(2);
  });

  test.each([360, 768, 1280, 1920])("fits a screen of %i pixels with everything open", async (width) => {
    const { page } = await view(name, { viewport: { width, height: 900 } });
    await page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  test("fits every title of its pictures into its box", async () => {
    const { page } = await view(name);
    const outside = await page.evaluate(`[...document.querySelectorAll("svg.picture")].flatMap((svg) => {
      const boxes = [...svg.querySelectorAll("rect.box")].map((it) => it.getBBox());
      return [...svg.querySelectorAll("g.header")].filter((header, i) => {
        const [inner, outer] = [header.getBBox(), boxes[i]];
        return inner.x < outer.x || inner.x + inner.width > outer.x + outer.width || inner.y < outer.y || inner.y + inner.height > outer.y + outer.height;
      }).map((it) => it.textContent);
    })`);
    expect(outside).toEqual([]);
  });
});

describe("hostile texts of an environment", () => {
  test("make no element, in the page and in the pictures", async () => {
    const { page } = await view("hostile");
    expect(await page.evaluate("document.querySelectorAll('img, [onerror], [onload]').length")).toBe(0);
    expect(await page.evaluate("document.scripts.length")).toBe(1);
  });

  test("are shown as they are written", async () => {
    const { page } = await view("hostile");
    expect(await page.evaluate("document.body.textContent")).toContain(
      `statuspage-database${JSON.stringify(HOSTILE).slice(1, -1)}`,
    );
  });

  test.each(["architecture.svg", "stacks.svg"])("leave %s well-formed", async (picture) => {
    const { page, complaints } = await view("hostile");
    await page.goto(`file://${join(folder, "hostile", picture)}`);
    expect(
      await page.evaluate("document.documentElement.nodeName + document.querySelectorAll('parsererror').length"),
    ).toBe("svg0");
    expect(complaints).toEqual([]);
  });
});

describe("the filter of resources", () => {
  const visible =
    "[...document.querySelectorAll('#resource-list > details')].filter((it) => it.checkVisibility()).map((it) => it.id)";

  test("leaves what has the searched words, and says how many", async () => {
    const { page } = await view("statuspage");
    await page.locator("#resources input[type=search]").fill("AWS_DB_INSTANCE publicly_accessible");
    expect(await page.evaluate(visible)).toEqual(["resource/data/aws_db_instance.data_database_main"]);
    expect(await page.locator("#resources output").textContent()).toMatch(/^1 of \d+ resources$/);
  });

  test("leaves one type of one stack", async () => {
    const { page } = await view("statuspage");
    await page.locator("#resources select[name=stack]").selectOption("network");
    await page.locator("#resources select[name=type]").selectOption("aws_nat_gateway");
    expect(await page.evaluate(visible)).toEqual(["resource/network/aws_nat_gateway.vpc_routes_nat_a"]);
  });

  test("opens and closes all that it leaves, and nothing else", async () => {
    const { page } = await view("statuspage");
    const open = "[...document.querySelectorAll('#resource-list > details[open]')].length";
    await page.locator("#resources select[name=type]").selectOption("aws_subnet");
    await page.locator("#resources button", { hasText: "Open all" }).click();
    expect(await page.evaluate(open)).toBe(4);
    await page.locator("#resources button", { hasText: "Close all" }).click();
    expect(await page.evaluate(open)).toBe(0);
  });

  test("gives way to a link that leads to something it hides", async () => {
    const { page } = await view("statuspage");
    await page.locator("#resources input[type=search]").fill("nothing has this text");
    await page.locator('#versions a[href="#resource/cluster/aws_eks_cluster.eks_main"]').first().click();
    const target = page.locator('[id="resource/cluster/aws_eks_cluster.eks_main"]');
    await target.waitFor({ state: "visible" });
    expect(await target.getAttribute("open")).toBe("");
  });
});

describe("what is searched and chosen", () => {
  // Asked of the page itself: what the library remembers as its address follows a moment later.
  const ADDRESS = "location.href";
  const verdicts = "#controls select[name=verdict]";

  test("stands in the address, and is there again when it is opened", async () => {
    const { page } = await view("statuspage");
    await page.locator(verdicts).selectOption("fail");
    await page.locator("#resources input[type=search]").fill("subnet");
    const address = await page.evaluate<string>(ADDRESS);
    expect(new URL(address).search).toBe("?resource-list.text=subnet&rule-list.verdict=fail");
    const { page: again } = await view("statuspage");
    await again.goto(address);
    expect(await again.locator(verdicts).inputValue()).toBe("fail");
    expect(await again.locator("#controls output").textContent()).toMatch(/^\d+ of \d+ rules$/);
    expect(await again.locator("#rule-list > details[data-verdict=pass]:visible").count()).toBe(0);
  });

  test("leaves the address when nothing is chosen", async () => {
    const { page } = await view("statuspage");
    await page.locator(verdicts).selectOption("fail");
    await page.locator(verdicts).selectOption("");
    expect(new URL(await page.evaluate<string>(ADDRESS)).search).toBe("");
  });
});

describe("the matrix of reachability", () => {
  test("leads from a cell to everything that opens it, and from there to the rule", async () => {
    const { page } = await view("statuspage");
    await page.locator("#reachability .matrix a", { hasText: "tcp 5432" }).first().click();
    const way = page.locator('[id="reach/Nodes: workers/PostgreSQL 16"]');
    await way.waitFor({ state: "visible" });
    await way.locator("a", { hasText: "data_database_from_nodes" }).click();
    const rule = page.locator('[id="resource/data/aws_vpc_security_group_ingress_rule.data_database_from_nodes"]');
    await rule.waitFor({ state: "visible" });
    expect([await way.getAttribute("open"), await rule.getAttribute("open")]).toEqual(["", ""]);
  });

  test("keeps the names of its rows in sight on a phone", async () => {
    const { page } = await view("statuspage", { viewport: { width: 360, height: 900 } });
    const left = "document.querySelector('.matrix th[scope=row]').getBoundingClientRect().left";
    const before = await page.evaluate(left);
    await page.evaluate("document.querySelector('.scroll:has(.matrix)').scrollLeft = 200");
    expect(await page.evaluate(left)).toBe(before);
  });
});

describe("without JavaScript", () => {
  test("everything can be read, and nothing is offered that does not work", async () => {
    const { page } = await view("statuspage", { javaScriptEnabled: false });
    expect(await page.locator("form.filter:visible").count()).toBe(0);
    const item = page.locator('[id="resource/data/aws_db_instance.data_database_main"]');
    await item.locator("summary").click();
    expect(await item.locator("pre").isVisible()).toBe(true);
  });
});

test("a link to an entry opens it without JavaScript", async () => {
  const { page } = await view("statuspage", { javaScriptEnabled: false });
  const entry = '[id="resource/data/aws_db_instance.data_database_main"]';
  const height = async () => (await page.locator(entry).boundingBox())?.height ?? 0;
  const closed = await height();
  await page.goto(`${page.url()}#resource/data/aws_db_instance.data_database_main`);
  expect(await height()).toBeGreaterThan(closed + 200);
});

describe("the keyboard", () => {
  test("first reaches a link past the contents, then the contents", async () => {
    const { page } = await view("statuspage");
    const focused = "document.activeElement.textContent";
    await page.keyboard.press("Tab");
    expect(await page.evaluate(focused)).toBe("Skip to the content");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(focused)).toBe("Summary");
  });

  test("opens an entry, and shows where it is", async () => {
    const { page } = await view("statuspage");
    const entry = page.locator("#resource-list > details").first();
    await entry.locator("summary").focus();
    await page.keyboard.press("Enter");
    expect(await entry.getAttribute("open")).toBe("");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
  });
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test("every text is easy to tell from what is behind it", async () => {
    const { page } = await view("statuspage", { colorScheme });
    await page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true");
    expect(await faintTexts(page)).toEqual([]);
  });
});

test("a planted faint text is found", async () => {
  const { page } = await view("statuspage");
  await page.evaluate("document.querySelector('h1').style.color = '#c8c8c8'");
  expect((await faintTexts(page)).map(({ text, colors }) => `${text}: ${colors}`)).toEqual([
    "statuspage: rgb(200, 200, 200) on rgb(255, 255, 255)",
  ]);
});

test("dark mode is dark", async () => {
  const { page } = await view("statuspage", { colorScheme: "dark" });
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(20, 24, 28)");
});

test("on paper it is black on white, without contents and filters", async () => {
  const { page } = await view("statuspage", { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  expect(await page.locator("nav:visible, form.filter:visible").count()).toBe(0);
  expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
});

describe("on paper", () => {
  const onPaper = async (choice: string) => {
    const { page } = await view("statuspage");
    await page.locator(`#paper-${choice}`).check();
    await page.emulateMedia({ media: "print" });
    return page;
  };
  const visible = (selector: string) =>
    `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((it) => it.checkVisibility({ contentVisibilityAuto: true }) && it.getBoundingClientRect().height > 0).length`;

  test("the summary has what fails, and neither what is followed nor the resources", async () => {
    const page = await onPaper("summary");
    expect(await page.evaluate(visible("#rule-list > [data-verdict=fail]"))).toBeGreaterThan(0);
    expect(await page.evaluate(visible("#rule-list > [data-verdict=pass], #resources, #hashes"))).toBe(0);
  });

  test("with evidence every entry is open", async () => {
    const page = await onPaper("evidence");
    const entries = await page.evaluate<number>("document.querySelectorAll('#resource-list > details').length");
    expect(await page.evaluate(visible("#resource-list > details > pre"))).toBe(entries);
  });

  test("without evidence it is less than a quarter as long", async () => {
    const page = await onPaper("summary");
    const height = "document.documentElement.scrollHeight";
    const summary = await page.evaluate<number>(height);
    await page.evaluate("document.querySelector('#paper-evidence').checked = true");
    expect(await page.evaluate<number>(height)).toBeGreaterThan(4 * summary);
  });

  test("every page has its number and says what was audited", async () => {
    const page = await onPaper("summary");
    const rules =
      "[...document.styleSheets[0].cssRules].filter((it) => it instanceof CSSPageRule).map((it) => it.cssText).join(' ')";
    const text = await page.evaluate<string>(rules);
    expect(text).toContain('content: counter(page) " of " counter(pages)');
    expect(text).toContain('content: "Audit of statuspage"');
  });

  test("no heading is left at the end of a page", async () => {
    const page = await onPaper("summary");
    const breaks =
      "[...document.querySelectorAll('h1, h2, h3, h4, .lead')].map((it) => getComputedStyle(it).breakAfter)";
    expect(new Set(await page.evaluate<string[]>(breaks))).toEqual(new Set(["avoid"]));
  });
});
