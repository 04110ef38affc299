import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { COMMANDS } from "../../cli/commands";

/** Every page of the handbook, and those beside it. */
const PAGES = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ".github/pull_request_template.md"],
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file)),
];
const read = (page: string): string => readFileSync(page, "utf8").replace(/```[\s\S]*?```/g, "");

/** Where the links of a page lead, from the project's folder. */
const linksOf = (page: string): string[] =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => (target.startsWith("#") ? `${page}${target}` : normalize(join(dirname(page), target))));

/** Anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, "")
      .replaceAll(" ", "-"),
  );

const problemOf = (link: string): string | undefined => {
  const [file = "", anchor] = link.split("#");
  if (!existsSync(file)) return "is not there";
  return anchor === undefined || anchorsOf(file).includes(anchor) ? undefined : "has no such heading";
};

describe("the handbook", () => {
  test.each(PAGES)("%s has no broken link", (page) => {
    expect(linksOf(page).flatMap((link) => (problemOf(link) ? `${link} ${problemOf(link)}` : []))).toEqual([]);
  });

  test("notices a page and a heading that are not there", () => {
    expect([problemOf("docs/nowhere.md"), problemOf("docs/faq.md#nothing"), problemOf("docs/faq.md")]).toEqual([
      "is not there",
      "has no such heading",
      undefined,
    ]);
  });

  test("leads from its index to every page", () => {
    const found = new Set<string>();
    const visit = (page: string): void => {
      if (found.has(page) || !existsSync(page)) return;
      found.add(page);
      if (page.endsWith("/")) for (const file of readdirSync(page)) visit(join(page, file));
      else if (page.endsWith(".md"))
        for (const link of linksOf(page)) if (!link.startsWith("README")) visit(link.split("#")[0] ?? "");
    };
    visit("docs/README.md");
    expect(PAGES.filter((page) => page.startsWith("docs/") && !found.has(page))).toEqual([]);
  });

  test("says in its page on troubleshooting only what programs here really say", () => {
    const [, ours = ""] = readFileSync("docs/troubleshooting.md", "utf8").split(/^## /m);
    const messages = [...ours.matchAll(/^\| `([^`]+)`/gm)].map(([, message = ""]) => message);
    expect(messages.length).toBeGreaterThan(10);
    const sources = ["cli", "environments", "operations", "platform", "reports"]
      .flatMap((area) => readdirSync(area, { recursive: true, encoding: "utf8" }).map((file) => join(area, file)))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(messages.filter((message) => !sources.includes(message))).toEqual([]);
  });

  /** What a page calls by its name: each command with its options, once. */
  const called = (page: string): string[] =>
    [
      ...readFileSync(page, "utf8").matchAll(/\b(?:npm run (?:--silent )?|npx aws-platform )([\w:-]+)([^\n`|>;&)]*)/g),
    ].flatMap(([, name = "", rest = ""]) => [
      name,
      ...(rest.match(/(?<=\s)--[a-z][\w-]+/g) ?? []).map((option) => `${name} ${option}`),
    ]);

  test("calls no command, and no option of one, that there is not", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
    const options = COMMANDS.flatMap(({ name, options = {} }) =>
      ["help", ...Object.keys(options)].map((option) => `${name} --${option}`),
    );
    const known = [...Object.keys(scripts), ...COMMANDS.map(({ name }) => name), ...options];
    expect(PAGES.flatMap(called).length).toBeGreaterThan(150);
    expect(
      PAGES.flatMap((page) => called(page).flatMap((one) => (known.includes(one) ? [] : `${page}: ${one}`))),
    ).toEqual([]);
  });

  test("names no file of the project that is not there", () => {
    const folders =
      "docs|cli|modules|stacks|reports|operations|platform|pipelines|scripts|contracts|__tests__|\\.ci|\\.github";
    const named = PAGES.filter((page) => !page.startsWith("docs/decisions/") && page !== "CHANGELOG.md").flatMap(
      (page) =>
        [...readFileSync(page, "utf8").matchAll(new RegExp(`\`((?:${folders})/[\\w./-]*)\``, "g"))].map(
          ([, file = ""]) => ({ page, file }),
        ),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(({ file }) => !existsSync(file))).toEqual([]);
  });
});
