import { renderDocument } from "../html/chapters";
import type { Markup } from "../html/markup";
import { pictureStyle } from "../html/picture";
import { CHAPTERS } from "./chapters";
import type { Chapter, Source } from "./chapters/chapter";
import type { SummaryView } from "./chapters/summary";

type Chapters = (typeof CHAPTERS)[number];
type ViewOf<C> = C extends Chapter<string, infer View> ? View : never;

/** What a report shows, chapter by chapter. One without data is left out, and so is its entry in the contents. */
export type ReportData = { readonly summary: SummaryView } & {
  readonly [C in Chapters as C["id"]]?: ViewOf<C>;
};

/** Everything the report of one environment shows. */
export async function reportData(source: Source): Promise<ReportData> {
  const views = await Promise.all(CHAPTERS.map(async ({ id, view }) => [id, await view(source)] as const));
  return Object.fromEntries(views.filter(([, view]) => view !== undefined)) as unknown as ReportData;
}

/** The audit of one environment as one HTML file. */
export function renderReport(data: ReportData): string {
  const { environment, date } = data.summary;
  return renderDocument({
    title: `Audit of ${environment}`,
    kind: "Audit report",
    heading: environment,
    aside: `As of ${date}, from the synthesized Terraform JSON alone`,
    chapters: CHAPTERS.flatMap(({ id, title, lead, render, ...more }) => {
      const view = data[id];
      const isEvidence = "isEvidence" in more && more.isEvidence === true;
      return view === undefined
        ? []
        : [{ id, title, lead, isEvidence, content: (render as (view: unknown) => Markup)(view) }];
    }),
    styles: [pictureStyle()],
  });
}
