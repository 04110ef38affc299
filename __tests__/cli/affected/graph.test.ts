import { parse } from "yaml";
import { FORMS } from "../../../cli/affected/forms";
import { type Affected, affectedBy, type Synthesis } from "../../../cli/affected/graph";
import { partsOf } from "../../../cli/stack-ids";

/** What each stack reads, as the platform has it. */
const READS: Readonly<Record<string, readonly string[]>> = {
  bootstrap: [],
  network: [],
  cluster: ["network"],
  data: ["network"],
  delivery: ["cluster", "network"],
  workloads: ["cluster", "data", "network"],
};

/** Some environments with every stack; `changes` gives stacks another content, by id. */
const synthesis = (environments: readonly string[], changes: Readonly<Record<string, string>> = {}): Synthesis => ({
  stacks: new Map(
    environments.flatMap((environment) =>
      Object.entries(READS).map(([stack, reads]) => {
        const id = `${environment}-${stack}`;
        return [id, { content: changes[id] ?? "as it was", reads: reads.map((read) => `${environment}-${read}`) }];
      }),
    ),
  ),
});
const SHOP = synthesis(["shop"]);
const words = (affected: readonly Affected[]) => affected.map(({ stack, why }) => `${stack} ${why}`);

describe("what a change reaches", () => {
  test("is nothing where nothing differs", () => {
    expect(affectedBy(SHOP, SHOP)).toEqual({ affected: [], gone: [] });
    expect(FORMS.text(affectedBy(SHOP, SHOP))).toBe("no stack is affected\n");
    expect(FORMS.github(affectedBy(SHOP, SHOP))).toBe('any=false\nmatrix={"include":[]}\n');
  });

  test("is a stack that differs and all that read it, near or far, each after those it reads", () => {
    expect(words(affectedBy(SHOP, synthesis(["shop"], { "shop-cluster": "other" })).affected)).toEqual([
      "cluster changed",
      "delivery reads",
      "workloads reads",
    ]);
    const all = words(affectedBy(SHOP, synthesis(["shop"], { "shop-network": "other" })).affected);
    expect(all).toEqual(["network changed", "cluster reads", "data reads", "delivery reads", "workloads reads"]);
  });

  test("is said in words, with what comes before", () => {
    expect(FORMS.text(affectedBy(SHOP, synthesis(["shop"], { "shop-data": "other" })))).toBe(
      "shop:\n  data       changed\n  workloads  reads data\n",
    );
  });

  test("stays in its environment, whose name may have dashes", () => {
    const both = ["flask-eks", "flask"];
    const { affected } = affectedBy(synthesis(both), synthesis(both, { "flask-eks-data": "other" }));
    expect(affected.map(({ environment, stack }) => `${environment} ${stack}`)).toEqual([
      "flask-eks data",
      "flask-eks workloads",
    ]);
    expect(partsOf("flask-eks-data")).toEqual({ environment: "flask-eks", stack: "data" });
  });

  test("is everything of an environment that is new, and none of one that is gone, which is named", () => {
    const { affected, gone } = affectedBy(SHOP, synthesis(["blog"]));
    expect(affected.every(({ environment, why }) => environment === "blog" && why === "new")).toBe(true);
    expect(affected).toHaveLength(6);
    expect(gone).toHaveLength(6);
    expect(FORMS.text({ affected: [], gone: ["shop-data"] })).toBe(
      "shop-data is gone from the files, and nothing destroys it by itself: docs/day-2/remove-environment.md\n",
    );
  });

  test("is a matrix with an entry for each environment", () => {
    const both = ["blog", "shop"];
    const change = affectedBy(synthesis(both), synthesis(both, { "blog-data": "x", "shop-workloads": "x" }));
    expect(FORMS.github(change)).toBe(
      'any=true\nmatrix={"include":[{"environment":"blog","stacks":"data workloads"},{"environment":"shop","stacks":"workloads"}]}\n',
    );
    expect(JSON.parse(FORMS.json(change))).toEqual(change);
  });
});

describe("a fleet of a hundred environments", () => {
  const names = Array.from({ length: 100 }, (_, i) => `shop-${String(i).padStart(3, "0")}`);
  const fleet = synthesis(names);

  interface Project {
    readonly name: string;
    readonly dir: string;
    readonly depends_on?: readonly string[];
    readonly execution_order_group: number;
  }
  const projectsOf = (before: Synthesis, after: Synthesis): Project[] =>
    parse(FORMS.atlantis(affectedBy(before, after))).projects;

  test("has a project of Atlantis for every stack, after those that it reads", () => {
    const projects = projectsOf({ stacks: new Map() }, fleet);
    expect(projects).toHaveLength(600);
    expect(new Set(projects.map(({ name }) => name)).size).toBe(600);
    const groups = new Map(projects.map(({ name, execution_order_group: group }) => [name, group]));
    for (const { name, depends_on = [], execution_order_group: group } of projects) {
      const { environment, stack } = partsOf(name);
      expect(depends_on).toEqual(READS[stack]?.map((read) => `${environment}-${read}`));
      for (const read of depends_on) expect(groups.get(read)).toBeLessThan(group);
    }
    expect(projects[0]).toMatchObject({ dir: "cdktf.out/stacks/shop-000-bootstrap", execution_order_group: 0 });
  });

  test("has a project for what a change reaches, and for nothing else", () => {
    const projects = projectsOf(fleet, synthesis(names, { "shop-042-data": "other" }));
    expect(projects.map(({ name, depends_on, execution_order_group: group }) => [name, depends_on, group])).toEqual([
      ["shop-042-data", undefined, 0],
      ["shop-042-workloads", ["shop-042-data"], 1],
    ]);
  });
});
