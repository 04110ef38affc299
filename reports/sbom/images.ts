import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import { type Block, chartValues, isGroup, type Json, textsOf, toGroup, type Values } from "../synthesized";
import { type Item, text, user } from "./item";

/** Parts of a reference to an image. */
interface Image {
  /** With its registry: `docker.io/grafana/grafana`. */
  readonly repository: string;
  readonly tag?: string | undefined;
  /** `sha256:…` */
  readonly digest?: string | undefined;
}

const DIGEST = /^sha256:([0-9a-f]{64})$/;

/** The container images that pods and the values of Helm releases name. */
export const imagesOf = (blocks: readonly Block[]): Item[] =>
  blocks.flatMap((block) => {
    const { values } = block;
    if (block.type.startsWith("kubernetes_")) return imagesIn(values, "").map((image) => imageItem(block, image));
    if (block.type !== "helm_release") return [];
    const chart = text(values.chart) ?? block.name;
    return textsOf(values.values)
      .flatMap((setting) => imagesIn(chartValues(setting) ?? null, chart))
      .map((image) => imageItem(block, image));
  });

/** Every `image` in a value. A chart's values may give only the tag; the repository then is the chart's. */
function imagesIn(value: Json, chart: string): Image[] {
  if (Array.isArray(value)) return value.flatMap((entry) => imagesIn(entry, chart));
  return Object.entries(toGroup(value)).flatMap(([key, inner]) => {
    if (key === "image" && typeof inner === "string") return inner ? [parseImage(inner)] : [];
    const isImage =
      /image$/i.test(key) && isGroup(inner) && ["repository", "tag", "digest"].some((part) => text(inner[part]));
    return isImage ? [imageOf(inner, chart)] : imagesIn(inner, chart);
  });
}

function imageOf({ registry, repository, tag, digest, sha }: Values, chart: string): Image {
  const path = text(repository) ?? `default image of the chart ${chart}`;
  const checksum = text(digest) ?? text(sha);
  return {
    repository: text(registry) && text(repository) ? `${registry}/${path}` : path,
    tag: text(tag),
    digest: checksum && (checksum.includes(":") ? checksum : `sha256:${checksum}`),
  };
}

/** `registry:5000/path:tag@sha256:…` */
function parseImage(reference: string): Image {
  const [named = "", digest] = reference.split("@");
  const colon = named.lastIndexOf(":");
  const hasTag = colon > named.lastIndexOf("/") && !named.slice(colon).includes("}");
  return hasTag
    ? { repository: named.slice(0, colon), tag: named.slice(colon + 1), digest }
    : { repository: named, tag: undefined, digest };
}

function imageItem(block: Block, { repository, tag, digest }: Image): Item {
  const [, digits] = DIGEST.exec(digest ?? "") ?? [];
  const version = tag ?? digest;
  return {
    ref: `image:${repository}${tag ? `:${tag}` : ""}${digest ? `@${digest}` : ""}`,
    type: ComponentType.Container,
    name: repository,
    ...(version ? { version } : {}),
    ...(/^[\w.:/-]+$/.test(repository) ? { purl: purlOf({ repository, tag, digest }) } : {}),
    ...(digits ? { hash: { algorithm: "SHA-256", digits } } : {}),
    facts: { kind: "container image", pinned: pinnedBy(tag, digits) },
    usedBy: [user(block)],
  };
}

/** What keeps the image from changing under its name. */
function pinnedBy(tag: string | undefined, digits: string | undefined): string {
  if (digits) return "by digest";
  return tag && tag !== "latest" ? "by tag" : "no: whatever is newest is run";
}

const purlOf = ({ repository, tag, digest }: Image): string =>
  new PackageURL("oci", undefined, repository.slice(repository.lastIndexOf("/") + 1).toLowerCase(), digest, {
    repository_url: repository,
    ...(tag ? { tag } : {}),
  }).toString();
