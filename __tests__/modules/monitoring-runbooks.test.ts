import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ALARMS } from "../../modules/monitoring/alarms";
import { alertRules } from "../../modules/monitoring/alert-rules";
import { gallery, shop } from "./monitoring-fixture";

const FOLDER = resolve(__dirname, "../../../docs/runbooks");
const alarms = [...ALARMS.map(({ id }) => id), ...alertRules([shop, gallery]).map(({ alert }) => alert)];
const runbooks = readdirSync(FOLDER).map((file) => file.replace(/\.md$/, ""));

describe("docs/runbooks", () => {
  test("has one page for every alarm and every alert, and no other", () => {
    expect(runbooks.sort()).toEqual([...alarms].sort());
  });

  test("is named by alarms that are all different", () => {
    expect(new Set(alarms).size).toBe(alarms.length);
  });

  describe.each(runbooks)("%s", (id) => {
    const text = readFileSync(join(FOLDER, `${id}.md`), "utf8");

    test("says what the alarm means, where to look first, and how to fix it", () => {
      expect(text.match(/^#+ .*$/gm)).toEqual([`# ${id}`, "## Meaning", "## First look", "## Fix"]);
    });

    test("leaves no part empty", () => {
      const parts = text.split(/^## .*$/m).slice(1);
      expect(parts.filter((part) => part.trim().length < 40)).toEqual([]);
    });

    test("refers only to runbooks that exist", () => {
      const links = [...text.matchAll(/\]\(([a-z-]+)\.md\)/g)].map(([, link = ""]) => link);
      expect(links.filter((link) => !runbooks.includes(link))).toEqual([]);
    });
  });
});
