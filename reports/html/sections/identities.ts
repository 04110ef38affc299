import { markup } from "../markup";
import { linkToResource, list } from "../parts";
import { section } from "../section";

/** One role: who may use it and for what. */
export interface IdentityView {
  readonly name: string;
  readonly stack: string;
  readonly address: string;
  /** Who may assume it, in words. */
  readonly assumedBy: readonly string[];
  /** What it may do, in words. */
  readonly permissions: readonly string[];
  /** Permissions on everything, each with the reason. */
  readonly wildcards: readonly { readonly what: string; readonly reason: string }[];
  /** Trust and permissions as they are written, indented. */
  readonly json: string;
}

export interface IdentitiesView {
  readonly identities: readonly IdentityView[];
}

export const identities = section(
  "identities",
  "Identities",
  "Which roles exist, who may assume each, and what may it do?",
  ({ identities: all }) => markup`<div class="items">${all.map(identity)}</div>`,
);

const identity = ({ name, stack, address, assumedBy, permissions, wildcards, json }: IdentityView) =>
  markup`<details class="item"><summary><span class="name">${name}</span> <span class="aside">${stack}</span></summary>
<dl class="where"><div><dt>Role</dt><dd>${linkToResource(stack, address)}</dd></div>
<div><dt>Assumed by</dt><dd>${list(assumedBy)}</dd></div><div><dt>May</dt><dd>${list(permissions)}</dd></div>${
    wildcards.length > 0 &&
    markup`<div><dt>On everything</dt><dd>${list(wildcards.map(({ what, reason }) => `${what}: ${reason}`))}</dd></div>`
  }</dl><pre>${json}</pre></details>\n`;
