import { type Block, isGroup, type Json, toGroup, type Values } from "../synthesized";
import { type Image, imageItem, parseImage } from "./image";
import { type Item, text } from "./item";

/** An image that a tree of values names, and where: `sidecar.image`. */
export interface NamedImage {
  readonly path: string;
  readonly image: Image;
}

/** The container images that pods name. Those of Helm releases are with their charts. */
export const imagesOf = (blocks: readonly Block[]): Item[] =>
  blocks
    .filter(({ type }) => type.startsWith("kubernetes_"))
    .flatMap((block) => imagesIn(block.values).map(({ image }) => imageItem(block, image)));

/**
 * Every `image` in a value.
 * @param chart Whose image it is when the values give only its tag
 */
export function imagesIn(value: Json, chart = "", path = ""): NamedImage[] {
  if (Array.isArray(value)) return value.flatMap((entry) => imagesIn(entry, chart, path));
  return Object.entries(toGroup(value)).flatMap(([key, inner]) => {
    const at = path === "" ? key : `${path}.${key}`;
    if (key === "image" && typeof inner === "string") return inner ? [{ path: at, image: parseImage(inner) }] : [];
    const isImage =
      /image$/i.test(key) && isGroup(inner) && ["repository", "tag", "digest"].some((part) => text(inner[part]));
    return isImage ? [{ path: at, image: imageOf(inner, chart) }] : imagesIn(inner, chart, at);
  });
}

function imageOf({ registry, repository, tag, digest, sha }: Values, chart: string): Image {
  const path = text(repository) ?? `default image of the chart ${chart}`;
  return {
    repository: text(registry) && text(repository) ? `${registry}/${path}` : path,
    ...tagAndDigest(text(tag), text(digest) ?? text(sha)),
  };
}

/** Charts want a checksum with or without its algorithm. */
export const digestOf = (checksum: string | undefined): string | undefined =>
  checksum && (checksum.includes(":") ? checksum : `sha256:${checksum}`);

/** A tag and a digest, which may stand behind the tag: `v1.2@sha256:…`. */
export function tagAndDigest(given: string | undefined, digest: string | undefined): Pick<Image, "tag" | "digest"> {
  const [tag, behind] = given?.split("@") ?? [];
  return { tag, digest: digestOf(digest ?? behind) };
}
