import type { ResourcesView, ResourceView } from "../html/sections/resources";
import { blocksOf } from "../rules/judge";
import type { Block, Stack } from "../synthesized";
import type { AssessedFinding } from "./evidence";

/** Every resource, data source, provider, backend and output of an environment with its JSON and what the rules say about it. */
export function resourcesView(stacks: readonly Stack[], findings: readonly AssessedFinding[]): ResourcesView {
  const byBlock = new Map<string, AssessedFinding[]>();
  for (const finding of findings) byBlock.set(keyOf(finding), [...(byBlock.get(keyOf(finding)) ?? []), finding]);
  return {
    resources: stacks.flatMap((stack) =>
      blocksOf(stack).map((block) => toView(block, stack.file, byBlock.get(keyOf(block)) ?? [])),
    ),
  };
}

const keyOf = ({ stack, address }: { readonly stack: string; readonly address: string }) => `${stack} ${address}`;

function toView(block: Block, file: string, findings: readonly AssessedFinding[]): ResourceView {
  const { kind, stack, type, address, pointer, constructPath, values } = block;
  return {
    stack,
    type: kind === "resource" || kind === "output" || kind === "local" ? type : `${kind} ${type}`,
    address,
    file,
    pointer,
    constructPath,
    json: JSON.stringify(values, undefined, 2),
    findings: findings.map(({ rule, verdict }) => ({ rule: rule.id, verdict })),
  };
}
