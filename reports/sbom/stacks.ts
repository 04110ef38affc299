import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import type { SynthesizedEnvironment } from "../synthesized";
import type { Item } from "./item";

/**
 * The stacks, each with what it uses itself; what a chart or Jenkins brings along is a need of theirs.
 * @param unread Ids of stacks with a machine whose first boot was not read.
 */
export function stackItems(
  { stacks }: SynthesizedEnvironment,
  items: readonly Item[],
  version: string | undefined,
  unread: readonly string[],
): Item[] {
  const needed = new Set(items.flatMap(({ needs = [] }) => needs));
  return stacks.map(({ id }) => ({
    ref: `stack:${id}`,
    type: ComponentType.Application,
    name: id,
    supplier: "aws-platform",
    purl: new PackageURL("generic", "aws-platform", id, version).toString(),
    ...(version ? { version } : {}),
    facts: { kind: "Terraform stack" },
    needs: items
      .filter(({ ref, usedBy = [] }) => !needed.has(ref) && usedBy.some((by) => by.startsWith(`${id} `)))
      .map(({ ref }) => ref),
    ...(unread.includes(id) && { unknown: "what the first boot of its machine installs was not read" }),
  }));
}
