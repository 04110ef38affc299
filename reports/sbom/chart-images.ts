import { settingsIn } from "../built/chart-settings";
import { type Block, entryOf, isGroup, type Values, valueAt } from "../synthesized";
import LIST from "./chart-images.json";
import type { Image } from "./image";
import { imagesIn, tagAndDigest } from "./images";
import { text } from "./item";

/** An image that a chart can run. */
export interface ChartImage {
  /** Where values change it: `sidecar.image`. */
  readonly setting: string;
  /** Only where values have it for themselves. @default part of the repository */
  readonly registry?: string;
  readonly repository: string;
  readonly tag: string;
  /** Settings that must all be true for it to run, with the chart's defaults. */
  readonly when: Readonly<Record<string, boolean>>;
}

/** The images of one version of a public chart, found by rendering it. */
export interface ListedChart {
  readonly repository: string;
  /** First keys of the values that it was rendered with: others may switch on what nobody has seen. */
  readonly settings: readonly string[];
  readonly images: readonly ChartImage[];
}

/** What was found in every chart, by `grafana@12.11.1`, and the command that finds it. */
export const CHART_IMAGES: {
  readonly command: string;
  readonly charts: Readonly<Record<string, ListedChart>>;
} = LIST as never;

/** The images that a release of a public chart runs. */
export interface ReleaseImages {
  readonly images: readonly Image[];
  /** Why there may be others. */
  readonly unknown?: string;
}

/** The images of a release, by the list of its chart's version and the values that it is given. */
export function imagesOfRelease({ values }: Block): ReleaseImages {
  const [chart, version] = [text(values.chart) ?? "", text(values.version)];
  const settings = settingsIn(values);
  const listed = entryOf(CHART_IMAGES.charts, `${chart}@${version}`);
  if (listed === undefined || listed.repository !== text(values.repository))
    return {
      images: imagesIn(settings, chart).map(({ image }) => image),
      unknown: `no list of the images of ${chart} ${version ?? "without a version"}: those that its values name are here`,
    };
  const others = Object.keys(settings).filter((key) => !listed.settings.includes(key));
  return {
    images: [
      ...listed.images.filter(({ when }) => isOn(when, settings)).map((image) => changed(image, settings)),
      ...others.flatMap((key) => imagesIn({ [key]: settings[key] ?? null }, chart).map(({ image }) => image)),
    ],
    ...(others.length > 0 && { unknown: `the images were listed without the settings ${others.join(", ")}` }),
  };
}

const isOn = (when: ChartImage["when"], settings: Values): boolean =>
  Object.entries(when).every(([path, byDefault]) => (valueAt(settings, path) ?? byDefault) === true);

/** The image with what the values change of it. */
function changed({ setting, registry, repository, tag }: ChartImage, settings: Values): Image {
  const own = valueAt(settings, setting);
  const part = (key: string): string | undefined => (isGroup(own) ? text(own[key]) : undefined);
  const host = part("registry") ?? registry;
  return {
    repository: [...(host ? [host] : []), part("repository") ?? repository].join("/"),
    ...tagAndDigest(part("tag") ?? tag, part("digest") ?? part("sha")),
  };
}
