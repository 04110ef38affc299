import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finalLines } from "../../cli/audit/final-lines";
import { type Audit, audit } from "../../reports/audit/report";
import { filesOf, inputsOf, writeFiles } from "../../reports/audit/report-files";
import { parseWaivers } from "../../reports/audit/waivers";
import { readSupportCalendar } from "../../reports/built/support";
import { type Json, parseStack, pointerTo } from "../../reports/synthesized";
import { PROJECT } from "../project";
import { judgedEnvironments, realModules, realOutput } from "./real-output";

const support = readSupportCalendar();
const input: Audit = {
  environments: judgedEnvironments(),
  register: parseWaivers(readFileSync(join(PROJECT, "waivers.yaml"), "utf8")),
  known: ["flask-eks", "statuspage"],
  support,
  date: support.date,
};
const audits = audit(input, inputsOf(realModules()));
const statuspage = audits.find(({ environment }) => environment.name === "statuspage") as (typeof audits)[number];

const noInputs = () => ({ hashes: [], files: {}, packageLock: { packages: {} } });

/** A stack with one resource, which breaks a rule. */
const broken = (): Audit => ({
  environments: [
    {
      name: "shop",
      stacks: [parseStack("shop-data", { resource: { aws_db_instance: { main: { publicly_accessible: true } } } })],
    },
  ],
  register: { waivers: [], problems: [] },
  known: ["shop"],
  support,
  date: support.date,
});

describe("the audit of two environments", () => {
  const pages = Promise.all(audits.map(async (audited) => [audited, await filesOf(audited)] as const));
  const pageOf = async (name: string): Promise<string> => {
    const [, files] = (await pages).find(([{ environment }]) => environment.name === name) ?? [];
    return files?.get("index.html") ?? "";
  };
  const names = audits.map(({ environment }) => environment.name);

  test("gives the same bytes every time", async () => {
    expect(await filesOf(statuspage)).toEqual(await filesOf(statuspage));
  }, 120_000);

  test.each(names)("of %s is a page of less than two megabytes", async (name) => {
    expect(Buffer.byteLength(await pageOf(name))).toBeLessThan(2_000_000);
  });

  test.each(names)("of %s has every id once, and every link leads to one", async (name) => {
    const page = await pageOf(name);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id);
    const links = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id = ""]) => decodeURIComponent(id));
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
    expect(links.length).toBeGreaterThan(500);
  });

  test.each(names)("of %s shows for every resource a pointer that leads to what is shown", async (name) => {
    const page = await pageOf(name);
    const shown = [...page.matchAll(/<dt>JSON<\/dt><dd><code>(stacks\/.*?)<\/code>[\s\S]*?<pre>([\s\S]*?)<\/pre>/g)];
    for (const [, place = "", json = ""] of shown) {
      const [file = "", pointer = ""] = plain(place).split("#");
      const { "//": _metadata, ...block } = at(JSON.parse(readFileSync(join(realOutput(), file), "utf8")), pointer);
      expect(JSON.parse(exactly(json))).toEqual(block);
    }
    const resources = input.environments.find((it) => it.name === name)?.stacks.flatMap((stack) => stack.resources);
    expect(shown.length).toBeGreaterThanOrEqual(resources?.length ?? 0);
  });

  test("shows every waiver that counts with its owner and its last day", async () => {
    const page = exactly(await pageOf("statuspage"));
    for (const { owner, expires, reason } of input.register.waivers)
      expect([owner, expires, reason].filter((text) => !page.includes(text))).toEqual([]);
  });

  test("names for every key what it protects", async () => {
    const [, section = ""] = /<section id="encryption"([\s\S]*?)<\/section>/.exec(await pageOf("statuspage")) ?? [];
    expect(plain(section)).toMatch(
      /Data stores of statuspage and their backups ?yearly.*aws_db_instance\.data_database_main/,
    );
  });

  test("shows until when Kubernetes is supported", async () => {
    expect(plain(await pageOf("statuspage"))).toMatch(/Kubernetes \(Amazon EKS\) ?1\.35 ?2027-03-27 ?2028-03-27/);
  });

  test("shows the price of each switch without the way it stands, what changes most first", async () => {
    const page = plain(await pageOf("statuspage"));
    expect(page).toMatch(/data\.cache\.nodes: 2 ?\+12\.41 USD a month/);
    expect(page).not.toContain("data.cache.nodes: 1");
    const cost = page.slice(page.indexOf("What does it cost a month"));
    expect(cost.indexOf("cluster.version: in extended support")).toBeLessThan(cost.indexOf("data.cache.nodes: 2"));
  });

  test("draws what a month costs by kind and by stack", async () => {
    const [, section = ""] = /<section id="cost"([\s\S]*?)<\/section>/.exec(await pageOf("statuspage")) ?? [];
    expect(section).toMatch(/A month by kind[\s\S]*<svg[^>]*aria-label="database \$132\.77"/);
    expect(section).toMatch(/A month by stack[\s\S]*<title>control plane \$73\.00<\/title>/);
  });
});

describe("a broken rule", () => {
  const [audited] = audit(broken(), noInputs);

  test("fails the environment", () => {
    expect(audited?.verdict).toBe("fail");
  });

  test("is said in the last lines with its place and what to write instead", () => {
    expect(finalLines(audited ? [audited] : [], "audit")).toMatch(
      /^ {2}shop-data {2}aws_db_instance\.main: .* is true; .*\(database-not-public\)$/m,
    );
  });

  test("is the first thing of the page", async () => {
    const page = audited ? (await filesOf(audited)).get("index.html") : "";
    expect(page?.indexOf("To be mended")).toBeLessThan(page?.indexOf('<section id="diagram"') ?? 0);
  });
});

describe("a resource type that is called like something every object of JavaScript has", () => {
  test.each(["constructor", "toString"])("%s has no price and is in the report", async (type) => {
    const { locals = {} } = statuspage.environment.stacks.find(({ name }) => name === "network") ?? {};
    const json = { resource: { [type]: { main: { [type]: "b" } } }, locals };
    const environments = [{ name: "shop", stacks: [parseStack("shop-network", json)] }];
    const [audited] = audit({ ...broken(), environments }, noInputs);
    const page = audited && (await filesOf(audited)).get("index.html");
    expect(page).toContain(`nobody has said what ${type} costs`);
    expect(page).toContain(`${type}.main`);
  });
});

describe("a problem of the register of waivers", () => {
  test("fails an environment that follows every rule", () => {
    const register = { waivers: [], problems: ["waivers.yaml:3  waivers: is missing"] };
    const [audited] = audit({ ...broken(), environments: [{ name: "shop", stacks: [] }], register }, noInputs);
    expect([audited?.verdict, audited?.sentence]).toEqual(["fail", "One thing must be mended first."]);
  });
});

describe("the folder of an audit", () => {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const first = new Map([
    ["hcl/data/main.tf", "old"],
    ["index.html", "page"],
  ]);

  test("has the hash of every file in SHA256SUMS", () => {
    writeFiles(folder, first);
    const hash = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(readFileSync(join(folder, "SHA256SUMS"), "utf8")).toBe(
      `${hash("old")}  hcl/data/main.tf\n${hash("page")}  index.html\n`,
    );
  });

  test("loses what an earlier audit wrote and keeps what somebody put there", () => {
    writeFiles(folder, first);
    writeFileSync(join(folder, "notes.txt"), "mine");
    writeFiles(folder, new Map([["index.html", "new"]]));
    expect(["hcl/data/main.tf", "index.html", "notes.txt"].map((name) => existsSync(join(folder, name)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("never deletes a file outside of it, whatever its list says", () => {
    writeFiles(join(folder, "inner"), new Map());
    writeFileSync(join(folder, "outside"), "kept");
    writeFileSync(join(folder, "inner", "SHA256SUMS"), `${"0".repeat(64)}  ../outside\n`);
    writeFiles(join(folder, "inner"), new Map());
    expect(existsSync(join(folder, "outside"))).toBe(true);
  });
});

/** Text of a piece of the page. */
const plain = (html: string): string => exactly(html).replace(/ +/g, " ").trim();

/** The text with its spaces, as `<pre>` shows it. */
const exactly = (html: string): string =>
  html
    .replaceAll("<wbr>", "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number)));

/** The value that a JSON pointer leads to. */
const at = (json: Json, pointer: string): { [key: string]: Json } =>
  pointer
    .split("/")
    .slice(1)
    .reduce<Json>((value, key) => {
      const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
      expect(pointerTo(name)).toBe(`/${key}`);
      return (value as { [key: string]: Json })[name] as Json;
    }, json) as { [key: string]: Json };
