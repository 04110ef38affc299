import type { Content } from "../markup";
import { markup } from "../markup";
import { code, linkToResource, list, mark, table } from "../parts";
import { section } from "../section";

/** Where something is written. */
interface Placed {
  readonly stack: string;
  readonly address: string;
}

/** One role, user or group of AWS: who may use it and for what. */
export interface IdentityView extends Placed {
  readonly name: string;
  /** `role`, `user` or `group`. */
  readonly kind: string;
  /** Who may assume it, or who is in it, in words. */
  readonly assumedBy: readonly string[];
  /** What to look at: strangers, everybody, nobody. */
  readonly warnings: readonly string[];
  /** Its policies, each with a text for each statement. */
  readonly grants: readonly { readonly name: string; readonly words: readonly string[] }[];
  /** Policy that bounds it. */
  readonly boundary?: string;
  /** Trust and permissions as they are written, indented. */
  readonly json: string;
}

/** A permission that names more than one thing. */
export interface WildcardView extends Placed {
  readonly statement: string;
  readonly what: string;
  readonly values: readonly string[];
  /** Of a resource the actions that the reason is for. */
  readonly actions: readonly string[];
  /** Undefined when nobody has said why. */
  readonly reason?: { readonly text: string; readonly source: string };
}

export interface IdentitiesView {
  readonly identities: readonly IdentityView[];
  /** Who is what in the cluster. */
  readonly clusterAccess: readonly (Placed & { readonly principal: string; readonly may: readonly string[] })[];
  readonly kubernetes: readonly (Placed & { readonly name: string; readonly may: readonly string[] })[];
  readonly dataUsers: readonly (Placed & { readonly name: string; readonly login: string; readonly may: string })[];
  /** Resources that say themselves who may use them. */
  readonly resourcePolicies: readonly (Placed & { readonly words: readonly string[]; readonly json: string })[];
  readonly wildcards: readonly WildcardView[];
  /** What cannot be told from the JSON. */
  readonly unseen: readonly string[];
}

export const identities = section(
  "identities",
  "Identities",
  "Who may do what? Every role with who may assume it and what it may do, who is let into the cluster and the data stores, and every wildcard with its reason.",
  (view) => markup`${conspicuous(view)}
<h3>Roles</h3><div class="items">${view.identities.map(identity)}</div>
${part("Access to the cluster", "By access entries of EKS", ["Who", "May", "By"], view.clusterAccess, (it) => [
  it.principal,
  list(it.may),
])}
${part("Inside of Kubernetes", "Accounts that are written here or get an AWS role here", ["Who", "May", "By"], view.kubernetes, (it) => [it.name, list(it.may)])}
${part("Users of data stores", "Users that Terraform makes", ["User", "Logs in with", "May", "By"], view.dataUsers, (it) => [it.name, it.login, it.may])}
${view.resourcePolicies.length > 0 && markup`<h3>Resources that say who may use them</h3><div class="items">${view.resourcePolicies.map(resourcePolicy)}</div>`}
${view.wildcards.length > 0 && markup`<h3>Wildcards</h3><p>By the reason for them. The whole policy is with its role or resource above.</p><div class="items">${reasonsOf(view.wildcards).map(reasonWith)}</div>`}
${view.unseen.length > 0 && markup`<h3>What the JSON does not tell</h3>${list(view.unseen)}`}`,
);

/** A table with its heading; nothing without rows. The last column leads to the resource. */
const part = <T extends Placed>(
  title: string,
  caption: string,
  heads: readonly string[],
  rows: readonly T[],
  cells: (row: T) => Content[],
) =>
  rows.length > 0 &&
  markup`<h3>${title}</h3>${table(
    caption,
    heads,
    rows.map((row) => [...cells(row), linkToResource(row.stack, row.address)]),
  )}`;

/** What nobody should have to search for. */
function conspicuous({ identities: all, wildcards }: IdentitiesView) {
  const unexplained = wildcards.filter(({ reason }) => reason === undefined);
  const items = [
    ...all.flatMap(({ warnings, stack, address }) =>
      warnings.map((warning) => markup`${mark("fail")} ${linkToResource(stack, address)}: ${warning}`),
    ),
    ...unexplained.map(
      ({ stack, address, what, values }) =>
        markup`${mark("fail")} ${linkToResource(stack, address)}: the ${what} ${codes(values)} is a wildcard without a known reason.`,
    ),
  ];
  return items.length > 0
    ? markup`<ul class="plain">${items.map((item) => markup`<li>${item}</li>`)}</ul>`
    : markup`<p>Nobody outside of the account may assume a role, every role is used, and all ${wildcards.length} wildcards have a known reason.</p>`;
}

const identity = ({ name, kind, stack, address, assumedBy, warnings, grants, boundary, json }: IdentityView) =>
  markup`<details class="item"><summary><span class="name">${name}</span> <span class="aside">${stack}</span></summary>
<dl class="where"><div><dt>${kind === "role" ? "Role" : kind === "user" ? "User" : "Group"}</dt><dd>${linkToResource(stack, address)}</dd></div>
<div><dt>${kind === "role" ? "Assumed by" : "Is"}</dt><dd>${list([...assumedBy.map(sentence), ...warnings.map((it) => markup`${mark("fail")} ${it}`)])}</dd></div>
${grants.map((grant) => markup`<div><dt>May, by ${grant.name}</dt><dd>${list(grant.words)}</dd></div>\n`)}${
  grants.length === 0 && markup`<div><dt>May</dt><dd>nothing: it has no policy</dd></div>`
}<div><dt>At most</dt><dd>${boundary ? `what ${boundary} allows` : "what its policies say: it has no permission boundary"}</dd></div></dl><pre>${json}</pre></details>\n`;

const ADDRESS = /((?:data\.)?(?:aws|kubernetes|helm)_\w+\.[\w.[\]-]*\w)/;

/** A sentence in which addresses look like addresses, and may break. */
const sentence = (text: string): Content => text.split(ADDRESS).map((it, i) => (i % 2 === 1 ? code(it) : it));
const sentences = (texts: readonly string[]) => list(texts.map(sentence));

const resourcePolicy = ({ stack, address, words, json }: IdentitiesView["resourcePolicies"][number]) =>
  markup`<details class="item"><summary><span class="name">${address}</span> <span class="aside">${stack}</span></summary>
<dl class="where"><div><dt>Resource</dt><dd>${linkToResource(stack, address)}</dd></div><div><dt>Says</dt><dd>${sentences(words)}</dd></div></dl><pre>${json}</pre></details>\n`;

/** Reasons with the wildcards they are for, those without one first. */
function reasonsOf(wildcards: readonly WildcardView[]) {
  const texts = [...new Set(wildcards.map(({ reason }) => reason?.text))].sort((a = "", b = "") => (a < b ? -1 : 1));
  return texts.map((text) => wildcards.filter(({ reason }) => reason?.text === text));
}

function reasonWith(wildcards: readonly WildcardView[]) {
  const [{ reason } = {}] = wildcards as readonly Partial<WildcardView>[];
  return markup`<details class="item"><summary>${reason ? markup`<span class="sentence">${reason.text}</span>` : mark("fail")}${!reason && markup`<span class="sentence">No reason is known.</span>`} <span class="aside">${wildcards.length}</span></summary>
${reason && markup`<p class="aside">Source: ${reason.source}</p>`}${list(wildcards.map(wildcard))}</details>\n`;
}

const wildcard = ({ stack, address, what, values, actions, statement }: WildcardView) =>
  markup`${linkToResource(stack, address)}, ${statement}: ${what} ${codes(values)}${actions.length > 0 && markup` for ${actions.join(", ")}`}`;

const codes = (values: readonly string[]): Content => values.map((value, i) => [i > 0 && ", ", code(value)]);
