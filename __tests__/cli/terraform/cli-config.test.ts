import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refuseDevelopedProviders } from "../../../cli/terraform/cli-config";

const OVERRIDES =
  'provider_installation {\n  dev_overrides {\n    "hashicorp/aws" = "/tmp/built"\n  }\n  direct {}\n}\n';

describe("a provider that somebody builds on this machine", () => {
  const parent = mkdtempSync(join(tmpdir(), "cli-config-"));
  afterAll(() => rmSync(parent, { recursive: true }));

  /** A home folder with files in it, as this user's. */
  function homeWith(files: Readonly<Record<string, string>>): string {
    const home = mkdtempSync(join(parent, "home-"));
    mkdirSync(join(home, ".terraform.d"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);
    return home;
  }

  test.each([".terraformrc", ".tofurc", ".terraform.d/mine.tfrc", ".terraform.d/mine.tfrc.json"])(
    "is refused with %s",
    (name) => {
      const home = homeWith({ [name]: OVERRIDES });
      expect(() => refuseDevelopedProviders("plans/shop/network.plan is not applied", {}, {}, home)).toThrow(
        `plans/shop/network.plan is not applied: ${join(home, name)} has dev_overrides, which take a provider from a folder that no lock file knows; remove them, or name another file in TF_CLI_CONFIG_FILE`,
      );
    },
  );

  test("is refused with the file that TF_CLI_CONFIG_FILE names", () => {
    const home = homeWith({ mine: OVERRIDES });
    expect(() => refuseDevelopedProviders("x", { TF_CLI_CONFIG_FILE: join(home, "mine") }, {}, home)).toThrow(
      "has dev_overrides",
    );
  });

  test.each([
    ["in one line", OVERRIDES.replaceAll("\n", " ")],
    ["in quotes", OVERRIDES.replace("dev_overrides", '"dev_overrides"')],
    ["as JSON", '{"provider_installation":{"dev_overrides":{"hashicorp/aws":"/tmp/built"},"direct":{}}}'],
    ["after a path that looks like a comment", `plugin_cache_dir = "//x" ${OVERRIDES.replaceAll("\n", " ")}`],
    ["after a comment", `/* mine */ ${OVERRIDES.replaceAll("\n", " ")}`],
  ])("is refused when it is written %s", (_, text) => {
    expect(() => refuseDevelopedProviders("x", {}, {}, homeWith({ ".terraformrc": text }))).toThrow(
      "has dev_overrides",
    );
  });

  test("is none when another file is named, or a comment speaks of it", () => {
    const home = homeWith({
      ".terraformrc": OVERRIDES,
      mine: '# dev_overrides {\nplugin_cache_dir = "x" // dev_overrides\n/*\n dev_overrides\n*/',
    });
    expect(() => refuseDevelopedProviders("x", { TF_CLI_CONFIG_FILE: join(home, "mine") }, {}, home)).not.toThrow();
  });

  test("is none in a folder that has the name of a file of settings", () => {
    const home = homeWith({});
    mkdirSync(join(home, ".terraformrc"));
    expect(() => refuseDevelopedProviders("x", {}, {}, home)).not.toThrow();
  });

  test("is none where nothing is set", () => {
    expect(() => refuseDevelopedProviders("x", {}, {}, homeWith({}))).not.toThrow();
  });
});
