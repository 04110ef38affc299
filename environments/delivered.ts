import type { Environment } from "./schema";

/**
 * Whether an image comes from a repository of this environment. Then a pipeline rolls out its tags, and Terraform leaves
 * the image of the running application alone: the one in the environment file is the first one.
 */
export const isDelivered = (image: string, { account, region, delivery }: Environment): boolean =>
  Object.keys(delivery?.repositories ?? {}).some((repository) =>
    [":", "@"].some((end) => image.startsWith(`${account}.dkr.ecr.${region}.amazonaws.com/${repository}${end}`)),
  );

/** Whether a tag stands for one that is still to be written, such as `latest-xxxxxxx`: no registry has such an image. */
export const isPlaceholder = (image: string): boolean => /:(.*[^a-z0-9])?x{3,}$/i.test(image);
