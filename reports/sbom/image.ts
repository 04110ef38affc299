import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import type { Block } from "../synthesized";
import { type Item, user } from "./item";

/** Parts of a reference to an image. */
export interface Image {
  /** With its registry: `docker.io/grafana/grafana`. */
  readonly repository: string;
  readonly tag?: string | undefined;
  /** `sha256:…` */
  readonly digest?: string | undefined;
}

const DIGEST = /^sha256:([0-9a-f]{64})$/;

/** `registry:5000/path:tag@sha256:…` */
export function parseImage(reference: string): Image {
  const [named = "", digest] = reference.split("@");
  const colon = named.lastIndexOf(":");
  const hasTag = colon > named.lastIndexOf("/") && !named.slice(colon).includes("}");
  return hasTag
    ? { repository: named.slice(0, colon), tag: named.slice(colon + 1), digest }
    : { repository: named, tag: undefined, digest };
}

export const refOfImage = ({ repository, tag, digest }: Image): string =>
  `image:${repository}${tag ? `:${tag}` : ""}${digest ? `@${digest}` : ""}`;

/** An image that a block runs. */
export function imageItem(block: Block, image: Image): Item {
  const { repository, tag, digest } = image;
  const [, digits] = DIGEST.exec(digest ?? "") ?? [];
  const version = tag ?? digest;
  return {
    ref: refOfImage(image),
    type: ComponentType.Container,
    name: repository,
    supplier: repository.includes("/") ? repository.slice(0, repository.lastIndexOf("/")) : "docker.io/library",
    purl: purlOf(image),
    ...(version ? { version } : {}),
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

/** An image whose repository only Terraform knows has no place in a registry yet. */
function purlOf({ repository, tag, digest }: Image): string {
  if (!/^[\w.:/-]+$/.test(repository))
    return new PackageURL("generic", undefined, repository, tag ?? digest).toString();
  return new PackageURL("oci", undefined, repository.slice(repository.lastIndexOf("/") + 1).toLowerCase(), digest, {
    repository_url: repository,
    ...(tag ? { tag } : {}),
  }).toString();
}
