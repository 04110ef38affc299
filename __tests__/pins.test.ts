import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readAuditDate } from "../cli/audit/audit-date";
import pins from "../pins.json";
import {
  PIN_DAYS,
  type Pin,
  pinsOf,
  pinWarnings,
  SUPPORT_DAYS,
  supportWarnings,
  unreadPins,
} from "../reports/audit/ages";
import { readSupportCalendar } from "../reports/built/support";
import { readEnvironments } from "../reports/synthesized";
import { realOutput } from "./reports/real-output";

const calendar = readSupportCalendar();

/** Days after another. */
const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe("the register of pins", () => {
  const all = pinsOf();

  test("says of every pin where it was looked up, and on which day", () => {
    expect(all.length).toBeGreaterThan(20);
    const isDay = /^\d{4}-\d{2}-\d{2}$/;
    for (const { name, source, read, asOf = read } of all)
      expect([name, source.length > 5, isDay.test(read), isDay.test(asOf), asOf <= read]).toEqual([
        name,
        true,
        true,
        true,
        true,
      ]);
  });

  test("names every version in it, none without a source", () => {
    const text = JSON.stringify(pins);
    const withoutSource = /\{[^{}]*"version":"[^"]+"(?![^{}]*"source")[^{}]*\}/.exec(text);
    expect(withoutSource).toBeNull();
  });

  test(`was looked through in the ${PIN_DAYS.fail} days before the audit's date`, () => {
    const date = readAuditDate(process.env.AUDIT_DATE, calendar.date);
    expect(unreadPins(all, date, PIN_DAYS.fail).map(({ name, read }) => `${name} was read on ${read}`)).toEqual([]);
  });

  test("is where every version of the code is: none is written beside it", () => {
    const beside = ["modules", "platform", "contracts", "stacks", "environments"]
      .flatMap((area) => readdirSync(area, { recursive: true, encoding: "utf8" }).map((file) => join(area, file)))
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => {
        const [found] =
          /^(?!\s*(\*|\/\/|\/\*)).*(?:["'`]v?|[^}]:|@)\d+\.\d+\.\d+["'`]/m.exec(readFileSync(file, "utf8")) ?? [];
        return found ? `${file}: ${found.trim()}` : [];
      });
    expect(beside).toEqual([]);
  });

  test("has the tables that are pinned as a whole, each a file that is there", () => {
    for (const file of Object.keys(pins.tables)) expect(readFileSync(file, "utf8")).not.toBe("");
    expect(calendar.date).toBe(pins.tables["environments/support-calendar.json"].read);
  });
});

describe("the age of a pin", () => {
  const pin: Pin = { name: "charts.prometheus", source: "its repository", read: "2026-11-28" };

  test("is no matter for sixty days", () => {
    expect(pinWarnings([pin], daysAfter(pin.read, PIN_DAYS.warn))).toEqual([]);
  });

  test("is warned of after sixty, and fails after ninety", () => {
    expect(pinWarnings([pin], daysAfter(pin.read, PIN_DAYS.warn + 1))).toEqual([
      "pins.json: nobody looked for newer versions for more than 60 days before 2027-01-28, and tests fail after 90: charts.prometheus (2026-11-28)",
    ]);
    const copied = { ...pin, asOf: "2026-08-22" };
    expect(pinWarnings([copied], daysAfter(pin.read, PIN_DAYS.warn + 1))).toEqual(
      pinWarnings([pin], daysAfter(pin.read, PIN_DAYS.warn + 1)),
    );
    expect(unreadPins([pin], daysAfter(pin.read, PIN_DAYS.fail), PIN_DAYS.fail)).toEqual([]);
    expect(unreadPins([pin], daysAfter(pin.read, PIN_DAYS.fail + 1), PIN_DAYS.fail)).toEqual([pin]);
  });

  test("of a source that was an old copy when it was read is said, and does not count as read", () => {
    expect(pinWarnings([{ ...pin, asOf: "2026-08-22" }], pin.read)).toEqual([
      "pins.json: seen in sources that were more than 60 days old on 2026-11-28; what came out since is not known here: charts.prometheus (2026-08-22)",
    ]);
  });
});

describe("the end of support", () => {
  const [environment] = readEnvironments(realOutput());
  const support = readSupportCalendar();
  const end = "2027-03-27";
  const ending = {
    ...support,
    kubernetes: Object.fromEntries(
      Object.keys(support.kubernetes).map((version) => [version, { endStandard: end, endExtended: "2028-03-27" }]),
    ),
  };
  const sentences = (date: string) => (environment ? supportWarnings(environment, ending, date) : ["none"]);

  test("is spoken of by the audit's date, well before its rule fails", () => {
    expect(sentences(daysAfter(end, -54))).toEqual([
      expect.stringMatching(
        /: Kubernetes \(Amazon EKS\) \d\.\d+ leaves standard support on 2027-03-27, in 54 days; from that day on its rule fails \(docs\/upgrade\)$/,
      ),
    ]);
    expect(sentences(daysAfter(end, -SUPPORT_DAYS))).toHaveLength(1);
  });

  test("is not spoken of earlier, nor when the rule itself speaks", () => {
    expect([sentences(daysAfter(end, -SUPPORT_DAYS - 1)), sentences(end)]).toEqual([[], []]);
  });
});

/** The parts of a custom manager of Renovate that are tried here. */
interface Manager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly matchStringsStrategy?: string;
}

describe("renovate.json", () => {
  const pinned = readFileSync("pins.json", "utf8");
  const { customManagers } = JSON.parse(readFileSync("renovate.json", "utf8")) as {
    readonly customManagers: readonly Manager[];
  };
  const isOfPins = ({ managerFilePatterns }: Manager) => managerFilePatterns.includes("/^pins\\.json$/");
  const managers = customManagers.filter(isOfPins);

  /** What a manager finds in a text: each of its patterns reads only what the one before it has found. */
  const foundBy = ({ matchStrings, matchStringsStrategy }: Manager, text = pinned): RegExpExecArray[] => {
    let found: RegExpExecArray[] = [];
    for (const [level, pattern] of matchStrings.entries()) {
      const inside = matchStringsStrategy === "recursive" && level > 0 ? found.map(([part]) => part) : [text];
      found = inside.flatMap((part) => [...part.matchAll(new RegExp(pattern, "g"))]);
    }
    return found;
  };
  const found = managers.flatMap((manager) => foundBy(manager));
  const versions = found.map(({ groups }) => groups?.currentValue ?? "");

  test("has a manager that finds every version in the register, but what is no release", () => {
    const written = [...pinned.matchAll(/"version": "([^"]+)"/g)].map(([, version = ""]) => version);
    const plugins = Object.values(pins.jenkins.plugins.versions);
    const wanted = [...written, ...plugins, ...pins.node.versions].filter(
      (version) => version !== pins.jenkins["signing-key"].version,
    );
    expect(wanted.filter((version) => !versions.includes(version))).toEqual([]);
  });

  test("finds each once", () => {
    const places = found.map(({ groups }) => `${groups?.depName ?? groups?.packageName ?? ""} ${groups?.currentValue}`);
    expect(places.length).toBe(new Set(places).size);
  });

  /** The files of this project that may name a version outside of the register. */
  const elsewhere = [
    ...[".ci/run", ".ci/pipelines", "README.md", "__tests__/emulator/requirements.ts"],
    ...["cli/scanners/checkov.ts", "cli/scanners/trivy.ts", "cli/manifests/helm.ts"],
  ];
  const outside = customManagers
    .filter((manager) => !isOfPins(manager))
    .flatMap((manager) =>
      elsewhere
        .filter((file) => manager.managerFilePatterns.some((one) => new RegExp(one.slice(1, -1)).test(file)))
        .flatMap((file) =>
          foundBy(manager, readFileSync(file, "utf8")).map(({ groups = {} }) => ({
            file,
            name: groups.depName ?? "",
            version: groups.currentValue?.replace(/^v/, "") ?? "",
          })),
        ),
    );

  test("finds a version in every file that names one beside the register, and all that are installed", () => {
    expect(elsewhere.filter((file) => !outside.some((one) => one.file === file))).toEqual([]);
    const installed = [".ci/run", ".ci/pipelines"].flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/([\w-]+)(?:\[\w+\])?==([\d.]+)/g)].map(([, name]) => `${file} ${name}`),
    );
    expect(installed.filter((one) => !outside.some(({ file, name }) => `${file} ${name}` === one))).toEqual([]);
  });

  test("finds one version of each, wherever it is named", () => {
    const versions = (name: string) => outside.filter((one) => one.name === name).map(({ version }) => version);
    expect(outside.filter(({ name }) => new Set(versions(name)).size > 1)).toEqual([]);
    expect([versions("moto").length, versions("checkov").length]).toEqual([3, 2]);
  });
});
