import { readFileSync } from "node:fs";

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

describe("install scripts", () => {
  test("run for no package, whatever the version of npm", () => {
    expect(readFileSync(".npmrc", "utf8").split("\n")).toContain("ignore-scripts=true");
    const withScripts = entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(read("package.json").allowScripts).toEqual(
      Object.fromEntries([...new Set(withScripts)].sort().map((name) => [name, false])),
    );
  });
});
