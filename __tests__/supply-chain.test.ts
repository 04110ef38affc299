import { readFileSync } from "node:fs";
import { lockOf } from "../cli/terraform/provider-lock";
import { pinnedProviders } from "../platform/providers";

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const { packages }: { packages: Record<string, Entry> } = read("package-lock.json");
const entries = Object.entries(packages).filter(([path]) => path !== "");
const nameOf = (path: string): string => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

describe("package-lock.json", () => {
  test("has a SHA-512 for every package that is downloaded, also those of other platforms", () => {
    const downloaded = entries.filter(([, { link, inBundle }]) => !link && !inBundle); // bundled ones come inside of another
    expect(downloaded.length).toBeGreaterThan(500);
    expect(downloaded.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([path]) => path)).toEqual(
      [],
    );
  });
});

describe("providers.lock.hcl", () => {
  const text = readFileSync("providers.lock.hcl", "utf8");

  test.each(Object.values(pinnedProviders()))(
    "has $source at its pinned version; npm run pins writes it",
    (provider) => {
      expect(lockOf(text, [provider])).toBeDefined();
    },
  );

  test.each(Object.values(pinnedProviders()))(
    "has the archives of $source, and what four platforms unpack",
    (provider) => {
      const hashes = lockOf(text, [provider])?.match(/(?<=^ {4}").+(?=",$)/gm) ?? [];
      const [contents, archives] = ["h1:", "zh:"].map((kind) => hashes.filter((hash) => hash.startsWith(kind)));
      expect(contents).toHaveLength(4);
      expect(contents?.every((hash) => /^h1:[\w+/]{43}=$/.test(hash))).toBe(true);
      expect(archives?.length).toBeGreaterThan(10);
      expect(archives?.every((hash) => /^zh:[0-9a-f]{64}$/.test(hash))).toBe(true);
      expect([...hashes]).toEqual([...new Set(hashes)].sort());
    },
  );
});

describe("install scripts", () => {
  test("run for no package, whatever the version of npm", () => {
    expect(readFileSync(".npmrc", "utf8").split("\n")).toContain("ignore-scripts=true");
    const withScripts = entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(read("package.json").allowScripts).toEqual(
      Object.fromEntries([...new Set(withScripts)].sort().map((name) => [name, false])),
    );
  });
});
