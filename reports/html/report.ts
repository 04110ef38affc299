import { pictureStyle } from "../diagram/svg";
import { type Markup, markup } from "./markup";
import { renderPage } from "./page";
import type { ReportData, Section } from "./section";
import { controls } from "./sections/controls";
import { cost } from "./sections/cost";
import { diagram } from "./sections/diagram";
import { encryption } from "./sections/encryption";
import { hashes } from "./sections/hashes";
import { identities } from "./sections/identities";
import { reachability } from "./sections/reachability";
import { resources } from "./sections/resources";
import { stacks } from "./sections/stacks";
import { summary } from "./sections/summary";
import { versions } from "./sections/versions";
import { waivers } from "./sections/waivers";

/** Every section there is, in the order of the report. */
export const SECTIONS: readonly Section[] = [
  summary,
  diagram,
  stacks,
  resources,
  controls,
  reachability,
  identities,
  encryption,
  versions,
  cost,
  waivers,
  hashes,
];

/** The audit of one environment as one HTML file. */
export function renderReport(data: ReportData): string {
  const shown = SECTIONS.flatMap((section) => {
    const content = section.render(data);
    return content ? [{ section, content }] : [];
  });
  const { environment, date } = data.summary;
  const body = markup`<a class="skip" href="#content">Skip to the content</a>
<header class="masthead"><p class="kind">Audit report</p><h1>${environment}</h1><p class="aside">As of ${date}, from the synthesized Terraform JSON alone</p></header>
<nav aria-label="Sections"><ol>${shown.map(({ section }) => markup`<li><a href="#${section.id}">${section.title}</a></li>`)}</ol></nav>
<main id="content">
${shown.map(({ section, content }) => chapter(section, content))}
</main>`;
  return renderPage({ title: `Audit of ${environment}`, styles: [pictureStyle()], body });
}

const chapter = ({ id, title, lead }: Section, content: Markup): Markup =>
  markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><p class="lead">${lead}</p>
${content}
</section>\n`;
