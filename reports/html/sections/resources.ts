import { markup } from "../markup";
import { code, filter, linkTo, mark, resourceId, ruleId } from "../parts";
import { section } from "../section";

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
  /** The block as it is in the file, indented. */
  readonly json: string;
  /** What the rules say about it. */
  readonly findings: readonly { readonly rule: string; readonly verdict: string }[];
}

export interface ResourcesView {
  readonly resources: readonly ResourceView[];
}

export const resources = section(
  "resources",
  "Resources",
  "Everything that would be made, as Terraform reads it. Each entry opens its JSON.",
  ({ resources: all }) => markup`${filter("resource-list", "resources", [
    { key: "stack", label: "Stack", values: distinct(all.map(({ stack }) => stack)) },
    { key: "type", label: "Type", values: distinct(all.map(({ type }) => type)) },
  ])}
<div class="items" id="resource-list">${all.map(resource)}</div>`,
);

const resource = ({ stack, type, address, file, pointer, constructPath, json, findings }: ResourceView) =>
  markup`<details class="item" id="${resourceId(stack, address)}" data-stack="${stack}" data-type="${type}"><summary><span class="name">${address}</span> <span class="aside">${stack}</span></summary>
<dl class="where"><div><dt>JSON</dt><dd>${code(`${file}#${pointer}`)}</dd></div><div><dt>Construct</dt><dd>${code(constructPath)}</dd></div>${
    findings.length > 0 &&
    markup`<div><dt>Rules</dt><dd>${findings.map(({ rule, verdict }) => markup`<span class="nowrap">${mark(verdict)} ${linkTo(ruleId(rule), rule)}</span> `)}</dd></div>`
  }</dl>
<pre>${json}</pre></details>\n`;

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
