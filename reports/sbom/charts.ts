import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import { settingsIn } from "../built/chart-settings";
import type { Block, Values } from "../synthesized";
import { imagesOfRelease, type ReleaseImages } from "./chart-images";
import { imageItem, parseImage, refOfImage } from "./image";
import { imagesIn } from "./images";
import { type Item, text, user } from "./item";

/**
 * The Helm charts of a stack and their images: charts of repositories, and the platform's own, whose content names their folder.
 * @param assets Texts that lie beside the stack, by their path.
 */
export const chartsOf = (blocks: readonly Block[], assets: Values): Item[] =>
  blocks
    .filter(({ type }) => type === "helm_release")
    .flatMap((block) => {
      const { chart, version, repository, name } = block.values;
      const [from, exact, path] = [text(repository), text(version), text(chart) ?? ""];
      return from
        ? withImages(block, published(block, path, exact, from), imagesOfRelease(block))
        : withImages(block, own(block, text(name) ?? block.name, path, assets), ownImages(block, path, assets));
    });

const withImages = (block: Block, chart: Item, { images, unknown }: ReleaseImages): Item[] => [
  { ...chart, needs: images.map(refOfImage), ...(unknown ? { unknown } : { isComplete: true }) },
  ...images.map((image) => imageItem(block, image)),
];

function published(block: Block, name: string, version: string | undefined, repository: string): Item {
  const purl = new PackageURL("helm", undefined, name, version, { repository_url: repository }).toString();
  return {
    ref: purl,
    type: ComponentType.Application,
    name,
    supplier: repository.replace(/^\w+:\/\//, ""),
    purl,
    ...(version ? { version } : {}),
    facts: {
      kind: "Helm chart",
      repository,
      ...(version ? {} : { pinned: "no: the newest version is installed" }),
    },
    usedBy: [user(block)],
  };
}

function own(block: Block, name: string, path: string, assets: Values): Item {
  const [, version] = /^version:\s*["']?([^\s"']+)/m.exec(text(assets[`${path}/Chart.yaml`]) ?? "") ?? [];
  return {
    ref: `chart:${path}`,
    type: ComponentType.Application,
    name,
    supplier: "aws-platform",
    purl: new PackageURL("generic", "aws-platform", `chart-${name}`, version).toString(),
    ...(version ? { version } : {}),
    facts: { kind: "Helm chart", repository: `part of the platform: ${path}` },
    usedBy: [user(block)],
  };
}

/** Images that the templates of a chart beside the stack use: by a setting, or written into them. */
function ownImages(block: Block, path: string, assets: Values): ReleaseImages {
  const templates = Object.entries(assets)
    .filter(([file]) => file.startsWith(`${path}/templates/`))
    .map(([, content]) => String(content))
    .join("\n");
  const named = imagesIn(settingsIn(block.values), path);
  if (templates === "")
    return { images: named.map(({ image }) => image), unknown: "the templates of the chart are not here" };
  const literal = [...templates.matchAll(/^\s*(?:- )?image:\s*["']?([^\s"'{}]+)["']?\s*$/gm)];
  return {
    images: [
      ...named.filter((one) => templates.includes(`.Values.${one.path}`)).map(({ image }) => image),
      ...literal.map(([, image = ""]) => parseImage(image)),
    ],
  };
}
