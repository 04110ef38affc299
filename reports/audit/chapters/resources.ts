import { markup } from "../../html/markup";
import { code, filter, linkTo, linkToResource, mark, resourceId, ruleId } from "../../html/parts";
import { blocksOf } from "../../rules/judge";
import type { Block, Stack } from "../../synthesized";
import type { AssessedFinding } from "../evidence";
import { chapter } from "./chapter";

/** One block of Terraform JSON. */
export interface ResourceView {
  readonly stack: string;
  readonly type: string;
  readonly address: string;
  /** File below the output folder, and where in it (JSON pointer). */
  readonly file: string;
  readonly pointer: string;
  /** Which construct of the program made it. */
  readonly constructPath: string;
  /** The release of Helm whose chart makes it, from the template in `file`. @default Terraform makes it */
  readonly madeBy?: string;
  /** The block as it is in the file, indented. */
  readonly json: string;
  /** What the rules say about it. */
  readonly findings: readonly { readonly rule: string; readonly verdict: string }[];
}

export interface ResourcesView {
  readonly resources: readonly ResourceView[];
}

export const resources = chapter({
  id: "resources",
  title: "Resources",
  lead: "Everything that would be made, as Terraform reads it. Each entry opens its JSON.",
  isEvidence: true,
  view: ({ environment, findings }) => resourcesView(environment.stacks, findings),
  render: ({ resources: all }) => markup`${filter("resource-list", "resources", [
    { key: "stack", label: "Stack", values: distinct(all.map(({ stack }) => stack)) },
    { key: "type", label: "Type", values: distinct(all.map(({ type }) => type)) },
  ])}
<div class="items" id="resource-list">${all.map(resource)}</div>`,
});

const resource = ({ stack, type, address, file, pointer, constructPath, madeBy, json, findings }: ResourceView) =>
  markup`<details class="item" id="${resourceId(stack, address)}" data-stack="${stack}" data-type="${type}"><summary><span class="name">${address}</span> <span class="aside">${stack}</span></summary>
<dl class="where">${
    madeBy === undefined
      ? markup`<div><dt>JSON</dt><dd>${code(`${file}#${pointer}`)}</dd></div>`
      : markup`<div><dt>Template</dt><dd>${code(file)}</dd></div><div><dt>Made by</dt><dd>${linkToResource(stack, madeBy)}</dd></div>`
  }<div><dt>Construct</dt><dd>${code(constructPath)}</dd></div>${
    findings.length > 0 &&
    markup`<div><dt>Rules</dt><dd>${findings.map(({ rule, verdict }) => markup`<span class="nowrap">${mark(verdict)} ${linkTo(ruleId(rule), rule)}</span> `)}</dd></div>`
  }</dl>
<pre>${json}</pre></details>\n`;

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

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
  const { kind, stack, type, address, pointer, constructPath, values, madeBy } = block;
  return {
    stack,
    type: kind === "resource" || kind === "output" || kind === "local" ? type : `${kind} ${type}`,
    address,
    file: block.file ?? file,
    pointer,
    constructPath,
    ...(madeBy !== undefined && { madeBy }),
    json: JSON.stringify(values, undefined, 1),
    findings: findings.map(({ rule, verdict }) => ({ rule: rule.id, verdict })),
  };
}
