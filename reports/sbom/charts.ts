import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import type { Block } from "../synthesized";
import { type Item, text, user } from "./item";

/** The Helm charts of a stack: from repositories, and the platform's own, whose content names their folder. */
export const chartsOf = (blocks: readonly Block[]): Item[] =>
  blocks
    .filter(({ type }) => type === "helm_release")
    .map((block) => {
      const { chart, version, repository, name } = block.values;
      const [from, exact, path] = [text(repository), text(version), text(chart) ?? ""];
      return from ? published(block, path, exact, from) : own(block, text(name) ?? block.name, path);
    });

function published(block: Block, name: string, version: string | undefined, repository: string): Item {
  const purl = new PackageURL("helm", undefined, name, version, { repository_url: repository }).toString();
  return {
    ref: purl,
    type: ComponentType.Application,
    name,
    purl,
    ...(version ? { version } : {}),
    facts: {
      kind: "Helm chart",
      repository,
      images: "those of the chart's defaults, and those in this bill that the release uses",
      ...(version ? {} : { pinned: "no: the newest version is installed" }),
    },
    usedBy: [user(block)],
  };
}

const own = (block: Block, name: string, path: string): Item => ({
  ref: `chart:${path}`,
  type: ComponentType.Application,
  name,
  facts: { kind: "Helm chart", repository: `part of the platform: ${path}` },
  usedBy: [user(block)],
});
