import { parse } from "yaml";
import { removeEntries, removeKey, renameKey, setText } from "../../../cli/change/edit-yaml";

const FILE = `# The shop.
name: shop # fixed
workloads:
  apps:
    # what visitors see
    web:
      image: a:1 # by hand
      env: { A: "1",   B: "2" }

    worker:
      image: b:1
  monitoring: {}
`;

describe("an environment file", () => {
  test("loses a key and what is below it, and nothing else", () => {
    expect(removeKey(FILE, ["workloads", "apps", "worker"])).toBe(FILE.replace("    worker:\n      image: b:1\n", ""));
  });

  test("loses one in the middle", () => {
    expect(parse(removeKey(FILE, ["workloads", "apps", "web"]))).toEqual({
      name: "shop",
      workloads: { apps: { worker: { image: "b:1" } }, monitoring: {} },
    });
  });

  test("loses the comment above it, too", () => {
    expect(removeKey(FILE, ["workloads", "apps", "web"])).not.toContain("# what visitors see");
  });

  test("loses the comments that are still its own, and leaves those of what follows", () => {
    const own = "      # replicas: 3\n\n        # and more\n";
    const next = "    # about the worker\n";
    const file = FILE.replace("\n    worker:", `${own}\n${next}    worker:`);
    expect(removeKey(file, ["workloads", "apps", "web"])).toBe(
      FILE.replace(/ {4}# what visitors see[\s\S]*?(?=\n {4}worker:)/, "").replace("    worker:", `${next}    worker:`),
    );
    const alone = removeKey(file, ["workloads", "apps", "worker"]);
    expect(removeKey(alone, ["workloads", "apps", "web"])).toContain("  apps: {}\n");
    expect(removeKey(alone, ["workloads", "apps", "web"])).not.toContain("replicas");
  });

  test("has an empty group when its last key goes", () => {
    const one = removeKey(FILE, ["workloads", "apps", "web"]);
    expect(parse(removeKey(one, ["workloads", "apps", "worker"])).workloads).toEqual({ apps: {}, monitoring: {} });
  });

  test("loses a key of a group on one line", () => {
    expect(parse(removeKey(FILE, ["workloads", "apps", "web", "env", "A"])).workloads.apps.web.env).toEqual({ B: "2" });
  });

  test("calls a key otherwise", () => {
    expect(renameKey(FILE, ["workloads", "apps", "web"], "site")).toBe(FILE.replace("    web:", "    site:"));
  });

  test("gets another text for a value, and keeps the comment beside it", () => {
    expect(setText(FILE, ["name"], "store")).toBe(FILE.replace("name: shop #", "name: store #"));
  });

  test("stays when there is no such key", () => {
    for (const path of [["workloads", "apps", "api"], ["data"], ["name", "a"]]) {
      expect(removeKey(FILE, path)).toBe(FILE);
      expect(renameKey(FILE, path, "x")).toBe(FILE);
      expect(setText(FILE, path, "x")).toBe(FILE);
    }
  });
});

describe("a register", () => {
  const REGISTER = `# Waivers.
waivers:
  - rule: a
    environment: shop

  # about the other
  - rule: b
    environment: other

  - { rule: c, environment: shop }

# The platform's.
platform: []
`;
  const ofShop = ({ environment }: Record<string, unknown>) => environment === "shop";

  test("loses the entries that are meant, and nothing else", () => {
    const left = removeEntries(REGISTER, "waivers", ofShop);
    expect(left).toBe(
      "# Waivers.\nwaivers:\n  # about the other\n  - rule: b\n    environment: other\n\n# The platform's.\nplatform: []\n",
    );
  });

  test("has an empty list when no entry is left", () => {
    expect(parse(removeEntries(REGISTER, "waivers", () => true))).toEqual({ waivers: [], platform: [] });
    expect(removeEntries(REGISTER, "waivers", () => true)).toMatch(/^# Waivers\.\nwaivers: \[\]\n\n# The platform's\./);
  });

  test("stays when none is meant, or there is no such list", () => {
    expect(removeEntries(REGISTER, "waivers", () => false)).toBe(REGISTER);
    expect(removeEntries(REGISTER, "approvals", () => true)).toBe(REGISTER);
    expect(removeEntries("waivers: []\n", "waivers", () => true)).toBe("waivers: []\n");
  });
});
