import { sortedJson } from "../helm";
import cluster from "./dashboards/cluster.json";
import dataStores from "./dashboards/data-stores.json";
import nodes from "./dashboards/nodes.json";
import photoGallery from "./dashboards/photo-gallery.json";
import statusPage from "./dashboards/status-page.json";
import type { MonitoringProps } from "./props";
import { memberKeys } from "./targets";

/** What the platform needs to know of a Grafana dashboard; the rest is Grafana's. */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly templating: { readonly list: readonly { readonly name: string }[] };
  readonly panels: readonly { readonly title: string; readonly targets: readonly object[] }[];
}

type Props = Pick<MonitoringProps, "apps" | "database" | "cache">;
/** Values of a dashboard's variables by name; a variable without values is a subject that does not exist. */
type Subjects = Readonly<Record<string, readonly string[]>>;

/** Every dashboard, with what fills its variables. */
const DASHBOARDS: readonly (readonly [GrafanaDashboard, (props: Props) => Subjects])[] = [
  [cluster, () => ({})],
  [nodes, () => ({})],
  [statusPage, ({ apps }) => ({ namespace: namespacesOf(apps.filter(({ scraped }) => scraped)) })],
  [photoGallery, ({ apps }) => ({ namespace: namespacesOf(apps.filter(({ persistent }) => persistent)) })],
  [dataStores, ({ database, cache }) => ({ database: database ? [database.identifier] : [], cache: membersOf(cache) })],
];

/** The dashboards whose subject an environment has, as JSON by uid. */
export const dashboardsFor = (props: Props): Readonly<Record<string, string>> =>
  Object.fromEntries(
    DASHBOARDS.flatMap(([dashboard, subjectsOf]) => {
      const filled = fill(dashboard, subjectsOf(props));
      return filled.panels.length > 0 ? [[dashboard.uid, sortedJson(filled)]] : [];
    }),
  );

/** The dashboard with its variables filled in, without those that have no value and the panels that use them. */
function fill(dashboard: GrafanaDashboard, subjects: Subjects): GrafanaDashboard {
  const absent = Object.keys(subjects).filter((name) => subjects[name]?.length === 0);
  const uses = (panel: object): boolean => absent.some((name) => JSON.stringify(panel).includes(`$${name}`));
  return {
    ...dashboard,
    panels: dashboard.panels.filter((panel) => !uses(panel) && !onlyAbout(absent, dashboard)),
    templating: {
      list: dashboard.templating.list
        .filter(({ name }) => !absent.includes(name))
        .map((variable) => ({ ...variable, query: (subjects[variable.name] ?? []).join(",") })),
    },
  };
}

/** A dashboard none of whose variables has a value is about nothing, whatever its other panels show. */
const onlyAbout = (absent: readonly string[], { templating }: GrafanaDashboard): boolean =>
  templating.list.length > 0 && templating.list.every(({ name }) => absent.includes(name));

const namespacesOf = (apps: MonitoringProps["apps"]): string[] =>
  [...new Set(apps.map(({ namespace }) => namespace))].sort();

const membersOf = (cache: MonitoringProps["cache"]): string[] =>
  cache ? memberKeys(cache.nodes).map((key) => `${cache.name}-${key}`) : [];
