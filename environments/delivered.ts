import type { Environment } from "./schema";

/**
 * Whether an image comes from a repository of this environment. Then a pipeline rolls out its tags, and Terraform leaves
 * the image of the running application alone: the one in the environment file is the first one.
 */
export const isDelivered = (image: string, { account, region, delivery }: Environment): boolean =>
  Object.keys(delivery?.repositories ?? {}).some((repository) =>
    [":", "@"].some((end) => image.startsWith(`${account}.dkr.ecr.${region}.amazonaws.com/${repository}${end}`)),
  );

/** The tag of an image; empty when it has none, or a digest alone. */
export function tagOf(image: string): string {
  const [named = ""] = image.split("@");
  return named.slice(named.lastIndexOf("/") + 1).split(":")[1] ?? "";
}

/** Whether a tag stands for one that is still to be written, such as `latest-xxxxxxx`: no registry has such an image. */
export const isPlaceholder = (image: string): boolean =>
  /(^|[-_.])x{3,}($|[-_.])|^(todo|tbd|changeme|change-me|placeholder|replace-?me|your-?tag|tag|version)$/i.test(
    tagOf(image),
  );
