import { drawArchitecture } from "../diagram/architecture";
import { drawStacks } from "../diagram/stack-graph";
import { drawSvg } from "../html/picture";
import type { ReportData } from "../html/section";
import type { StacksView } from "../html/sections/stacks";
import type { SummaryView } from "../html/sections/summary";
import { identitiesView } from "../identities";
import type { Stack } from "../synthesized";
import type { Audited } from "./report";
import { controlsView, waiversView } from "./report-controls";
import { costView } from "./report-cost";
import { encryptionView } from "./report-encryption";
import { reachabilityView } from "./report-reachability";
import { resourcesView } from "./report-resources";
import { versionsView } from "./report-versions";

/** The pictures of one environment as files of their own. */
export interface Pictures {
  readonly architecture: string;
  readonly stacks: string;
}

/** Everything the report of one environment shows, and its pictures. Each further section is one more line here. */
export async function reportData(audited: Audited): Promise<{ data: ReportData; pictures: Pictures }> {
  const { environment, findings, evidence, support, inputs } = audited;
  const [architecture, graph] = [drawArchitecture(environment), drawStacks(environment)];
  const [architectureSvg, graphSvg] = [await drawSvg("architecture", architecture), await drawSvg("graph", graph)];
  const data: ReportData = {
    summary: summaryOf(audited),
    diagram: { title: architecture.title, svg: architectureSvg.inline, facts: architecture.facts },
    stacks: stacksOf(environment.stacks, { title: graph.title, svg: graphSvg.inline, facts: graph.facts }),
    resources: resourcesView(environment.stacks, findings),
    controls: controlsView(evidence, findings),
    reachability: reachabilityView(environment),
    identities: await identitiesView(environment),
    encryption: encryptionView(environment, findings),
    ...(audited.cost && { cost: costView(audited.cost) }),
    versions: versionsView(environment, support),
    waivers: waiversView(findings),
    hashes: { files: inputs.hashes },
  };
  return { data, pictures: { architecture: architectureSvg.file, stacks: graphSvg.file } };
}

function summaryOf({ environment, date, findings, verdict, sentence, problems, counts, rules }: Audited): SummaryView {
  const resources = environment.stacks.flatMap((stack) => stack.resources).length;
  const providers = environment.stacks.flatMap((stack) => stack.providers.filter(({ type }) => type === "aws"));
  const distinct = (key: string) => [...new Set(providers.flatMap(({ values }) => values[key] ?? []))].join(", ");
  return {
    environment: environment.name,
    date,
    verdict,
    sentence,
    failures: findings
      .filter((finding) => finding.verdict === "fail")
      .map(({ rule: { id, requirement, fix }, stack, address }) => ({ rule: id, requirement, fix, stack, address })),
    problems,
    figures: [
      { value: `${environment.stacks.length}`, label: "stacks" },
      { value: `${resources}`, label: "resources" },
      { value: `${rules}`, label: "rules" },
      { value: `${counts.pass}`, label: "checks passed" },
      { value: `${counts.waived}`, label: "waived" },
      { value: `${counts.fail}`, label: "failed" },
    ],
    facts: [
      ["AWS account", distinct("allowed_account_ids")],
      ["Region", distinct("region")],
    ],
  };
}

const stacksOf = (stacks: readonly Stack[], picture: StacksView["picture"]): StacksView => ({
  picture,
  stacks: stacks.map(({ name, file, resources, reads, outputs, backend }) => ({
    name,
    file,
    resources: resources.length,
    state: [backend?.type, ...["bucket", "path", "organization", "key"].flatMap((key) => backend?.values[key] ?? [])]
      .filter((part) => part !== undefined)
      .join(" "),
    reads,
    outputs: outputs.map((output) => ({
      name: output.name,
      description: String(output.values.description ?? ""),
      pointer: output.pointer,
    })),
  })),
});
