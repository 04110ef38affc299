import type { Problem } from "../problem";
import type { Environment } from "../schema";

/** Tags that stand for one that somebody meant to write. */
const PLACEHOLDER =
  /(^|[-_.])x{3,}($|[-_.])|^(todo|tbd|changeme|change-me|placeholder|replace-?me|your-?tag|tag|version)$/i;

/** Images of applications: exactly one, which is there. */
export function* checkImages({ workloads }: Environment): Generator<Problem> {
  for (const [name, { image, imageIsExample }] of Object.entries(workloads?.apps ?? {})) {
    const problem = image && imageProblem(image, imageIsExample);
    if (problem) yield { path: ["workloads", "apps", name, "image"], message: problem };
  }
}

function imageProblem(image: string, isExample: boolean): string | undefined {
  const [named = ""] = image.split("@");
  const tag = named.slice(named.lastIndexOf("/") + 1).split(":")[1];
  if (tag && PLACEHOLDER.test(tag) && !isExample)
    return `"${image}" ends in ${tag}, which stands for a tag and is none; write the exact version, or imageIsExample: true until there is one`;
  if (image.includes("@")) return undefined;
  if (!tag) return `"${image}" has no tag; write the exact version, like ${image}:1.4.2`;
  return tag === "latest"
    ? `"${image}" means another image every day; write the exact version, like ${image.slice(0, -"latest".length)}1.4.2`
    : undefined;
}
