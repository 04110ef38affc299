import { nodeGroupName } from "../../built/node-groups";
import type { Support, SupportCalendar } from "../../built/support";
import { markup } from "../../html/markup";
import { linkToResource, number, table } from "../../html/parts";
import type { Block, SynthesizedEnvironment } from "../../synthesized";
import { chapter } from "./chapter";

/** One version that was chosen, and until when it is supported. */
export interface VersionView {
  readonly what: string;
  readonly version: string;
  readonly stack: string;
  readonly address: string;
  /** Last day of standard support. @default none is announced */
  readonly endStandard?: string;
  /** Last day of extended support, which costs more. @default none is announced */
  readonly endExtended?: string;
}

export interface VersionsView {
  /** Day the calendar of support was read. */
  readonly calendarDate: string;
  /** Versions whose support has dates. */
  readonly dated: readonly VersionView[];
  /** Versions that are pinned without dates, like charts and add-ons. */
  readonly pinned: readonly VersionView[];
}

export const versions = chapter({
  id: "versions",
  title: "Versions and support",
  lead: "Which versions were chosen, and until when are they supported?",
  view: ({ environment, support }) => versionsView(environment, support),
  render: ({ calendarDate, dated, pinned }) => markup`${table(
    `Support dates as of ${calendarDate}`,
    ["What", "Version", "Standard support until", "Extended until", "Resource"],
    dated.map(({ what, version, stack, address, endStandard, endExtended }) => [
      what,
      number(version),
      endStandard ?? "no date announced",
      endExtended ?? "none",
      linkToResource(stack, address),
    ]),
  )}
${
  pinned.length > 0 &&
  table(
    "Pinned, without support dates",
    ["What", "Version", "Resource"],
    pinned.map(({ what, version, stack, address }) => [what, number(version), linkToResource(stack, address)]),
  )
}`,
});

/** How a type with a version is shown, and where its dates are. */
interface Versioned {
  readonly what: (block: Block) => string;
  readonly version: (block: Block) => string | undefined;
  readonly support?: (block: Block, calendar: SupportCalendar) => Support | undefined;
}

const text = (block: Block, key: string): string | undefined =>
  block.values[key] === undefined ? undefined : String(block.values[key]);

/** Whether the version of an add-on is written, and not looked up when planning. */
const isPinned = ({ values }: Block): boolean => !/^\$\{|^$/.test(String(values.addon_version ?? ""));

const VERSIONED: Readonly<Record<string, Versioned>> = {
  aws_eks_cluster: {
    what: () => "Kubernetes (Amazon EKS)",
    version: (block) => text(block, "version"),
    support: (block, { kubernetes }) => kubernetes[text(block, "version") ?? ""],
  },
  aws_db_instance: {
    what: () => "PostgreSQL (Amazon RDS)",
    version: (block) => text(block, "engine_version"),
    support: (block, { postgresql }) => postgresql[text(block, "engine_version")?.split(".")[0] ?? ""],
  },
  aws_elasticache_replication_group: {
    what: (block) => (block.values.engine === "valkey" ? "Valkey (Amazon ElastiCache)" : "Redis (Amazon ElastiCache)"),
    version: (block) => text(block, "engine_version"),
    support: (block, { redis, valkey }) =>
      (block.values.engine === "valkey" ? valkey : redis)[text(block, "engine_version") ?? ""],
  },
  aws_eks_addon: {
    what: (block) => `EKS add-on ${text(block, "addon_name")}`,
    version: (block) => (isPinned(block) ? text(block, "addon_version") : "EKS's default for its Kubernetes"),
  },
  aws_eks_node_group: {
    what: (block) => `Image of nodes ${nodeGroupName(block)}`,
    version: (block) => text(block, "ami_type"),
  },
  helm_release: {
    what: (block) =>
      `Chart ${text(block, "chart")?.startsWith("assets/") ? text(block, "name") : text(block, "chart")}`,
    version: (block) => text(block, "version") ?? "part of this project",
  },
};

/** Every version that was chosen, with the dates of support where there are any. */
export function versionsView({ stacks }: SynthesizedEnvironment, calendar: SupportCalendar): VersionsView {
  const blocks = stacks.flatMap((stack) => stack.resources);
  const rows = Object.entries(VERSIONED).flatMap(([type, versioned]) =>
    blocks
      .filter((block) => block.type === type)
      .map((block) => ({ versioned, view: toView(block, versioned, calendar) })),
  );
  const viewsOf = (isDated: boolean): VersionView[] =>
    rows.filter(({ versioned }) => (versioned.support !== undefined) === isDated).map(({ view }) => view);
  return { calendarDate: calendar.date, dated: viewsOf(true), pinned: viewsOf(false) };
}

function toView(block: Block, { what, version, support }: Versioned, calendar: SupportCalendar): VersionView {
  const { endStandard, endExtended } = support?.(block, calendar) ?? {};
  return {
    what: what(block),
    version: version(block) ?? "not written",
    stack: block.stack,
    address: block.address,
    ...(endStandard && { endStandard }),
    ...(endExtended && { endExtended }),
  };
}
