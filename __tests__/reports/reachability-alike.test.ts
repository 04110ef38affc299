import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reachabilityOf } from "../../reports/reachability";
import { readEnvironments, type SynthesizedEnvironment } from "../../reports/synthesized";
import { synthesize } from "../../stacks/synthesize";
import { load, shopWith } from "../environments/fixture";
import { row } from "./reachability-fixture";

const app = (name: string, port = 8000) => `    ${name}:
      image: registry.example.com/shop/web:1.4.2
      port: ${port}
      replicas: 1
      resources: { requests: { cpu: 10m, memory: 16Mi }, limits: { cpu: 500m, memory: 512Mi } }
      ingress: { healthCheck: { path: / } }
`;

/** Who reaches what in a shop with some apps besides its own. */
function reachability(apps: string) {
  const folder = mkdtempSync(join(process.env.REAL_OUTPUT ?? tmpdir(), "alike-"));
  const file = shopWith(["max: 4 }", "max: 9 }"], ["      database: true\n", `      database: true\n${apps}`]);
  synthesize(load({ "shop.yaml": file }), folder);
  return reachabilityOf(readEnvironments(folder)[0] as SynthesizedEnvironment);
}

const names = Array.from({ length: 10 }, (_, i) => `app${i}`);
const many = reachability(names.map((name) => app(name)).join("") + app("odd", 9000));
const few = reachability(app("app0") + app("app1") + app("odd", 9000));

test("many apps that everything treats alike are one row, and one that differs has its own", () => {
  expect(many.sources.filter((name) => name.startsWith("Pods: app"))).toEqual(["Pods: app0 and 9 alike"]);
  expect(many.sources).toContain("Pods: odd");
  expect(few.alike).toEqual([]);
});

test("who they are is said", () => {
  expect(many.alike.map(({ name, members }) => [name, members.length])).toEqual(
    expect.arrayContaining([["Pods: app0 and 9 alike", 10]]),
  );
});

test("their row says what each of them reaches", () => {
  const plain = (reached: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(reached).map(([name, ports]) => [
        name.replace(/ and \d+ alike$/, "").replace(/^Load balancer for .*/, "load balancers"),
        ports,
      ]),
    );
  expect(plain(row(many, "Pods: app0 and 9 alike"))).toEqual(plain(row(few, "Pods: app0")));
  expect(plain(row(many, "Pods: odd"))).toEqual(plain(row(few, "Pods: odd")));
});
