import pins from "../pins.json";
import { CHART_IMAGES } from "../reports/sbom";
import type { Block } from "./helpers";
import { realStacks } from "./reports/real-output";

interface Pinned {
  readonly version: string;
  readonly digest: string;
}

const IMAGES = Object.entries(pins.images).flatMap(([name, image]): [string, Pinned][] =>
  "digest" in image ? [[name, image]] : [],
);
/** The autoscaler has a digest where one of its minor version's newest patch was seen. */
const { patches, digests } = pins.images["cluster-autoscaler"] as {
  patches: Readonly<Record<string, number>>;
  digests: Readonly<Record<string, string>>;
};
const AUTOSCALER_BY_TAG = Object.entries(patches)
  .map(([minor, patch]) => `${minor}.${patch}`)
  .filter((version) => !Object.hasOwn(digests, version))
  .map((version) => `{"tag":"v${version}"}`);

/** Where every environment's charts take an image; a public one that is not said here would run by its chart's tag. */
const IN_EVERY = [
  "aws-load-balancer-controller",
  "grafana",
  "prometheus/server",
  "prometheus/alertmanager",
  "prometheus/configmapReload/prometheus",
  "prometheus/kube-state-metrics",
  "prometheus/prometheus-node-exporter",
];

test.each(IMAGES)("the digest of %s is a whole SHA-256", (_, { digest }) => {
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
});

/** The images of the pinned chart; none where nobody has listed them yet (`npm run chart-images`), which its bill says. */
const listed = CHART_IMAGES.charts[`prometheus@${pins.charts.prometheus.version}`]?.images;

(listed ? test : test.skip)(
  "a digest counts more than its tag, so the pinned tag is the one that the chart's version installs",
  () => {
    const images = listed ?? [];
    const tagIn = (setting: string) => images.find((image) => image.setting === setting)?.tag;
    expect([
      tagIn("server.image"),
      tagIn("alertmanager.image"),
      tagIn("kube-state-metrics.image"),
      tagIn("configmapReload.prometheus.image"),
      tagIn("prometheus-node-exporter.image"),
    ]).toEqual(
      (["prometheus", "alertmanager", "kube-state-metrics", "config-reloader", "node-exporter"] as const).map(
        (name) => pins.images[name].version,
      ),
    );
  },
);

describe.each(["statuspage", "flask-eks"])("the charts of %s", (environment) => {
  const releases: Block[] = Object.values((realStacks()[`${environment}-workloads`] as Block).resource.helm_release);

  test("run images by digest, every one", () => {
    const tags = new Map<string, string>();
    const walk = (path: string, value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries(value as Block)) {
        if (/^image$/i.test(key)) tags.set(path, JSON.stringify(inner));
        else walk(`${path}/${key}`, inner);
      }
    };
    for (const { name, values } of releases) walk(name, readable(values[0]));
    expect([...tags].filter(([, image]) => !image.includes("sha256:") && !AUTOSCALER_BY_TAG.includes(image))).toEqual(
      [],
    );
    expect([...tags.keys()]).toEqual(expect.arrayContaining(IN_EVERY));
  });
});

/** Values with Terraform's references as text. */
const readable = (text: string): unknown => JSON.parse(text.replaceAll(/\$\{[^}]*\}/g, "known-later"));
