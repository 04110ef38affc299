import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stacksInOrder } from "../../../cli/plan/order";

const folder = mkdtempSync(join(tmpdir(), "order-"));
afterAll(() => rmSync(folder, { recursive: true }));
const stacks = {
  "shop-workloads": { dependencies: ["shop-network", "shop-cluster"] },
  "shop-cluster": { dependencies: ["shop-network"] },
  "shop-bootstrap": { dependencies: [] },
  "shop-network": { dependencies: [] },
};
writeFileSync(join(folder, "manifest.json"), JSON.stringify({ stacks }));
const order = (...wanted: string[]) => stacksInOrder(folder, "shop", wanted);

describe("the order of plans", () => {
  test("takes every stack after those it reads", () => {
    expect(order()).toEqual(["bootstrap", "network", "cluster", "workloads"]);
  });

  test("does not depend on the order in which stacks are named", () => {
    expect(order("workloads", "network")).toEqual(["network", "workloads"]);
  });

  test("refuses a stack that the environment does not have", () => {
    expect(() => order("date")).toThrow("shop has no stack date; write one of bootstrap, network, cluster, workloads");
  });
});
