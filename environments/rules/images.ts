import { isPlaceholder, tagOf } from "../delivered";
import type { Problem } from "../problem";
import type { Environment } from "../schema";

/** Images of applications: exactly one, which is there. */
export function* checkImages({ workloads }: Environment): Generator<Problem> {
  for (const [name, { image, imageIsExample }] of Object.entries(workloads?.apps ?? {})) {
    const problem = image && imageProblem(image, imageIsExample);
    if (problem) yield { path: ["workloads", "apps", name, "image"], message: problem };
  }
}

function imageProblem(image: string, isExample: boolean): string | undefined {
  const tag = tagOf(image);
  if (isPlaceholder(image) && !isExample)
    return `"${image}" ends in ${tag}, which stands for a tag and is none; write the exact version, or imageIsExample: true until there is one`;
  if (image.includes("@")) return undefined;
  if (!tag) return `"${image}" has no tag; write the exact version, like ${image}:1.4.2`;
  return tag.toLowerCase() === "latest"
    ? `"${image}" means another image every day; write the exact version, like ${image.slice(0, -"latest".length)}1.4.2`
    : undefined;
}
