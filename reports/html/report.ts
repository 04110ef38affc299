import { renderDocument } from "./chapters";
import { pictureStyle } from "./picture";
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
  const { environment, date } = data.summary;
  return renderDocument({
    title: `Audit of ${environment}`,
    kind: "Audit report",
    heading: environment,
    aside: `As of ${date}, from the synthesized Terraform JSON alone`,
    chapters: SECTIONS.flatMap(({ id, title, lead, render }) => {
      const content = render(data);
      return content ? [{ id, title, lead, content }] : [];
    }),
    styles: [pictureStyle()],
  });
}
