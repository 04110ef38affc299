import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { renderChart } from "../../cli/manifests/charts";
import { renderedBy } from "../../reports/built/charts/chart";
import type { Block, Json, Values } from "../../reports/synthesized";
import { realEnvironments } from "../reports/real-output";

const EXPRESSION = /\$\{(?:[^{}]|\{[^{}]*\})*\}/g;

/** The releases of own charts in the environments of tests, with what only an apply tells in words. */
const releases = realEnvironments().flatMap(({ stacks }) =>
  stacks.flatMap(({ resources }) =>
    resources
      .filter(({ type, values }) => type === "helm_release" && String(values.chart).startsWith("assets/"))
      .map(
        (release): Block => ({
          ...release,
          values: JSON.parse(JSON.stringify(release.values).replaceAll(EXPRESSION, "known-later")),
        }),
      ),
  ),
);

const release = (namespace: string, values: Values): Block =>
  ({
    name: "main",
    address: "helm_release.main",
    values: { name: "main", namespace, values: [JSON.stringify(values)] },
  }) as never;

const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );

/** The chart of this project that a release was copied from. */
const folderOf = ({ values }: Block): string =>
  Object.entries({
    grafana_admin: "modules/monitoring/chart",
    database_users: "modules/database-users/chart",
    ingress_classes: "modules/apps/ingress-classes/chart",
  }).find(([name]) => String(values.chart).includes(name))?.[1] ?? "modules/apps/chart";

/** What looks like an expression of Terraform is escaped in what is judged, as Terraform itself would write it. */
const byName = (objects: readonly Json[]): string[] =>
  objects.map((object) => JSON.stringify(object).replaceAll(/([$%])\1\{/g, "$1{")).sort();

const full = {
  serviceAccount: "shop",
  runAsUser: 4711,
  identity: true,
  database: { name: "shop-database", secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop" },
  pullSecret: { name: "shop-registry", secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:registry" },
};

test.each([
  ...releases.map((one) => [`${one.environment}-${one.stack} ${one.address}`, folderOf(one), one] as const),
  ["an app with everything", "modules/apps/chart", release("shop", full)] as const,
  ["an app with nothing", "modules/apps/chart", release("shop", {})] as const,
])("the audit judges of %s what the real Helm makes of its chart", (_, folder, one) => {
  const { name, namespace, values } = one.values as Record<string, string> & { values: string[] };
  const made = renderChart({ name: String(name), namespace: String(namespace), values: values[0] ?? "" }, folder);
  const objects = parseAllDocuments(made).flatMap((document) => document.toJS() ?? []);
  expect(byName(renderedBy(one, filesIn(folder)).map(({ object }) => object))).toEqual(byName(objects));
});
