import type { Content } from "../../html/markup";
import { markup } from "../../html/markup";
import { code, linkToResource, list, mark, table } from "../../html/parts";
import { type IdentitiesView, type IdentityView, identitiesView, type Placed, type Wildcard } from "../../identities";
import { chapter } from "./chapter";

export const identities = chapter({
  id: "identities",
  title: "Identities",
  lead: "Who may do what? Every role with who may assume it and what it may do, who is let into the cluster and the data stores, and every wildcard with its reason.",
  view: ({ environment }) => identitiesView(environment),
  render: (view) => markup`${conspicuous(view)}
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
});

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
function reasonsOf(wildcards: readonly Wildcard[]) {
  const texts = [...new Set(wildcards.map(({ reason }) => reason?.text))].sort((a = "", b = "") => (a < b ? -1 : 1));
  return texts.map((text) => wildcards.filter(({ reason }) => reason?.text === text));
}

function reasonWith(wildcards: readonly Wildcard[]) {
  const [{ reason } = {}] = wildcards as readonly Partial<Wildcard>[];
  return markup`<details class="item"><summary>${reason ? markup`<span class="sentence">${reason.text}</span>` : mark("fail")}${!reason && markup`<span class="sentence">No reason is known.</span>`} <span class="aside">${wildcards.length}</span></summary>
${reason && markup`<p class="aside">Source: ${reason.source}</p>`}${list(wildcards.map(wildcard))}</details>\n`;
}

const wildcard = ({ stack, address, what, values, actions, statement }: Wildcard) =>
  markup`${linkToResource(stack, address)}, ${statement}: ${what} ${codes(values)}${actions.length > 0 && markup` for ${actions.join(", ")}`}`;

const codes = (values: readonly string[]): Content => values.map((value, i) => [i > 0 && ", ", code(value)]);
